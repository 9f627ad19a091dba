import { deployedApps, triggersIn } from "../../stack/platforms/azure/app-questions.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const bicep = (enabled: string) => `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
  }
}

resource auth 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: ${enabled}
    }
  }
}
`;
const terraform = (line: string) => `
resource "azurerm_linux_function_app" "orders" {
  name = "func-orders"
  site_config {}
  auth_settings_v2 {
    ${line}
    login {}
  }
}
`;
const host = `{ "version": "2.0" }\n`;
const binding = (level: string) =>
  `{ "bindings": [{ "type": "httpTrigger", "direction": "in", "name": "req", "authLevel": "${level}", "methods": ["get"] }] }\n`;
const code = "module.exports = async (context, req) => { context.res = { status: 200 }; };\n";
const files = (level: string) => ({ "host.json": host, "Orders/function.json": binding(level), "Orders/index.js": code });

export const azAuthDisabled: Rule = {
  id: "az-auth-disabled",
  title: "Easy Auth is switched off in front of anonymous functions",
  topics: ["7.4", "34.1"],
  category: "security",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/app-service/overview-authentication-authorization",
  peers: ["checkov:CKV_AZURE_56"],
  bad: [
    { head: { "main.bicep": bicep("false"), ...files("anonymous") } },
    { head: { "main.tf": terraform("auth_enabled = false"), ...files("anonymous") } },
  ],
  good: [
    { head: { "main.bicep": bicep("true"), ...files("anonymous") } },
    { head: { "main.bicep": bicep("false"), ...files("function") } },
    { head: { "main.tf": terraform("auth_enabled = true"), ...files("anonymous") } },
    { head: { "main.tf": `variable "auth" {}\n${terraform("auth_enabled = var.auth")}`, ...files("anonymous") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of deployedApps(stack)) {
      const auth = app.boolean("authEnabled");
      if (!auth.known || auth.isDefault || auth.value) continue;
      const open = triggersIn(stack, app).find((trigger) => {
        const level = trigger.string("authorizationLevel");
        return level.known && level.value === "anonymous";
      });
      if (open?.to.resource === null || open === undefined) continue;
      yield {
        subject: app,
        claim: "authEnabled",
        evidence: [
          { at: auth.at, note: "off" },
          { at: open.at, note: "anonymous" },
        ],
        what: `Easy Auth of ${named(app)} is configured but switched off, and ${named(open.to.resource)} lets anonymous callers in.`,
        why: `The functions rely on the platform to sign callers in; it does not, so everybody on the internet gets an answer.`,
        fix: `Turn it on (\`${auth.nativeName}\`), or give the functions an authorization level and check callers in the code.`,
        edit: setValue(auth, true),
      };
    }
  },
};
