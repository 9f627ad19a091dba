import type { Location } from "../../change/location.ts";
import type { Target } from "../../handlers/facts.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { entryOf, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named } from "../words.ts";

const bicep = (ttl: string) => `
resource account 'Microsoft.DocumentDB/databaseAccounts@2024-05-15' = {
  name: 'cosmos-shop'
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-05-15' = {
  parent: account
  name: 'shop'
}

resource markers 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-05-15' = {
  parent: database
  name: 'markers'
  properties: {
    resource: {
      id: 'markers'
      ${ttl}
    }
  }
}
`;
const terraform = (line: string) => `
resource "azurerm_cosmosdb_sql_container" "markers" {
  name          = "markers"
  database_name = "shop"
  account_name  = "cosmos-shop"
  ${line}
}
`;
const host = `{ "version": "2.0" }\n`;
const code = (item: string) => `import { app } from "@azure/functions";
import { CosmosClient } from "@azure/cosmos";

const markers = new CosmosClient(process.env.COSMOS ?? "").database("shop").container("markers");

app.storageQueue("orders", {
  queueName: "orders",
  connection: "Orders",
  handler: async (order: { id: string }) => {
    await markers.items.create(${item});
  },
});
`;
const timed = code("{ id: order.id, ttl: 259200 }");
const binding = `{ "bindings": [
  { "type": "queueTrigger", "direction": "in", "name": "order", "queueName": "orders", "connection": "Orders" },
  { "type": "cosmosDB", "direction": "out", "name": "marker", "databaseName": "shop", "containerName": "markers", "connection": "Cosmos" }
] }
`;

const writing = /^(?:create|upsert|replace)(?:Item)?$/u;

export const azCosmosItemTtlWithoutDefault: Rule = {
  id: "az-cosmos-item-ttl-without-default",
  title: "Items ask to expire in a container that lets nothing expire",
  topics: ["4.2", "12.8"],
  category: "data",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/cosmos-db/nosql/time-to-live",
  bad: [
    { head: { "main.bicep": bicep(""), "host.json": host, "src/orders.ts": timed } },
    { head: { "main.tf": terraform(""), "host.json": host, "src/orders.ts": timed } },
    {
      head: {
        "main.bicep": bicep(""),
        "host.json": host,
        "Orders/function.json": binding,
        "Orders/index.js": "module.exports = async (context, order) => ({ id: order.id, ttl: 60 });\n",
      },
    },
  ],
  good: [
    { head: { "main.bicep": bicep("defaultTtl: -1"), "host.json": host, "src/orders.ts": timed } },
    { head: { "main.tf": terraform("default_ttl = 86400"), "host.json": host, "src/orders.ts": timed } },
    { head: { "main.bicep": bicep(""), "host.json": host, "src/orders.ts": code("{ id: order.id }") } },
    { head: { "main.bicep": bicep("").replaceAll("markers", "orders"), "host.json": host, "src/orders.ts": timed } },
  ],
  *check({ stack }): Iterable<Draft> {
    const told = new Set<Resource>();
    for (const { handler, container, at } of timedWrites(stack)) {
      if (container.number("defaultTtlSeconds").state !== "absent" || told.has(container)) continue;
      told.add(container);
      const name = container.nameInDialect("defaultTtlSeconds");
      yield {
        subject: container,
        claim: "defaultTtlSeconds",
        evidence: [
          { at: container.placeOf("defaultTtlSeconds"), note: `no ${name}` },
          { at, note: "writes items with a ttl" },
        ],
        what: `${named(handler)} writes items with a \`ttl\` of their own to ${named(container)}, which has no \`${name}\`.`,
        why: `Without it, time to live is off for the whole container and the items' \`ttl\` is ignored: nothing ever expires, storage and cost grow, and data that should be gone stays.`,
        fix: `Set \`${name}\` to \`-1\`: items expire by their own \`ttl\`, all others stay.`,
        edit: editOf(container, name),
      };
    }
  },
};

function editOf(container: Resource, name: string) {
  const properties = container.format === "terraform" ? container.properties : valueAt(container.properties, "properties", "resource");
  return addProperty(properties, container.at, { name, value: -1 });
}

interface TimedWrite {
  readonly handler: Resource;
  readonly container: Resource;
  readonly at: Location;
}

function timedWrites(stack: Stack): readonly TimedWrite[] {
  const containers = stack.resourcesOf("table", "azure").filter((table) => {
    const service = table.string("service");
    return service.known && service.value === "cosmos-db";
  });
  if (containers.length === 0) return [];
  return stack.resourcesOf("function", "azure").flatMap((handler) => {
    const code = stack.handlerOf(handler);
    if (code?.state !== "found") return [];
    const called = code.facts.calls.flatMap((call): TimedWrite[] => {
      const isTimed = call.service === "cosmos" && writing.test(call.action) && call.argumentNames.some((name) => name === "ttl" || name === "Ttl");
      const container = isTimed ? containerOf(call.target, handler, containers) : undefined;
      return container === undefined ? [] : [{ handler, container, at: call.at }];
    });
    const bound = stack
      .linksFrom(handler, "writes")
      .flatMap((link) => (link.to.resource?.kind === "table" && containers.includes(link.to.resource) ? [link.to.resource] : []));
    const [timed, only] = [code.facts.azure?.timedOutputs[0], bound.length === 1 ? bound[0] : undefined];
    return timed === undefined || only === undefined ? called : [...called, { handler, container: only, at: timed.at }];
  });
}

/** The container that code names: in text, or through an application setting. */
function containerOf(target: Target, handler: Resource, containers: readonly Resource[]): Resource | undefined {
  if (target.kind === "literal") return only(containers, target.value);
  if (target.kind !== "environment") return undefined;
  const value = entryOf(handler.value("environment"), target.variable)?.value;
  if (value?.kind === "reference") return containers.find((one) => one.address === value.address);
  const text = textOf(value);
  return text === undefined ? undefined : only(containers, text);
}

function only(containers: readonly Resource[], name: string): Resource | undefined {
  const found = containers.filter((one) => {
    const known = one.string("name");
    return known.known && known.value === name;
  });
  return found.length === 1 ? found[0] : undefined;
}
