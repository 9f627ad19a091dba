import { deployedApps, serviceOf, triggersIn } from "../../stack/platforms/azure/app-questions.ts";
import { valueAt } from "../../stack/value.ts";
import { armFunctionApp } from "../examples/arm-template.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, orDefault, setValue } from "../words.ts";

const app = (properties: string) => `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp,linux'
  properties: {
    serverFarmId: plan.id
    ${properties}
  }
}
`;
const terraform = (line: string) => `
resource "azurerm_linux_function_app" "orders" {
  name            = "func-orders"
  service_plan_id = azurerm_service_plan.plan.id
  ${line}
  site_config {}
}
`;

export const azHttpsOnly: Rule = {
  id: "az-https-only",
  title: "The function app answers over plain HTTP",
  topics: ["34.2", "7.5"],
  category: "security",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/security-concepts#require-https",
  peers: ["checkov:CKV_AZURE_70", "template-analyzer:TA-000010"],
  bad: [
    { head: { "main.bicep": app("httpsOnly: false") } },
    { head: { "main.bicep": app("enabled: true") } },
    { head: { "main.tf": terraform("") } },
    { head: { "azuredeploy.json": armFunctionApp({ properties: { enabled: true } }) } },
  ],
  good: [
    { head: { "main.bicep": app("httpsOnly: true") } },
    { head: { "main.tf": terraform("https_only = true") } },
    { head: { "main.tf": `variable "https" {}\n${terraform("https_only = var.https")}` } },
    { head: { "main.bicep": app("enabled: true").replace("functionapp,linux", "functionapp,workflowapp") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of deployedApps(stack)) {
      const https = app.boolean("httpsOnly");
      if (!https.known || https.value) continue;
      const triggers = triggersIn(stack, app);
      const servesNothing = triggers.length > 0 && !triggers.some((trigger) => serviceOf(trigger) === "http");
      const name = app.nameInDialect("httpsOnly");
      yield {
        subject: app,
        claim: "httpsOnly",
        evidence: [{ at: https.at, note: https.isDefault ? "plain HTTP is accepted" : "" }, { at: app.at }],
        what: `${named(app)} accepts plain HTTP: \`${name}\` is \`false\`${orDefault(https)}.`,
        why: `A caller that uses http:// by mistake sends its function key, tokens and data unencrypted, and gets an answer instead of a redirect.`,
        fix: `Set \`${name}\` to \`true\`: plain HTTP is then redirected to HTTPS.`,
        ...(servesNothing ? { severity: "low" as const } : {}),
        edit: setValue(https, true) ?? addProperty(valueAt(app.properties, "properties"), app.at, { name, value: true }),
      };
    }
  },
};
