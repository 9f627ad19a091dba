import type { Link } from "../../stack/link.ts";
import { serviceOf } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import type { KnownSetting } from "../../stack/setting.ts";
import { type Value, itemsOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, setValue } from "../words.ts";

const bicep = (sessions: string) => `
resource bus 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {
  name: 'sb-orders'
}

resource orders 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = {
  parent: bus
  name: 'orders'
  properties: {
    requiresSession: ${sessions}
  }
}
`;
const terraform = (sessions: string) => `
resource "azurerm_servicebus_queue" "orders" {
  name             = "orders"
  namespace_id     = "sb"
  requires_session = ${sessions}
}
`;
const host = `{ "version": "2.0" }\n`;
const typescript = (line: string) => `import { app } from "@azure/functions";

app.serviceBusQueue("orders", {
  queueName: "orders",
  connection: "Bus",
  ${line}
  handler: async (message) => {
    console.log(message);
  },
});
`;
const json = (sessions: string) =>
  `{ "bindings": [{ "type": "serviceBusTrigger", "direction": "in", "name": "order", "queueName": "orders", "connection": "Bus", "isSessionsEnabled": ${sessions} }] }\n`;

export const azSessionQueueWithoutSessions: Rule = {
  id: "az-session-queue-without-sessions",
  title: "Queue and trigger disagree about sessions",
  topics: ["10.3", "2.4"],
  category: "reliability",
  severity: "high",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus-trigger#attributes",
  bad: [
    { head: { "main.bicep": bicep("true"), "host.json": host, "src/orders.ts": typescript("") } },
    { head: { "main.tf": terraform("false"), "host.json": host, "Orders/function.json": json("true") } },
  ],
  good: [
    { head: { "main.bicep": bicep("true"), "host.json": host, "src/orders.ts": typescript("isSessionsEnabled: true,") } },
    { head: { "main.tf": terraform("false"), "host.json": host, "Orders/function.json": json("false") } },
    { head: { "main.bicep": `param sessions bool\n${bicep("sessions")}`, "host.json": host, "src/orders.ts": typescript("") } },
    { head: { "host.json": host, "src/orders.ts": typescript("") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "azure")) {
      const [entity, handler] = [link.from.resource, link.to.resource];
      if (entity === null || handler === null || serviceOf(link) !== "service-bus") continue;
      if (entity.kind !== "queue" && entity.kind !== "subscription") continue;
      const [required, enabled] = [entity.boolean("requiresSession"), link.boolean("sessionsEnabled")];
      if (!required.known || !enabled.known || required.value === enabled.value) continue;
      yield draftOf({ entity, handler, link }, required, enabled);
    }
  },
};

function draftOf(
  ends: { readonly entity: Resource; readonly handler: Resource; readonly link: Link },
  required: KnownSetting<boolean>,
  enabled: KnownSetting<boolean>,
): Draft {
  const { entity, handler, link } = ends;
  const option = link.nameInDialect("sessionsEnabled");
  return {
    subject: handler,
    claim: "sessionsEnabled",
    evidence: [
      { at: enabled.isDefault ? link.at : enabled.at, note: required.value ? "no sessions" : "asks for sessions" },
      { at: required.at, note: required.value ? `${named(entity)} requires them` : `${named(entity)} has none` },
    ],
    what: required.value
      ? `${named(entity)} requires sessions, but the trigger of ${named(handler)} does not enable them.`
      : `The trigger of ${named(handler)} enables sessions, but ${named(entity)} has none.`,
    why: required.value
      ? `Service Bus refuses a receiver without a session on such a ${entity.kind}: the listener never starts, and no message is handled.`
      : `The listener asks for sessions of a ${entity.kind} that has none and never starts: no message is handled.`,
    fix: required.value
      ? `Set \`${option}\` to \`true\` on the trigger.`
      : `Take \`${option}\` off the trigger, or make a new ${entity.kind} with \`${entity.nameInDialect("requiresSession")}\`: it cannot be changed on one that exists.`,
    edit: required.value ? (setValue(enabled, true) ?? addProperty(bindingOf(link, handler), link.at, { name: option, value: true })) : undefined,
  };
}

/** The options of the trigger as they are written. */
function bindingOf(link: Link, handler: Resource): Value | undefined {
  return itemsOf(valueAt(handler.properties, "bindings")).find((binding) => binding.at.path === link.at.path && binding.at.start === link.at.start);
}
