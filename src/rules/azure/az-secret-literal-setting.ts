import type { Location } from "../../change/location.ts";
import { deployedApps } from "../../stack/platforms/azure/app-questions.ts";
import { type MapEntry, type Value, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const app = (name: string, value: string) => `
resource bus 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {
  name: 'sb-orders'
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp,linux'
  properties: {
    siteConfig: {
      appSettings: [
        { name: '${name}', value: ${value} }
      ]
    }
  }
}
`;
const literal = "'Endpoint=sb://sb-orders.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=bm90LWEtcmVhbC1rZXk='";
const listed = "listKeys('${bus.id}/AuthorizationRules/RootManageSharedAccessKey', bus.apiVersion).primaryConnectionString";
const terraform = (value: string) => `
resource "azurerm_linux_function_app" "orders" {
  name = "func-orders"
  site_config {}
  app_settings = {
    PAYMENT_DB = ${value}
  }
}
`;

const marks = ["accountkey=", "sharedaccesskey=", "password=", "pwd=", "sharedaccesssignature="];
const emulators = ["usedevelopment", "localhost", "127.0.0.1", "host.docker.internal"];
const placeholders = /[<>]|your|change-?me|placeholder|xxx|\*\*\*|\{\{/iu;
/** The host's own storage, for which some plans know nothing but keys. */
const ofHost = /^(?:azurewebjobs|website_content|deployment_storage)/iu;
const keyAttributes = /(?:connection_string|_key|_secret)$/u;

export const azSecretLiteralSetting: Rule = {
  id: "az-secret-literal-setting",
  title: "A key stands in the app's settings",
  topics: ["7.2", "29.5"],
  category: "security",
  severity: "high",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/app-service/app-service-key-vault-references",
  bad: [
    { head: { "main.bicep": app("OrdersBus", literal) } },
    { head: { "main.bicep": app("OrdersBus", listed) } },
    { head: { "main.tf": terraform('"Server=tcp:pay.database.windows.net;User Id=app;Password=tr0ub4dor-and-3;"') } },
  ],
  good: [
    { head: { "main.bicep": app("OrdersBus__fullyQualifiedNamespace", "'sb-orders.servicebus.windows.net'") } },
    { head: { "main.bicep": app("OrdersBus", "'@Microsoft.KeyVault(VaultName=kv;SecretName=orders-bus)'") } },
    {
      head: {
        "main.bicep": app("OrdersBus", "'Endpoint=sb://x/;SharedAccessKeyName=send;SharedAccessKey=${key}'").replace(
          "\nresource bus",
          "\n@secure()\nparam key string\n\nresource bus",
        ),
      },
    },
    { head: { "main.bicep": app("AzureWebJobsStorage", "'AccountName=st;AccountKey=${listKeys(bus.id, bus.apiVersion).keys[0].value}'") } },
    { head: { "main.tf": terraform('"Server=tcp:pay.database.windows.net;Password=<password>;"') } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of deployedApps(stack)) {
      const settings = app.value("appSettings");
      for (const setting of settings?.kind === "map" ? settings.entries.values() : []) {
        const secret = secretIn(setting);
        if (secret === undefined) continue;
        yield {
          subject: app,
          claim: `setting:${setting.name}`,
          evidence: [{ at: secret.at, note: secret.isLiteral ? "a key in the text" : "a key of the account" }, { at: app.at }],
          what: secret.isLiteral
            ? `The setting ${named(setting.name)} of ${named(app)} holds a key or password in plain text.`
            : `The setting ${named(setting.name)} of ${named(app)} is filled with an account's key at deployment.`,
          why: secret.isLiteral
            ? `Everybody who can read the repository, its history, or the deployment can use the key; it has to count as leaked.`
            : `Everybody who may read the app's configuration can read the key, which opens the whole account or namespace and stays valid until somebody rotates it; after a rotation the app fails until the next deployment.`,
          fix: secret.isLiteral
            ? `Rotate the key, then connect with the app's managed identity (${identityFor(setting)}), or take the value from a Key Vault reference (\`@Microsoft.KeyVault(…)\`).`
            : `Connect with the app's managed identity (${identityFor(setting)}), or take the value from a Key Vault reference (\`@Microsoft.KeyVault(…)\`).`,
          severity: secret.isLiteral ? "high" : "low",
        };
      }
    }
  },
};

function secretIn(setting: MapEntry): { readonly isLiteral: boolean; readonly at: Location } | undefined {
  const { value, at } = setting;
  if (value.kind === "scalar" && typeof value.value === "string" && holdsKey(value.value)) return { isLiteral: true, at };
  const parts = value.kind === "joined" ? value.parts : [value];
  return !ofHost.test(setting.name) && parts.some(isListedKey) ? { isLiteral: false, at } : undefined;
}

/** What an identity's connection needs, by the parts that a connection string of each service has. */
const connections: readonly (readonly [mark: string, how: (name: string) => string])[] = [
  ["endpoint=sb:", (name) => `\`${name}__fullyQualifiedNamespace\` in the place of \`${name}\``],
  ["accountendpoint=", (name) => `\`${name}__accountEndpoint\` in the place of \`${name}\``],
  ["accountname=", (name) => `\`${name}__serviceUri\` in the place of \`${name}\``],
  ["server=", () => "`Authentication=Active Directory Managed Identity` in the connection string"],
];

/** How the app connects without the key; where the value does not tell the service, each of them. */
function identityFor({ name: given, value }: MapEntry): string {
  const name = given.replaceAll("`", "");
  const parts = value.kind === "joined" ? value.parts : [value];
  const text = parts
    .map((part) => textOf(part) ?? "")
    .join("")
    .toLowerCase();
  const known = connections.find(([mark]) => text.includes(mark));
  if (known !== undefined) return known[1](name);
  if (/key|secret|token|password/iu.test(name)) return "`DefaultAzureCredential` in code, in the place of the key";
  return `\`${name}__fullyQualifiedNamespace\` for Service Bus and Event Hubs, \`__serviceUri\` for storage, \`__accountEndpoint\` for Cosmos DB`;
}

/** A connection string with something behind `AccountKey=` or `Password=` that is no placeholder. */
function holdsKey(text: string): boolean {
  const lower = text.toLowerCase();
  if (emulators.some((mark) => lower.includes(mark))) return false;
  return marks.some((mark) => {
    const start = lower.indexOf(mark);
    const secret = start === -1 ? "" : (text.slice(start + mark.length).split(";", 1)[0] ?? "");
    return secret.length >= 8 && !secret.startsWith("@") && !placeholders.test(secret);
  });
}

/** `listKeys(…)` of templates; key attributes of azurerm resources. */
function isListedKey(part: Value): boolean {
  if (part.kind === "unknown") return part.reason === "listKeys";
  return (
    part.kind === "reference" &&
    part.attribute !== undefined &&
    part.address.startsWith("azurerm_") &&
    !part.address.startsWith("azurerm_application_insights") &&
    !part.address.startsWith("azurerm_key_vault") &&
    keyAttributes.test(part.attribute)
  );
}
