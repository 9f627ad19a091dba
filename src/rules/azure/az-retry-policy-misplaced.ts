import type { Handler } from "../../handlers/facts.ts";
import type { Link } from "../../stack/link.ts";
import { serviceOf } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import { type MapEntry, entryOf, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const host = `{ "version": "2.0" }\n`;
const json = (type: string, count: number) => `{
  "retry": { "strategy": "fixedDelay", "maxRetryCount": ${count}, "delayInterval": "00:00:10" },
  "bindings": [
    { "type": "${type}", "direction": "in", "name": "order", "queueName": "orders", "eventHubName": "orders", "connection": "Orders" }
  ]
}
`;
const typescript = (trigger: string, source: string, count: number) => `import { app } from "@azure/functions";

app.${trigger}("orders", {
  ${source}: "orders",
  connection: "Orders",
  retry: {
    strategy: "fixedDelay",
    maxRetryCount: ${count},
    delayInterval: { seconds: 10 },
  },
  handler: async (order) => console.log(order),
});
`;
const careful = `{
    try {
      await handle(order);
    } catch (error) {
      if (error.code === "ETIMEDOUT") throw error;
      await putAside(order);
    }
  }`;
const python = `import azure.functions as func
app = func.FunctionApp()

@app.queue_trigger(arg_name="order", queue_name="orders", connection="Orders")
@app.retry(strategy="fixed_delay", max_retry_count="3", delay_interval="00:00:10")
def orders(order: func.QueueMessage) -> None:
    print(order)
`;

/** Triggers that ignore the policy, with what decides on their retries. */
const ignoring: ReadonlyMap<string, string> = new Map([
  ["http", "the caller; answer with 503 where it should try again"],
  ["storage-queue", "`extensions.queues.maxDequeueCount` and `visibilityTimeout` in host.json"],
  ["service-bus", "the maximum delivery count of the queue or subscription"],
  ["blob", "the blob trigger itself, which tries 5 times"],
  ["event-grid", "the retry policy of the event subscription"],
]);
/** Triggers that keep an order: an event that is retried for ever holds up those behind it. */
const ordered: ReadonlySet<string> = new Set(["event-hubs", "cosmos-db", "kafka"]);

export const azRetryPolicyMisplaced: Rule = {
  id: "az-retry-policy-misplaced",
  title: "The retry policy is ignored, or never ends",
  topics: ["10.3", "6.6"],
  category: "reliability",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages#retry-policies",
  bad: [
    { head: { "host.json": host, "Orders/function.json": json("queueTrigger", 3) } },
    { head: { "host.json": host, "src/orders.ts": typescript("storageQueue", "queueName", 3) } },
    { head: { "host.json": host, "function_app.py": python } },
    { head: { "host.json": host, "src/orders.ts": typescript("eventHub", "eventHubName", -1) } },
  ],
  good: [
    { head: { "host.json": host, "Orders/function.json": json("eventHubTrigger", 3) } },
    { head: { "host.json": host, "Orders/function.json": json("timerTrigger", 3) } },
    { head: { "host.json": host, "src/orders.ts": typescript("eventHub", "eventHubName", 5) } },
    // What can never succeed is put aside: only outages are retried.
    { head: { "host.json": host, "src/orders.ts": typescript("eventHub", "eventHubName", -1).replace("console.log(order)", careful) } },
    { head: { "host.json": host, "src/orders.ts": typescript("storageQueue", "queueName", 3).replace(/ {2}retry: \{[^}]*\}[^}]*\},\n/u, "") } },
    { head: { "host.json": host, "Orders/function.json": json("someVendorTrigger", 3) } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const handler of stack.resourcesOf("function", "azure")) {
      const retry = entryOf(handler.properties, "retry");
      const [trigger] = stack.triggersOf(handler);
      if (retry === undefined || trigger === undefined) continue;
      const draft = ignored(handler, trigger, retry) ?? endless({ handler, trigger, retry, code: stack.handlerOf(handler) });
      if (draft !== undefined) yield draft;
    }
  },
};

function ignored(handler: Resource, trigger: Link, retry: MapEntry): Draft | undefined {
  const service = serviceOf(trigger);
  const decides = ignoring.get(service);
  if (decides === undefined) return undefined;
  const isOfText = handler.format === "function-json" || handler.nativeType === "node-4";
  return {
    subject: handler,
    claim: "retry",
    evidence: [
      { at: retry.at, note: "ignored" },
      { at: trigger.at, note: `a trigger of ${service}` },
    ],
    what: `${named(handler)} has a retry policy, and its trigger (${service}) does not know one.`,
    why: `Only timers, Event Hubs, Cosmos DB and Kafka triggers follow such a policy: the retries that it promises never happen, and a failed run is handled in another way than the code says.`,
    fix: `Take the policy out. What decides here is ${decides}.`,
    edit: isOfText ? { kind: "remove", entry: retry.at } : undefined,
  };
}

function endless(found: { handler: Resource; trigger: Link; retry: MapEntry; code: Handler | undefined }): Draft | undefined {
  const { handler, trigger, retry, code } = found;
  const count = entryOf(retry.value, "maxRetryCount");
  const service = serviceOf(trigger);
  if (count === undefined || textOf(count.value) !== "-1" || !ordered.has(service) || mayGiveUp(code)) return undefined;
  return {
    subject: handler,
    claim: "retry.maxRetryCount",
    evidence: [{ at: count.at, note: "no end" }, { at: trigger.at }],
    what: `${named(handler)} retries a failed batch of ${service} for ever (\`maxRetryCount\` is -1).`,
    why: `One event that can never succeed stops its partition: nothing behind it is handled, and events are lost when their retention ends.`,
    fix: `Give the policy an end and put what still fails somewhere else (a queue, a container). Without end is right only where no event may ever be skipped and somebody watches the lag.`,
    severity: "low",
  };
}

/** Languages whose conditions and catches are read. */
const readable: ReadonlySet<string> = new Set(["javascript", "typescript", "python"]);

/** Code that puts aside what can never succeed may retry the rest for ever. So may code that is not known. */
function mayGiveUp(code: Handler | undefined): boolean {
  if (code?.state !== "found" || !readable.has(code.language) || !code.facts.complete) return true;
  return code.facts.catches.some((one) => one.behaviour !== "rethrows") || code.facts.decisions.some((one) => one.leaves);
}
