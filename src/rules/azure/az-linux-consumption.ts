import { azureRetirements } from "../../facts/azure-retirements.ts";
import { armTemplate } from "../examples/arm-template.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const bicep = (sku: string, properties: string) => `
resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-orders'
  sku: {
    name: '${sku}'
  }
  properties: {
    ${properties}
  }
}
`;
const terraform = (system: string, sku: string) => `
resource "azurerm_service_plan" "orders" {
  name     = "plan-orders"
  os_type  = "${system}"
  sku_name = "${sku}"
}
`;
const json = armTemplate([
  {
    type: "Microsoft.Web/serverfarms",
    apiVersion: "2024-04-01",
    name: "plan-orders",
    kind: "linux",
    sku: { name: "Y1", tier: "Dynamic" },
    properties: { reserved: true },
  },
]);
const retirement = azureRetirements.linuxConsumptionPlan.end;

export const azLinuxConsumption: Rule = {
  id: "az-linux-consumption",
  title: "The Linux Consumption plan is being retired",
  topics: ["1.2", "10.2"],
  category: "deployment",
  severity: "low",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/consumption-plan",
  // There is time, and moving is a project of its own.
  onByDefault: false,
  bad: [
    { head: { "main.bicep": bicep("Y1", "reserved: true") } },
    { head: { "main.tf": terraform("Linux", "Y1") } },
    { head: { "azuredeploy.json": json } },
  ],
  good: [
    { head: { "main.bicep": bicep("Y1", "reserved: false") } },
    { head: { "main.bicep": bicep("FC1", "reserved: true") } },
    { head: { "main.bicep": `param isLinux bool\n${bicep("Y1", "reserved: isLinux")}` } },
    { head: { "main.tf": terraform("Windows", "Y1") } },
    { head: { "main.tf": terraform("Linux", "EP1") } },
  ],
  *check({ stack, now }): Iterable<Draft> {
    const isOver = now.toISOString().slice(0, 10) >= retirement;
    for (const plan of stack.resourcesOf("plan", "azure")) {
      const [tier, system] = [plan.string("tier"), plan.string("operatingSystem")];
      if (!tier.known || tier.value !== "consumption" || !system.known || system.value !== "linux") continue;
      yield {
        subject: plan,
        claim: "tier",
        evidence: [
          { at: tier.at, note: "Consumption" },
          { at: system.at, note: "Linux" },
        ],
        what: `${named(plan)} is a Consumption plan on Linux, which Azure ${isOver ? "retired" : "retires"} on ${retirement}.`,
        why: `The plan gets no new language versions: a function app on it stays at versions that run out of support one after the other, ${isOver ? "and" : "and after that day"} it does not run at all.`,
        fix: `Move to a Flex Consumption plan (\`FC1\`), which also scales to zero; Microsoft's guide lists what changes (settings, slots, blob triggers). Consumption plans on Windows stay.`,
      };
    }
  },
};
