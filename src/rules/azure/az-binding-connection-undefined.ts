import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const app = (setting: string) => `
resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'func-orders'
  location: resourceGroup().location
  kind: 'functionapp'
  properties: {
    siteConfig: {
      appSettings: [
        { name: 'FUNCTIONS_EXTENSION_VERSION', value: '~4' }
        { name: '${setting}', value: 'sb-orders.servicebus.windows.net' }
      ]
    }
  }
}
`;
const binding = `{
  "bindings": [
    { "type": "serviceBusTrigger", "direction": "in", "name": "order", "queueName": "orders", "connection": "OrdersBus" }
  ]
}
`;

const python = `import azure.functions as func
app = func.FunctionApp()

@app.service_bus_queue_trigger(arg_name="order", queue_name="orders", connection="OrdersBus")
def process(order: func.ServiceBusMessage) -> None:
    print(order)
`;
const terraform = (setting: string) => `
resource "azurerm_linux_function_app" "orders" {
  name = "func-orders"
  site_config {}
  app_settings = {
    ${setting}__fullyQualifiedNamespace = "sb-orders.servicebus.windows.net"
  }
}
`;

/** Suffixes by which a connection is split into several settings for identity-based connections. */
const suffixes = [
  "fullyQualifiedNamespace",
  "serviceUri",
  "blobServiceUri",
  "queueServiceUri",
  "tableServiceUri",
  "accountEndpoint",
  "accountName",
  "topicEndpointUri",
];

export const azBindingConnectionUndefined: Rule = {
  id: "az-binding-connection-undefined",
  title: "Binding names a connection that the app's settings do not hold",
  topics: ["10.3", "40.6"],
  category: "deployment",
  severity: "high",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/functions-reference#connections",
  bad: [
    { head: { "host.json": `{ "version": "2.0" }`, "ProcessOrder/function.json": binding, "main.bicep": app("OrderBus__fullyQualifiedNamespace") } },
    { head: { "host.json": `{ "version": "2.0" }`, "function_app.py": python, "main.tf": terraform("OrderBus") } },
  ],
  good: [
    { head: { "host.json": `{ "version": "2.0" }`, "ProcessOrder/function.json": binding, "main.bicep": app("OrdersBus__fullyQualifiedNamespace") } },
    { head: { "host.json": `{ "version": "2.0" }`, "function_app.py": python, "main.tf": terraform("OrdersBus") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const handler of stack.resourcesOf("function", "azure")) {
      const host = stack.linksTo(handler, "contains").find((link) => link.from.resource?.kind === "function-app")?.from.resource;
      const settings = host ? completeSettings(host) : null;
      if (host === undefined || host === null || settings === null) continue;
      for (const { name, at } of connectionsOf(handler, stack)) {
        if (isDefined(name, settings)) continue;
        yield {
          subject: handler,
          claim: `connection:${name}`,
          evidence: [
            { at, note: `connection ${named(name)}` },
            { at: host.placeOf("appSettings"), note: "no such setting" },
          ],
          what: `A binding of ${named(handler)} uses the connection ${named(name)}, but the settings of ${named(host)} hold neither ${named(name)} nor an identity form such as ${named(`${name}__fullyQualifiedNamespace`)}.`,
          why: `The listener cannot start: the function is loaded with an error, and none of its events is handled.`,
          fix: `Add the setting to ${named(host)}, or correct the connection's name in the binding.`,
        };
      }
    }
  },
};

function completeSettings(host: Resource): ReadonlySet<string> | null {
  const complete = host.boolean("appSettingsComplete");
  const settings = host.value("appSettings");
  if (!complete.known || !complete.value || settings?.kind !== "map") return null;
  return new Set([...settings.entries.keys()].map((name) => name.toLowerCase()));
}

function connectionsOf(handler: Resource, stack: Stack) {
  const links = [...stack.triggersOf(handler), ...stack.linksFrom(handler, "reads"), ...stack.linksFrom(handler, "writes")];
  return links.flatMap((link) => {
    const connection = link.string("connection");
    return connection.known && !connection.isDefault && !connection.value.includes("%") ? [{ name: connection.value, at: connection.at }] : [];
  });
}

function isDefined(name: string, settings: ReadonlySet<string>): boolean {
  const lower = name.toLowerCase();
  const forms = [lower, `azurewebjobs${lower}`, `connectionstrings:${lower}`, `connectionstrings__${lower}`];
  return forms.some(
    (form) =>
      settings.has(form) ||
      suffixes.some((suffix) => settings.has(`${form}__${suffix.toLowerCase()}`) || settings.has(`${form}:${suffix.toLowerCase()}`)),
  );
}
