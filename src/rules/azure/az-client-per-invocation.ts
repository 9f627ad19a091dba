import type { Location } from "../../change/location.ts";
import type { Severity } from "../../findings/finding.ts";
import type { Language } from "../../handlers/facts.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const host = `{ "version": "2.0" }\n`;
const queue = `{ "bindings": [{ "type": "queueTrigger", "direction": "in", "name": "order", "queueName": "orders", "connection": "Orders" }] }\n`;
const node = (outside: string, inside: string) => `const { CosmosClient } = require("@azure/cosmos");
${outside}
module.exports = async function (context, order) {
  ${inside}
  await client.database("shop").container("orders").items.upsert(order);
};
`;
const make = "const client = new CosmosClient(process.env.COSMOS);";
const csharp = (field: string, line: string) => `public class Orders
{
    ${field}
    [Function("Orders")]
    public async Task Run([QueueTrigger("orders", Connection = "Orders")] string order)
    {
        ${line}
        await http.PostAsync("https://pay.example/orders", new StringContent(order));
    }
}
`;

const clientNames: Readonly<Record<string, string>> = {
  http: "HTTP",
  cosmos: "Cosmos DB",
  servicebus: "Service Bus",
  eventhubs: "Event Hubs",
  blob: "Blob Storage",
  queue: "Queue Storage",
  tables: "Table Storage",
  keyvault: "Key Vault",
  eventgrid: "Event Grid",
  appconfiguration: "App Configuration",
};

/** Services whose client holds connections of its own. Others share them below, so that a client of their own costs time only. */
const holdsConnections: ReadonlySet<string> = new Set(["cosmos", "servicebus", "eventhubs"]);
const sharesConnections: ReadonlySet<string> = new Set(["blob", "queue", "tables", "keyvault", "eventgrid", "appconfiguration"]);

export const azClientPerInvocation: Rule = {
  id: "az-client-per-invocation",
  title: "A client is made anew with every invocation",
  topics: ["5.5", "38.3"],
  category: "performance",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/manage-connections",
  bad: [
    { head: { "host.json": host, "Orders/function.json": queue, "Orders/index.js": node("", make) } },
    { head: { "host.json": host, "Orders.cs": csharp("", "using var http = new HttpClient();") } },
  ],
  good: [
    { head: { "host.json": host, "Orders/function.json": queue, "Orders/index.js": node(make, "") } },
    {
      head: {
        "host.json": host,
        "Orders/function.json": queue,
        "Orders/index.js": node("let client;", "client ??= new CosmosClient(process.env.COSMOS);"),
      },
    },
    { head: { "host.json": host, "Orders.cs": csharp("private static readonly HttpClient http = new HttpClient();", "") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const handler of stack.resourcesOf("function", "azure")) {
      const code = stack.handlerOf(handler);
      if (code?.state !== "found") continue;
      const told = new Set<string>();
      for (const client of code.facts.clients) {
        const severity = severityOf(client.service, code.language);
        if (client.phase !== "invocation" || severity === undefined || told.has(client.service) || isInAnother(client.at, handler, stack)) continue;
        told.add(client.service);
        const name = `${clientNames[client.service] ?? client.service} client`;
        yield {
          subject: handler,
          claim: `client:${client.service}`,
          evidence: [{ at: client.at, note: "runs with every invocation" }, { at: handler.at }],
          what: `${named(handler)} makes a new ${name} with every invocation.`,
          why:
            severity === "low"
              ? `Each invocation signs in and sets its pipeline up again, which costs time before the first request; under load also outbound connections.`
              : `Each client opens connections of its own, which stay open for minutes after it is closed. Under load the instance runs out of outbound ports (SNAT; 600 active connections on the Consumption plan): calls then time out all over the app.`,
          fix: `Make it once: at the top of the module, in a static field, or as a singleton of dependency injection, and use it in all invocations.`,
          severity,
        };
      }
    }
  },
};

/** A function may name what registers its neighbours in the same file, so that their code counts as reached: each answers for its own. */
function isInAnother(at: Location, handler: Resource, stack: Stack): boolean {
  return stack.functionsIn(at.path).some((other) => {
    const code = other === handler ? undefined : stack.handlerOf(other);
    return code?.state === "found" && code.entry.path === at.path && code.entry.startLine <= at.startLine && at.endLine <= code.entry.endLine;
  });
}

/** HTTP clients of JavaScript and Python share or close their connections; those of .NET and Java do not. */
function severityOf(service: string, language: Language): Severity | undefined {
  if (service === "http") return language === "csharp" || language === "java" ? "medium" : undefined;
  if (holdsConnections.has(service)) return "medium";
  return sharesConnections.has(service) ? "low" : undefined;
}
