import type { EditPlan } from "../../findings/edit-plan.ts";
import { deployedApps, planOf, serviceOf, triggersIn } from "../../stack/platforms/azure/app-questions.ts";
import { unlistedEntry } from "../../stack/readers/arm/partial-map.ts";
import type { Resource } from "../../stack/resource.ts";
import { type Value, entryOf, itemsOf, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named } from "../words.ts";

const bicep = (sku: string, properties: string) => `
resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-orders'
  sku: {
    name: '${sku}'
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp,linux'
  properties: {
    serverFarmId: plan.id
    ${properties}
  }
}
`;
const flex = (alwaysReady: string) => `functionAppConfig: {
      runtime: {
        name: 'node'
        version: '22'
      }
      scaleAndConcurrency: {
        maximumInstanceCount: 40
        instanceMemoryMB: 2048
        ${alwaysReady}
      }
    }`;
const premium = (count: number) => `siteConfig: {\n      minimumElasticInstanceCount: ${count}\n    }`;
const terraform = (count: number) => `
resource "azurerm_service_plan" "orders" {
  name     = "plan-orders"
  os_type  = "Linux"
  sku_name = "EP1"
}
resource "azurerm_linux_function_app" "orders" {
  name            = "func-orders"
  service_plan_id = azurerm_service_plan.orders.id
  site_config {
    pre_warmed_instance_count = ${count}
  }
}
`;
const host = `{ "version": "2.0" }\n`;
const http = `{ "bindings": [{ "type": "httpTrigger", "direction": "in", "name": "req", "authLevel": "function" }] }\n`;
const withHttp = (files: Record<string, string>) => ({ head: { ...files, "host.json": host, "Orders/function.json": http } });

export const azColdPlanForLatency: Rule = {
  id: "az-cold-plan-for-latency",
  title: "No instance is kept warm for HTTP requests",
  topics: ["5.2", "10.5"],
  category: "performance",
  severity: "low",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#always-ready-instances",
  // Right for systems with a promise on latency; others save the money.
  onByDefault: false,
  bad: [
    withHttp({ "main.bicep": bicep("FC1", flex("")) }),
    withHttp({ "main.bicep": bicep("EP1", premium(0)) }),
    withHttp({ "main.tf": terraform(0) }),
  ],
  good: [
    withHttp({
      "main.bicep": bicep("FC1", flex("alwaysReady: [\n          {\n            name: 'http'\n            instanceCount: 1\n          }\n        ]")),
    }),
    withHttp({ "main.bicep": `param warm array\n${bicep("FC1", flex("alwaysReady: warm"))}` }),
    withHttp({ "main.bicep": bicep("EP1", premium(1)) }),
    // A Premium plan keeps one instance unless it is told not to.
    withHttp({ "main.bicep": bicep("EP1", "httpsOnly: true") }),
    withHttp({ "main.tf": terraform(2) }),
    { head: { "main.bicep": bicep("FC1", flex("")), "host.json": host, "Orders/function.json": http.replace("httpTrigger", "timerTrigger") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of deployedApps(stack)) {
      const plan = planOf(stack, app);
      const tier = plan?.string("tier");
      const trigger = triggersIn(stack, app).find((one) => serviceOf(one) === "http");
      if (plan === undefined || tier?.known !== true || trigger === undefined) continue;
      const cold = tier.value === "flex" ? coldFlex(app) : tier.value === "premium" ? coldPremium(app) : undefined;
      if (cold === undefined) continue;
      yield {
        subject: app,
        claim: "alwaysReady",
        evidence: [
          { at: cold.value?.at ?? app.placeOf("name"), note: "no instance is kept" },
          { at: trigger.at, note: "answers HTTP requests" },
          { at: tier.at, note: named(plan) },
        ],
        what: `${named(app)} answers HTTP requests on ${named(plan)} and ${cold.words}.`,
        why: `The first request after a pause, and each one that needs a new instance, waits until the host and the code are loaded: seconds instead of milliseconds.`,
        fix: `${cold.fix} Such instances are billed whether they work or not; where seconds now and then do no harm, leave it as it is.`,
        edit: cold.edit,
      };
    }
  },
};

interface Cold {
  readonly words: string;
  readonly fix: string;
  /** The count of instances that is written, where one is. */
  readonly value: Value | undefined;
  readonly edit: EditPlan | undefined;
}

/** Flex Consumption scales to zero unless a group is kept: `http` for all HTTP functions. */
function coldFlex(app: Resource): Cold | undefined {
  const scale = valueAt(app.properties, "properties", "functionAppConfig", "scaleAndConcurrency");
  if (scale?.kind !== "map" || entryOf(scale, unlistedEntry) !== undefined) return undefined;
  const ready = valueAt(scale, "alwaysReady");
  if (ready !== undefined && ready.kind !== "list") return undefined;
  const groups = itemsOf(ready).map((group) => textOf(valueAt(group, "name")));
  if (groups.some((group) => group === undefined || group === "http")) return undefined;
  const isBlock = app.format === "terraform";
  const added = { name: "alwaysReady", value: [{ name: "http", instanceCount: 1 }] };
  const edit = isBlock || ready !== undefined ? undefined : addProperty(scale, app.at, added);
  const name = isBlock ? "an `always_ready` block" : "an entry in `scaleAndConcurrency.alwaysReady`";
  return { words: "keeps no instance for them (`alwaysReady`)", fix: `Add ${name} for the group \`http\`.`, value: undefined, edit };
}

/** Premium plans keep one instance of each app unless it is told not to. */
function coldPremium(app: Resource): Cold | undefined {
  const names = ["minimumElasticInstanceCount", "preWarmedInstanceCount"];
  const config = valueAt(app.properties, "properties", "siteConfig");
  const name = names.find((one) => textOf(valueAt(config, one)) === "0");
  const value = name === undefined ? undefined : valueAt(config, name);
  return name === undefined || value === undefined
    ? undefined
    : {
        words: `is told to keep none (\`${name}\` is 0)`,
        fix: `Set \`${name}\` to 1 or more.`,
        value,
        edit: { kind: "replace", at: value.at, value: 1 },
      };
}
