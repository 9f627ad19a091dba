import { serviceOf } from "../../stack/platforms/azure/app-questions.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, replaceValue } from "../words.ts";

const bicep = (count: number) => `
resource bus 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {
  name: 'sb-orders'
}

resource orders 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = {
  parent: bus
  name: 'orders'
  properties: {
    maxDeliveryCount: ${count}
  }
}
`;
const terraform = (count: number) => `
resource "azurerm_servicebus_topic" "orders" {
  name         = "orders"
  namespace_id = "sb"
}
resource "azurerm_servicebus_subscription" "billing" {
  name               = "billing"
  topic_id           = azurerm_servicebus_topic.orders.id
  max_delivery_count = ${count}
}
`;
const host = `{ "version": "2.0" }\n`;
const onQueue = `{ "bindings": [{ "type": "serviceBusTrigger", "direction": "in", "name": "order", "queueName": "orders", "connection": "Bus" }] }\n`;
const onTopic = onQueue.replace(`"queueName": "orders"`, `"topicName": "orders", "subscriptionName": "billing"`);

const python = `import azure.functions as func
app = func.FunctionApp()

@app.service_bus_queue_trigger(arg_name="order", queue_name="orders", connection="Bus")
def orders(order: func.ServiceBusMessage) -> None:
    print(order)
`;

export const azSbMaxDeliveryLow: Rule = {
  id: "az-sb-max-delivery-low",
  title: "Messages are dead-lettered after hardly any try",
  topics: ["22.6", "39.5"],
  category: "reliability",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/service-bus-messaging/service-bus-dead-letter-queues#maximum-delivery-count",
  bad: [
    { head: { "main.bicep": bicep(1), "host.json": host, "Orders/function.json": onQueue } },
    { head: { "main.tf": terraform(2), "host.json": host, "Billing/function.json": onTopic } },
    { head: { "main.bicep": bicep(2), "host.json": host, "function_app.py": python } },
  ],
  good: [
    { head: { "main.bicep": bicep(5), "host.json": host, "Orders/function.json": onQueue } },
    { head: { "main.bicep": bicep(1) } },
    { head: { "main.tf": terraform(10), "host.json": host, "Billing/function.json": onTopic } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "azure")) {
      const [entity, handler] = [link.from.resource, link.to.resource];
      if (entity === null || handler === null || serviceOf(link) !== "service-bus") continue;
      const count = entity.number("maximumReceiveCount");
      if (!count.known || count.isDefault || count.value > 2) continue;
      yield {
        subject: entity,
        claim: "maximumReceiveCount",
        evidence: [
          { at: count.at, note: count.value === 1 ? "one delivery" : `${count.value} deliveries` },
          { at: link.at, note: named(handler) },
        ],
        what: `${named(entity)} dead-letters a message after ${count.value === 1 ? "a single delivery" : `${count.value} deliveries`} (\`${count.nativeName}\`), and ${named(handler)} consumes it.`,
        why: `Every restart, scale-in, lost lock and short outage of a dependency counts as a delivery: good messages land in the dead-letter queue, where somebody has to bring them back by hand.`,
        fix: `Set \`${count.nativeName}\` to 5 or more (10 is the default). Low values are right only where a second run would do harm; make the function idempotent instead.`,
        edit: replaceValue(count, "10"),
      };
    }
  },
};
