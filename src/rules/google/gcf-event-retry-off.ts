import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Link } from "../../stack/link.ts";
import type { Resource } from "../../stack/resource.ts";
import { itemsOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, setValue } from "../words.ts";

const gen2 = (policy: string) => `
resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"

  build_config {
    runtime     = "nodejs22"
    entry_point = "orders"
  }

  event_trigger {
    event_type   = "google.cloud.pubsub.topic.v1.messagePublished"
    pubsub_topic = google_pubsub_topic.orders.id
${policy}  }
}
`;

export const gcfEventRetryOff: Rule = {
  id: "gcf-event-retry-off",
  title: "An event whose handling fails is dropped",
  topics: ["11.6", "22.2", "22.6"],
  category: "reliability",
  severity: "high",
  platforms: ["google"],
  source: "https://cloud.google.com/functions/docs/bestpractices/retries",
  bad: [{ head: { "main.tf": gen2("") } }, { head: { "main.tf": gen2(`    retry_policy = "RETRY_POLICY_DO_NOT_RETRY"\n`) } }],
  good: [{ head: { "main.tf": gen2(`    retry_policy = "RETRY_POLICY_RETRY"\n`) } }],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "google")) {
      const consumer = link.to.resource;
      const policy = link.string("retryPolicy");
      if (consumer?.kind !== "function" || !policy.known || policy.value !== "RETRY_POLICY_DO_NOT_RETRY") continue;
      yield {
        subject: consumer,
        claim: "retryPolicy",
        evidence: [{ at: policy.at, note: policy.isDefault ? "no retry policy: events are not retried" : "events are not retried" }, { at: link.at }],
        what: `${named(consumer)} is called by events, and retries are off${policy.isDefault ? " (the default)" : ""}.`,
        why: `When the code throws, times out or no instance is free, the event is acknowledged all the same and gone; nothing but a log line tells of it.`,
        fix: `Set \`retry_policy = "RETRY_POLICY_RETRY"\` on the event trigger, and let the code return without an error for events that are too old or can never succeed, so that they are not retried for 24 h.`,
        edit: retriesOf(link, consumer),
      };
    }
  },
};

/** The first generation has a block with a flag, the second a word. */
function retriesOf(link: Link, consumer: Resource): EditPlan | undefined {
  if (consumer.format !== "terraform") return undefined;
  const policy = link.string("retryPolicy");
  const isFirstGeneration = consumer.nativeShape === "google_cloudfunctions_function";
  const value = isFirstGeneration ? true : "RETRY_POLICY_RETRY";
  if (policy.known && !policy.isDefault) return setValue(policy, value);
  const [trigger] = itemsOf(valueAt(consumer.properties, "event_trigger"));
  return addProperty(trigger, link.at, { name: isFirstGeneration ? "failure_policy.retry" : "retry_policy", value });
}
