import { azureDefaults } from "../../facts/azure-numbers.ts";
import type { EditPlan } from "../../findings/edit-plan.ts";
import { appOf, hostSeconds, hostValue, overridesHost, serviceOf, triggersIn } from "../../stack/platforms/azure/app-questions.ts";
import type { Link } from "../../stack/link.ts";
import type { Resource } from "../../stack/resource.ts";
import { textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { duration, named, orDefault } from "../words.ts";
import { addToHost } from "./write-host-setting.ts";

const host = (timeout: string, bus = "") => `{
  "version": "2.0",
  "functionTimeout": "${timeout}"${bus === "" ? "" : `,\n  "extensions": { "serviceBus": { ${bus} } }`}
}
`;
const trigger = (more = "") =>
  `{ "bindings": [{ "type": "serviceBusTrigger", "direction": "in", "name": "order", "queueName": "orders", "connection": "Bus"${more} }] }\n`;
const queue = (lock: string) => `
resource bus 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {
  name: 'sb-orders'
}

resource orders 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = {
  parent: bus
  name: 'orders'
  properties: {
    lockDuration: '${lock}'
  }
}
`;
const files = (hostJson: string, more = "", lock = "PT1M") => ({
  "host.json": hostJson,
  "Orders/function.json": trigger(more),
  "main.bicep": queue(lock),
});

const terraform = `
resource "azurerm_servicebus_queue" "orders" {
  name          = "orders"
  namespace_id  = "sb"
  lock_duration = "PT30S"
}
`;
const typescript = (cardinality: string) => `import { app } from "@azure/functions";

app.serviceBusQueue("orders", {
  queueName: "orders",
  connection: "Bus",
  ${cardinality}
  handler: async (message) => console.log(message),
});
`;

/** For how long the host renews a message's lock where host.json does not say. */
const defaultRenewalSeconds = azureDefaults.serviceBusRenewal.value;
const renewalPaths = [
  ["extensions", "serviceBus", "maxAutoLockRenewalDuration"],
  ["extensions", "serviceBus", "messageHandlerOptions", "maxAutoRenewDuration"],
] as const;

export const azSbLockBelowTimeout: Rule = {
  id: "az-sb-lock-below-timeout",
  title: "A message's lock ends before the function may",
  topics: ["16.4", "22.3"],
  category: "reliability",
  severity: "high",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus#hostjson-settings",
  bad: [
    { head: files(host("00:30:00")) },
    { head: files(host("00:10:00", `"maxAutoLockRenewalDuration": "00:02:00"`)) },
    { head: files(host("00:10:00", `"maxAutoLockRenewalDuration": "00:10:00"`), `, "cardinality": "many"`, "PT30S") },
    { head: { "host.json": host("00:10:00", `"maxConcurrentCalls": 4`), "src/orders.ts": typescript("") } },
    { head: { "host.json": host("00:02:00"), "src/orders.ts": typescript(`cardinality: "many",`), "main.tf": terraform } },
  ],
  good: [
    { head: files(host("00:30:00", `"maxAutoLockRenewalDuration": "00:30:00"`)) },
    { head: files(host("00:05:00")) },
    { head: { ...files(host("00:30:00")), "Orders/function.json": trigger().replace("serviceBusTrigger", "queueTrigger") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "azure")) {
      const handler = link.to.resource;
      const app = handler === null ? undefined : appOf(stack, handler);
      const limit = app?.number("timeoutSeconds");
      if (handler === null || app === undefined || serviceOf(link) !== "service-bus" || limit?.known !== true || overridesHost(app)) continue;
      const lock = lockOf(link, app);
      const runs = limit.value === -1 ? Number.POSITIVE_INFINITY : limit.value;
      if (lock === undefined || runs <= lock.seconds) continue;
      const isAlone = triggersIn(stack, app).every((one) => serviceOf(one) === "service-bus");
      const asked = limit.value === -1 ? "without end" : duration(limit.value);
      yield {
        subject: handler,
        claim: "lock",
        evidence: [
          { at: lock.at ?? limit.at, note: `the lock lasts ${duration(lock.seconds)}` },
          { at: limit.at, note: `the function may run ${asked}` },
          { at: link.at },
        ],
        what: `${named(handler)} may run ${limit.value === -1 ? asked : `for ${asked}`} (\`functionTimeout\`), but ${lock.words}.`,
        why: `A message that takes longer becomes visible again while it is still being handled: it is handled twice, completing it fails with MessageLockLost, and after some rounds it is dead-lettered although its work was done.`,
        fix: lock.isBatch
          ? `Take messages one by one (the host renews their locks), make batches small enough for the lock, or lower \`functionTimeout\`.`
          : `Set \`extensions.serviceBus.maxAutoLockRenewalDuration\` in host.json to at least \`functionTimeout\`, or lower \`functionTimeout\` to what the work needs.`,
        severity: isAlone ? "high" : "medium",
        edit: lock.isBatch ? undefined : renewedFor(app),
      };
    }
  },
};

/** Renewal for as long as the function may run, where host.json bounds that. */
function renewedFor(app: Resource): EditPlan | undefined {
  const limit = hostValue(app, "functionTimeout");
  const value = textOf(limit);
  if (value === undefined || value.startsWith("-")) return undefined;
  const written = renewalPaths.map((steps) => hostValue(app, ...steps)).find((one) => one !== undefined);
  return written === undefined
    ? addToHost(app, ["extensions", "serviceBus", "maxAutoLockRenewalDuration"], value)
    : { kind: "replace", at: written.at, value };
}

interface Lock {
  readonly seconds: number;
  readonly words: string;
  readonly isBatch: boolean;
  readonly at: Link["at"] | undefined;
}

/** How long a message stays locked: the host renews the lock of single messages; a batch has the lock of its queue. */
function lockOf(link: Link, app: Resource): Lock | undefined {
  const cardinality = link.string("cardinality");
  if (cardinality.state === "unknown") return undefined;
  if (cardinality.known && cardinality.value === "many") {
    const held = link.from.resource?.number("lockSeconds");
    if (held?.known !== true || link.from.resource === null) return undefined;
    return {
      seconds: held.value,
      words: `it takes batches, whose locks the host does not renew, and ${named(link.from.resource)} locks messages for ${duration(held.value)}${orDefault(held)}`,
      isBatch: true,
      at: held.at,
    };
  }
  const path = renewalPaths.find((steps) => hostValue(app, ...steps) !== undefined);
  const written = path === undefined ? undefined : hostSeconds(app, ...path);
  if (path !== undefined && (written === undefined || written < 0)) return undefined;
  const seconds = written ?? defaultRenewalSeconds;
  const where = path === undefined ? " (the default)" : ` (${named(textOf(hostValue(app, ...path)) ?? "")})`;
  return {
    seconds,
    words: `the host renews a message's lock for ${duration(seconds)} only${where}`,
    isBatch: false,
    at: path === undefined ? undefined : hostValue(app, ...path)?.at,
  };
}
