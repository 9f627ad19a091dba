import type { EditPlan } from "../../findings/edit-plan.ts";
import { deployedApps } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Setting } from "../../stack/setting.ts";
import { unlistedEntry } from "../../stack/readers/arm/partial-map.ts";
import { entryOf } from "../../stack/value.ts";
import { armFunctionApp } from "../examples/arm-template.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, setValue } from "../words.ts";
import { isOfRegistry, topLevelOf } from "./write-site-setting.ts";

const app = (identity: string) => `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp,linux'
  ${identity}
  properties: {
    httpsOnly: true
  }
}
`;
const own = "identity: {\n    type: 'SystemAssigned'\n  }";
const terraform = (block: string) => `
resource "azurerm_linux_function_app" "orders" {
  name       = "func-orders"
  https_only = true
  ${block}
  site_config {}
}
`;

const registry = (identities: string) => `
module app 'br/public:avm/res/web/site:0.16.0' = {
  params: {
    name: 'func-orders'
    kind: 'functionapp,linux'
    ${identities}
  }
}
`;

export const azIdentityMissing: Rule = {
  id: "az-identity-missing",
  title: "The function app has no managed identity",
  topics: ["7.1", "7.2", "34.1"],
  category: "security",
  severity: "low",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/app-service/overview-managed-identity",
  // An app that calls nothing needs none; keys among the settings are told by themselves.
  onByDefault: false,
  peers: ["template-analyzer:TA-000013"],
  bad: [
    { head: { "main.bicep": app("") } },
    { head: { "main.bicep": app(own.replace("SystemAssigned", "None")) } },
    { head: { "main.tf": terraform("") } },
    { head: { "main.bicep": registry("httpsOnly: true") } },
    { head: { "azuredeploy.json": armFunctionApp({ properties: { httpsOnly: true } }) } },
  ],
  good: [
    { head: { "main.bicep": app(own) } },
    { head: { "main.bicep": `param who object\n${app("identity: who")}` } },
    { head: { "main.bicep": registry("managedIdentities: { systemAssigned: true }") } },
    { head: { "main.bicep": `param ids array\n${registry("managedIdentities: { userAssignedResourceIds: ids }")}` } },
    { head: { "main.tf": terraform('identity {\n    type = "SystemAssigned"\n  }') } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of deployedApps(stack)) {
      const identity = app.string("identity");
      if (identity.state === "unknown" || (identity.known && identity.value !== "None")) continue;
      // A part of the declaration that cannot be listed may hold it.
      if (entryOf(app.properties, unlistedEntry) !== undefined || (app.format !== "bicep" && app.format !== "arm" && app.format !== "terraform"))
        continue;
      yield {
        subject: app,
        claim: "identity",
        evidence: [{ at: identity.at, note: "no managed identity" }, ...(identity.known ? [{ at: app.at }] : [])],
        what: `${named(app)} has no managed identity${identity.known ? " (`None`)" : ""}.`,
        why: `Without one it can reach storage, queues, databases and Key Vault only with keys: they stand in settings, stay valid until somebody rotates them, and open the whole account.`,
        fix: `Give it an identity (\`identity: { type: 'SystemAssigned' }\`, in azurerm an \`identity\` block), grant that identity roles on what the app uses, and connect without keys. An app that calls nothing needs none.`,
        edit: editOf(app, identity),
      };
    }
  },
};

function editOf(app: Resource, identity: Setting<string>): EditPlan | undefined {
  const isInput = isOfRegistry(app);
  if (identity.known) return isInput ? undefined : setValue(identity, "SystemAssigned");
  const own = isInput ? { name: "managedIdentities.systemAssigned", value: true } : { name: "identity.type", value: "SystemAssigned" };
  return addProperty(topLevelOf(app), app.at, own);
}
