import type { Location } from "../../change/location.ts";
import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Severity } from "../../findings/finding.ts";
import { appSettingOf, deployedApps, functionsOf, planOf, serviceOf } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const app = (settings: string, sku = "FC1") => `
resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-renditions'
  sku: {
    name: '${sku}'
    tier: '${sku === "FC1" ? "FlexConsumption" : "Dynamic"}'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-renditions'
  kind: 'functionapp,linux'
  properties: {
    serverFarmId: plan.id
    siteConfig: {
      appSettings: [${settings}]
    }
  }
}
`;
const worker = "{ name: 'FUNCTIONS_WORKER_RUNTIME', value: 'node' }";
const storage = "{ name: 'AzureWebJobsStorage__accountName', value: 'strenditions' }";
const slot = `
resource staging 'Microsoft.Web/sites/slots@2024-04-01' = {
  parent: app
  name: 'staging'
  kind: 'functionapp,linux'
}
`;
const host = `{ "version": "2.0" }\n`;
const blob = (more: string) =>
  `{ "bindings": [{ "type": "blobTrigger", "direction": "in", "name": "image", "path": "uploads/{name}", "connection": "Media"${more} }] }\n`;

const terraform = (setting: string) => `
resource "azurerm_service_plan" "plan" {
  name     = "plan-renditions"
  os_type  = "Linux"
  sku_name = "FC1"
}
resource "azurerm_function_app_flex_consumption" "renditions" {
  name            = "func-renditions"
  service_plan_id = azurerm_service_plan.plan.id
  runtime_name    = "node"
  runtime_version = "22"
  site_config {}
  app_settings = {
    ${setting}
    REGION = "west"
  }
}
`;

/** Settings that make the deployment fail. */
const refused = /^(?:FUNCTIONS_(?:WORKER_RUNTIME|EXTENSION_VERSION)|WEBSITE_(?:CONTENT\w+|RUN_FROM_PACKAGE))$/iu;

/** Settings that have no effect on Flex Consumption, or are refused. Source: https://learn.microsoft.com/azure/azure-functions/functions-app-settings#flex-consumption-plan-deprecations */
const deprecated = [
  "FUNCTIONS_WORKER_RUNTIME",
  "FUNCTIONS_EXTENSION_VERSION",
  "FUNCTIONS_WORKER_PROCESS_COUNT",
  "WEBSITE_RUN_FROM_PACKAGE",
  "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING",
  "WEBSITE_CONTENTSHARE",
  "WEBSITE_CONTENTOVERVNET",
  "WEBSITE_NODE_DEFAULT_VERSION",
  "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT",
  "WEBSITE_VNET_ROUTE_ALL",
  "SCM_DO_BUILD_DURING_DEPLOYMENT",
  "ENABLE_ORYX_BUILD",
];

export const azFlexUnsupported: Rule = {
  id: "az-flex-unsupported",
  title: "The Flex Consumption plan does not take what the app asks for",
  topics: ["10.2", "1.2"],
  category: "deployment",
  severity: "high",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#considerations",
  bad: [
    { head: { "main.bicep": app(worker) } },
    { head: { "main.bicep": app(storage) + slot } },
    { head: { "main.bicep": app(storage), "host.json": host, "Resize/function.json": blob("") } },
    { head: { "main.tf": terraform("SCM_DO_BUILD_DURING_DEPLOYMENT = true") } },
  ],
  good: [
    { head: { "main.bicep": app(storage) } },
    { head: { "main.bicep": app(worker, "Y1") } },
    { head: { "main.tf": terraform("") } },
    { head: { "main.bicep": app(storage), "host.json": host, "Resize/function.json": blob(`, "source": "EventGrid"`) } },
    {
      head: {
        "main.bicep": `param sku string\n${app(worker).replace("name: 'FC1'", "name: sku").replace("tier: 'FlexConsumption'", "family: 'x'")}`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of deployedApps(stack)) {
      const plan = planOf(stack, app);
      const tier = plan?.string("tier");
      if (plan === undefined || tier?.known !== true || tier.value !== "flex") continue;
      for (const found of [...settingsOf(app), ...slotsOf(app, stack), ...pollingBlobs(app, stack)]) {
        yield {
          subject: app,
          claim: found.claim,
          evidence: [
            { at: found.at, note: "not on Flex Consumption" },
            { at: tier.at, note: named(plan) },
          ],
          what: `${named(app)} runs on the Flex Consumption plan ${named(plan)}, ${found.what}.`,
          why: found.why,
          fix: found.fix,
          ...(found.severity === undefined ? {} : { severity: found.severity }),
          edit: found.edit,
        };
      }
    }
  },
};

interface Unsupported {
  readonly claim: string;
  readonly at: Location;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly severity?: Severity;
  readonly edit?: EditPlan | undefined;
}

function settingsOf(app: Resource): readonly Unsupported[] {
  const found = deprecated.flatMap((name) => appSettingOf(app, name) ?? []);
  const [first] = found;
  if (first === undefined) return [];
  const names = found.map(({ name }) => named(name)).join(", ");
  return [
    {
      claim: "appSettings",
      at: first.at,
      what: `which does not take the ${found.length === 1 ? "setting" : "settings"} ${names}`,
      why: `The platform refuses such settings at deployment or ignores them: language, version, package and scale come from \`functionAppConfig\`.`,
      ...(found.some(({ name }) => refused.test(name)) ? {} : { severity: "medium" as const }),
      edit: found.length === 1 && saysRuntime(app) ? { kind: "remove", entry: first.at } : undefined,
      fix: `Take ${found.length === 1 ? "it" : "them"} out and say the same in \`functionAppConfig\` (\`runtime\`, \`deployment\`, \`scaleAndConcurrency\`).`,
    },
  ];
}

/** Without the setting, language and version have to stand where the plan looks for them. */
function saysRuntime(app: Resource): boolean {
  return valueAt(app.properties, "properties", "functionAppConfig", "runtime")?.kind === "map";
}

function slotsOf(app: Resource, stack: Stack): readonly Unsupported[] {
  return stack.linksFrom(app, "contains").flatMap((link) => {
    const slot = link.to.resource;
    if (slot?.kind !== "slot") return [];
    return [
      {
        claim: `slot:${slot.name}`,
        at: slot.at,
        what: `which has no deployment slots; the stack declares ${named(slot)}`,
        why: `The slot cannot be made: the deployment of the stack fails at it.`,
        fix: `Take the slot out and use rolling updates of the plan, or stay on a Premium plan where slots are needed.`,
      },
    ];
  });
}

function pollingBlobs(app: Resource, stack: Stack): readonly Unsupported[] {
  return functionsOf(stack, app).flatMap((handler) =>
    stack.triggersOf(handler).flatMap((link) => {
      const source = link.string("source");
      if (serviceOf(link) !== "blob" || !source.known || source.value === "EventGrid") return [];
      return [
        {
          claim: `blob:${handler.name}`,
          at: link.at,
          what: `which knows blob triggers by Event Grid only; ${named(handler)} polls its container`,
          why: `The function never runs: the plan does not scale on container scans, and new blobs are not noticed.`,
          fix: `Set \`${link.nameInDialect("source")}\` of the trigger to \`EventGrid\` and add an Event Grid subscription of the storage account that calls the function.`,
        },
      ];
    }),
  );
}
