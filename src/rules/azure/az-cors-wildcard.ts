import { deployedApps, serviceOf, triggersIn } from "../../stack/platforms/azure/app-questions.ts";
import { type Value, itemsOf, textOf, valueAt } from "../../stack/value.ts";
import type { EditPlan } from "../../findings/edit-plan.ts";
import { armFunctionApp } from "../examples/arm-template.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const app = (origins: string) => `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      cors: {
        allowedOrigins: [${origins}]
      }
    }
  }
}
`;
const terraform = (origins: string) => `
resource "azurerm_linux_function_app" "orders" {
  name = "func-orders"
  site_config {
    cors {
      allowed_origins = [${origins}]
    }
  }
}
`;
const host = `{ "version": "2.0" }`;
const timer = `{ "bindings": [{ "type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "0 0 3 * * *" }] }`;

export const azCorsWildcard: Rule = {
  id: "az-cors-wildcard",
  title: "Every website may call the function app from its visitors' browsers",
  topics: ["34.2", "7.7"],
  category: "security",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/security-concepts#restrict-cors-access",
  peers: ["checkov:CKV_AZURE_62", "template-analyzer:TA-000012"],
  bad: [
    { head: { "main.bicep": app("'*'") } },
    { head: { "main.bicep": app("\n          'https://shop.example'\n          '*'\n        ") } },
    { head: { "main.tf": terraform('"https://shop.example", "*"') } },
    { head: { "azuredeploy.json": armFunctionApp({ properties: { siteConfig: { cors: { allowedOrigins: ["*", "https://shop.example"] } } } }) } },
  ],
  good: [
    { head: { "main.bicep": app("'https://shop.example'") } },
    { head: { "main.tf": terraform('"https://portal.azure.com"') } },
    { head: { "main.bicep": app("'*'"), "host.json": host, "Nightly/function.json": timer } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of deployedApps(stack)) {
      const star = itemsOf(app.value("corsOrigins")).find((origin) => textOf(origin) === "*");
      const triggers = triggersIn(stack, app);
      if (star === undefined || (triggers.length > 0 && !triggers.some((trigger) => serviceOf(trigger) === "http"))) continue;
      const credentials = textOf(valueAt(app.properties, "properties", "siteConfig", "cors", "supportCredentials")) === "true";
      yield {
        subject: app,
        claim: "corsOrigins",
        evidence: [{ at: star.at, note: "any origin" }, { at: app.placeOf("corsOrigins") }],
        what: `${named(app)} allows every origin (\`*\`) in \`${app.nameInDialect("corsOrigins")}\`${credentials ? ", together with credentials" : ""}.`,
        why: `Any website can make its visitors' browsers call the app's HTTP functions and read the answers, with whatever keys or network access those browsers have.`,
        fix: `List the origins of your own front ends. It does not matter for functions that only servers call: then take the CORS settings out.`,
        ...(credentials ? { severity: "high" as const } : {}),
        edit: withoutStar(app.value("corsOrigins")),
      };
    }
  },
};

/** Where other origins are listed too, they are the ones that are meant. */
function withoutStar(origins: Value | undefined): EditPlan | undefined {
  const others = itemsOf(origins).flatMap((origin) => (textOf(origin) === "*" ? [] : [textOf(origin)]));
  const known = others.filter((origin) => origin !== undefined);
  return origins?.kind === "list" && known.length > 0 && known.length === others.length
    ? { kind: "replace", at: origins.at, value: known }
    : undefined;
}
