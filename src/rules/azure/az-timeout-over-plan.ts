import { azureLimits } from "../../facts/azure-numbers.ts";
import type { Draft, Rule } from "../rule.ts";
import { duration, named, setValue } from "../words.ts";

const plan = (sku: string, tier: string) => `
resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: 'plan-renditions'
  location: resourceGroup().location
  sku: {
    name: '${sku}'
    tier: '${tier}'
  }
}

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'func-renditions'
  location: resourceGroup().location
  kind: 'functionapp'
  properties: {
    serverFarmId: plan.id
  }
}
`;
const terraform = (sku: string) => `
resource "azurerm_service_plan" "plan" {
  name     = "plan-renditions"
  os_type  = "Windows"
  sku_name = "${sku}"
}
resource "azurerm_windows_function_app" "renditions" {
  name            = "func-renditions"
  service_plan_id = azurerm_service_plan.plan.id
  site_config {}
}
`;
const host = `{
  "version": "2.0",
  "functionTimeout": "00:15:00"
}
`;

const consumptionMaximumSeconds = azureLimits.consumptionTimeout.value;

export const azTimeoutOverPlan: Rule = {
  id: "az-timeout-over-plan",
  title: "functionTimeout is longer than the Consumption plan allows",
  topics: ["10.2", "16.4"],
  category: "deployment",
  severity: "high",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/functions-scale#timeout",
  bad: [{ head: { "host.json": host, "main.bicep": plan("Y1", "Dynamic") } }, { head: { "host.json": host, "main.tf": terraform("Y1") } }],
  good: [
    { head: { "host.json": host, "main.bicep": plan("EP1", "ElasticPremium") } },
    { head: { "host.json": host, "main.tf": terraform("EP1") } },
    { head: { "host.json": host.replace("00:15:00", "00:10:00"), "main.bicep": plan("Y1", "Dynamic") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of stack.resourcesOf("function-app", "azure")) {
      const timeout = app.number("timeoutSeconds");
      const hosting = stack.linksFrom(app, "uses").find((link) => link.to.resource?.kind === "plan")?.to.resource;
      const tier = hosting?.string("tier");
      if (!timeout.known || tier === undefined || !tier.known || tier.value !== "consumption") continue;
      if (timeout.value !== -1 && timeout.value <= consumptionMaximumSeconds) continue;
      const asked = timeout.value === -1 ? "no limit" : duration(timeout.value);
      yield {
        subject: app,
        claim: "timeoutSeconds",
        evidence: [
          { at: timeout.at, note: asked },
          { at: tier.at, note: "Consumption plan" },
        ],
        what: `\`functionTimeout\` asks for ${asked}, but ${named(app)} runs on the Consumption plan ${hosting ? named(hosting) : ""}, which allows 10 min at most.`,
        why: `The Functions host refuses the value when it starts: no function of the app runs.`,
        fix: `Set \`functionTimeout\` to \`00:10:00\` or less, split the work (Durable Functions, smaller messages), or move the app to a Flex Consumption or Premium plan.`,
        edit: setValue(timeout, "00:10:00"),
      };
    }
  },
};
