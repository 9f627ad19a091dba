import { deployedApps } from "../../stack/platforms/azure/app-questions.ts";
import { armFunctionApp } from "../examples/arm-template.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const app = (value: string) => `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp'
  properties: {
    httpsOnly: true
    siteConfig: {
      remoteDebuggingEnabled: ${value}
    }
  }
}
`;
const terraform = (value: string) => `
resource "azurerm_windows_function_app" "orders" {
  name = "func-orders"
  site_config {
    remote_debugging_enabled = ${value}
  }
}
`;

export const azRemoteDebug: Rule = {
  id: "az-remote-debug",
  title: "Remote debugging is on",
  topics: ["17.2", "34.4"],
  category: "security",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/security-concepts#disable-remote-debugging",
  peers: ["checkov:CKV_AZURE_72", "template-analyzer:TA-000008"],
  bad: [
    { head: { "main.bicep": app("true") } },
    { head: { "main.tf": terraform("true") } },
    { head: { "azuredeploy.json": armFunctionApp({ properties: { siteConfig: { remoteDebuggingEnabled: true } } }) } },
  ],
  good: [
    { head: { "main.bicep": app("false") } },
    { head: { "main.tf": terraform("false") } },
    { head: { "main.bicep": `param debug bool\n${app("debug")}` } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of deployedApps(stack)) {
      const debugging = app.boolean("remoteDebugging");
      if (!debugging.known || !debugging.value) continue;
      yield {
        subject: app,
        claim: "remoteDebugging",
        evidence: [{ at: debugging.at }, { at: app.at }],
        what: `${named(app)} has remote debugging on (\`${debugging.nativeName}\`).`,
        why: `The debugger's ports are open to the internet for whoever holds the publishing credentials, and a breakpoint stops the instance for all callers. Azure turns it off by itself after 48 hours; the next deployment of this template turns it on again.`,
        fix: `Set \`${debugging.nativeName}\` to \`false\` and turn it on by hand for a debugging session.`,
        edit: setValue(debugging, false),
      };
    }
  },
};
