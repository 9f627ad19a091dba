import { deployedApps, planOf, serviceOf, triggersIn } from "../../stack/platforms/azure/app-questions.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, orDefault } from "../words.ts";
import { isOfRegistry, writeSiteConfig } from "./write-site-setting.ts";

const app = (sku: string, config: string) => `
resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-orders'
  sku: {
    name: '${sku}'
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp'
  properties: {
    serverFarmId: plan.id
    siteConfig: {
      http20Enabled: true
      ${config}
    }
  }
}
`;
const terraform = (line: string) => `
resource "azurerm_service_plan" "plan" {
  name     = "plan-orders"
  os_type  = "Linux"
  sku_name = "P1v3"
}
resource "azurerm_linux_function_app" "orders" {
  name            = "func-orders"
  service_plan_id = azurerm_service_plan.plan.id
  site_config {
    ${line}
  }
}
`;
const host = `{ "version": "2.0" }\n`;
const timer = `{ "bindings": [{ "type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "0 0 3 * * *" }] }\n`;
const http = `{ "bindings": [{ "type": "httpTrigger", "direction": "in", "name": "req", "authLevel": "function" }] }\n`;

/** Plans that have no Always On. */
const sharedPlans: ReadonlySet<string> = new Set(["f1", "d1", "free", "shared"]);

export const azAlwaysOnMissing: Rule = {
  id: "az-always-on-missing",
  title: "The host of triggers that are not HTTP goes to sleep",
  topics: ["10.2", "10.3"],
  category: "reliability",
  severity: "high",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/dedicated-plan#always-on",
  bad: [
    { head: { "main.bicep": app("S1", ""), "host.json": host, "Nightly/function.json": timer } },
    { head: { "main.tf": terraform("always_on = false"), "host.json": host, "Nightly/function.json": timer } },
  ],
  good: [
    { head: { "main.bicep": app("S1", "alwaysOn: true"), "host.json": host, "Nightly/function.json": timer } },
    { head: { "main.bicep": app("EP1", ""), "host.json": host, "Nightly/function.json": timer } },
    { head: { "main.bicep": app("S1", ""), "host.json": host, "Orders/function.json": http } },
    { head: { "main.bicep": `param always bool\n${app("S1", "alwaysOn: always")}`, "host.json": host, "Nightly/function.json": timer } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of deployedApps(stack)) {
      const plan = planOf(stack, app);
      const [tier, sku] = [plan?.string("tier"), plan?.string("sku")];
      const always = app.boolean("alwaysOn");
      if (plan === undefined || tier?.known !== true || tier.value !== "dedicated" || !always.known || always.value) continue;
      // The public registry's module turns it on where nobody says otherwise.
      if (isOfRegistry(app) && always.isDefault) continue;
      const trigger = triggersIn(stack, app).find((one) => !["", "http", "durable", "warmup"].includes(serviceOf(one)));
      if (trigger === undefined || trigger.to.resource === null) continue;
      const isShared = sku?.known === true && sharedPlans.has(sku.value.toLowerCase());
      const name = app.nameInDialect("alwaysOn");
      yield {
        subject: app,
        claim: "alwaysOn",
        evidence: [
          { at: always.at, note: always.isDefault ? "Always On is off" : "" },
          { at: tier.at, note: "a dedicated plan" },
          { at: trigger.at, note: named(trigger.to.resource) },
        ],
        what: `${named(app)} runs on the dedicated plan ${named(plan)} without Always On${orDefault(always)}, and ${named(trigger.to.resource)} is triggered by ${serviceOf(trigger) === "timer" ? "a timer" : serviceOf(trigger)}.`,
        why: `After some minutes without HTTP requests the host is unloaded. Then no timer fires and no queue, blob or hub is read until somebody calls the app over HTTP.`,
        fix: isShared
          ? `Free and shared plans have no Always On: move to a Basic plan or higher and set \`${name}\` to \`true\`, or use a Flex Consumption plan.`
          : `Set \`${name}\` to \`true\`.`,
        edit: isShared ? undefined : writeSiteConfig(app, "alwaysOn", true),
      };
    }
  },
};
