import { azureDefaults } from "../../facts/azure-numbers.ts";
import { hostValue, overridesHost, serviceOf, triggersIn } from "../../stack/platforms/azure/app-questions.ts";
import type { Link } from "../../stack/link.ts";
import { textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const host = (count: string) => `{
  "version": "2.0",
  "extensions": {
    "queues": {
      "batchSize": 8,
      "maxDequeueCount": ${count}
    }
  }
}
`;
const onQueue = (name: string) =>
  `{ "bindings": [{ "type": "queueTrigger", "direction": "in", "name": "order", "queueName": "${name}", "connection": "Orders" }] }\n`;
const typescript = `import { app } from "@azure/functions";

app.storageQueue("orders", {
  queueName: "orders",
  connection: "Orders",
  handler: async (order) => console.log(order),
});
`;

export const azQueueMaxDequeueOne: Rule = {
  id: "az-queue-max-dequeue-one",
  title: "A message that fails once goes to the poison queue",
  topics: ["22.6", "10.3"],
  category: "reliability",
  severity: "low",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#host-json",
  bad: [
    { head: { "host.json": host("1"), "Orders/function.json": onQueue("orders") } },
    { head: { "host.json": host("1"), "src/orders.ts": typescript } },
  ],
  good: [
    { head: { "host.json": host("5"), "Orders/function.json": onQueue("orders") } },
    { head: { "host.json": host("1") } },
    // Somebody takes what failed: one try is a decision.
    { head: { "host.json": host("1"), "Orders/function.json": onQueue("orders"), "Failed/function.json": onQueue("orders-poison") } },
    { head: { "host.json": host("1"), "Orders/function.json": onQueue("orders").replaceAll("queueTrigger", "serviceBusTrigger") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of stack.resourcesOf("function-app", "azure")) {
      const count = hostValue(app, "extensions", "queues", "maxDequeueCount");
      if (count === undefined || textOf(count) !== "1" || overridesHost(app)) continue;
      const triggers = triggersIn(stack, app).filter((trigger) => serviceOf(trigger) === "storage-queue");
      const watched = new Set(triggers.flatMap((trigger) => queueOf(trigger) ?? []));
      const trigger = triggers.find((one) => isAloneWithItsFailures(one, watched));
      if (trigger?.to.resource === null || trigger === undefined) continue;
      yield {
        subject: app,
        claim: "maxDequeueCount",
        evidence: [
          { at: count.at, note: "one try" },
          { at: trigger.at, note: named(trigger.to.resource) },
        ],
        what: `\`maxDequeueCount\` in host.json is 1: ${named(trigger.to.resource)} gets one try for each message.`,
        why: `A restart, a deployment or a short outage of a dependency is enough: the message goes to the poison queue at once, where somebody has to bring it back by hand.`,
        fix: `Set it to 5 (the default) and make the function safe to run twice. One try is right only where a second run would do harm.`,
        edit: { kind: "replace", at: count.at, value: azureDefaults.storageQueueDeliveries.value },
      };
    }
  },
};

function queueOf(trigger: Link): string | undefined {
  const queue = trigger.string("path");
  return queue.known ? queue.value.toLowerCase() : undefined;
}

/** A queue by a name that is known, of which no function of the app reads the poison queue. */
function isAloneWithItsFailures(trigger: Link, watched: ReadonlySet<string>): boolean {
  const queue = queueOf(trigger);
  return queue !== undefined && !queue.endsWith("-poison") && !watched.has(`${queue}-poison`);
}
