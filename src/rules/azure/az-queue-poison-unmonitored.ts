import { appOf, hostValue, isDeployed, serviceOf } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const site = `
resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'storders'
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
  }
}
`;
const alert = `
resource alert 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'queue-depth'
  properties: {
    scopes: [storage.id]
    enabled: true
    criteria: {
      allOf: [{ name: 'depth', metricName: 'QueueMessageCount', operator: 'GreaterThan', threshold: 0 }]
    }
  }
}
`;
const host = `{ "version": "2.0" }\n`;
const onQueue = (queue: string) =>
  `{ "bindings": [{ "type": "queueTrigger", "direction": "in", "name": "order", "queueName": "${queue}", "connection": "Orders" }] }\n`;

const terraform = `
resource "azurerm_linux_function_app" "orders" {
  name = "func-orders"
  site_config {}
}
`;
const typescript = `import { app } from "@azure/functions";

app.storageQueue("orders", {
  queueName: "orders",
  connection: "Orders",
  handler: async (order) => console.log(order),
});
`;

export const azQueuePoisonUnmonitored: Rule = {
  id: "az-queue-poison-unmonitored",
  title: "Nobody is told when messages reach the poison queue",
  topics: ["22.6", "15.8"],
  category: "observability",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger#poison-messages",
  bad: [
    { head: { "main.bicep": site, "host.json": host, "Orders/function.json": onQueue("orders") } },
    { head: { "main.tf": terraform, "host.json": host, "src/orders.ts": typescript } },
  ],
  good: [
    { head: { "main.bicep": site, "host.json": host, "Orders/function.json": onQueue("orders"), "Failed/function.json": onQueue("orders-poison") } },
    { head: { "main.bicep": site + alert, "host.json": host, "Orders/function.json": onQueue("orders") } },
    { head: { "host.json": host, "Orders/function.json": onQueue("orders") } },
  ],
  *check({ stack }): Iterable<Draft> {
    if (stack.resourcesOf("alarm", "azure").some((alarm) => mayWatchQueues(alarm, stack))) return;
    const triggers = stack.linksOf("triggers", "azure");
    const names = triggers.length === 0 ? new Set<string>() : namesInUse(stack);
    for (const link of triggers) {
      const handler = link.to.resource;
      const queue = link.string("path");
      const app = handler === null ? undefined : appOf(stack, handler);
      if (handler === null || app === undefined || !isDeployed(app) || serviceOf(link) !== "storage-queue" || !queue.known) continue;
      if (queue.value.includes("%") || queue.value.endsWith("-poison") || names.has(`${queue.value.toLowerCase()}-poison`)) continue;
      const tries = textOf(hostValue(app, "extensions", "queues", "maxDequeueCount")) ?? "5";
      yield {
        subject: handler,
        claim: `poison:${queue.value}`,
        evidence: [{ at: queue.at, note: `failures go to ${queue.value}-poison` }, { at: handler.at }],
        what: `Messages of ${named(queue.value)} that ${named(handler)} fails on go to ${named(`${queue.value}-poison`)} after ${tries} tries; no function reads that queue, and no alert of this stack watches it.`,
        why: `Failed messages pile up unseen: the main queue looks empty and healthy, while their work is never done.`,
        fix: `Add an alert on the messages of ${named(`${queue.value}-poison`)} (or on failed executions of the function), or a function that reads it and tells somebody.`,
      };
    }
  },
};

/** Queues that triggers, bindings and code of the stack work with. */
function namesInUse(stack: Stack): ReadonlySet<string> {
  const bound = [...stack.linksOf("triggers", "azure"), ...stack.linksOf("reads", "azure")].flatMap((link) => {
    const path = link.string("path");
    return path.known ? [path.value.toLowerCase()] : [];
  });
  const called = [...stack.handlers.values()].flatMap((handler) =>
    handler.state === "found" ? handler.facts.calls.flatMap(({ target }) => (target.kind === "literal" ? [target.value.toLowerCase()] : [])) : [],
  );
  return new Set([...bound, ...called]);
}

/** An alert on anything but messaging, tables and plans may count failed messages or failed runs. */
function mayWatchQueues(alarm: Resource, stack: Stack): boolean {
  const watched = stack.linksFrom(alarm, "alarms").map((link) => link.to.resource?.kind);
  return (
    watched.length === 0 ||
    watched.some((kind) => kind === undefined || !["namespace", "plan", "table", "stream", "database", "topic"].includes(kind))
  );
}
