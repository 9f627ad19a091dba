import { googleLimits } from "../../facts/google-numbers.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, duration, named, orDefault, setValue } from "../words.ts";

const terraform = (deadline: string, timeout: string) => `
resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_cloud_run_v2_service" "book" {
  name     = "book"
  location = "europe-west1"

  template {
${timeout}    containers {
      image = "europe-west1-docker.pkg.dev/shop/app/book"
    }
  }
}

resource "google_pubsub_subscription" "book" {
  name  = "book"
  topic = google_pubsub_topic.orders.id
${deadline}
  push_config {
    push_endpoint = google_cloud_run_v2_service.book.uri
  }
}
`;

/** Longest acknowledgement deadline of a subscription. */
const longest = googleLimits.ackDeadline.value;

export const gcfAckDeadlineBelowTimeout: Rule = {
  id: "gcf-ack-deadline-below-timeout",
  title: "Pub/Sub delivers a message again while it is still worked on",
  topics: ["11.6", "16.4", "22.3"],
  category: "reliability",
  severity: "high",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/pubsub/docs/push#receive_push",
  bad: [
    { head: { "main.tf": terraform("", '    timeout = "300s"\n') } },
    { head: { "main.tf": terraform("  ack_deadline_seconds = 60\n", '    timeout = "120s"\n') } },
  ],
  good: [
    { head: { "main.tf": terraform("  ack_deadline_seconds = 120\n", '    timeout = "120s"\n') } },
    // Nobody said that the service runs long.
    { head: { "main.tf": terraform("", "") } },
    { head: { "main.tf": terraform("  ack_deadline_seconds = var.deadline\n", '    timeout = "120s"\n') } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "google")) {
      const subscription = link.from.resource;
      const consumer = link.to.resource;
      if (subscription?.kind !== "subscription" || consumer?.kind !== "function") continue;
      const deadline = subscription.number("ackDeadlineSeconds");
      const timeout = consumer.number("timeoutSeconds");
      if (!deadline.known || !timeout.known || timeout.isDefault || deadline.value >= timeout.value) continue;
      const setting = subscription.nameInDialect("ackDeadlineSeconds");
      const enough = Math.min(timeout.value, longest);
      yield {
        subject: subscription,
        claim: "ackDeadlineSeconds",
        evidence: [
          { at: deadline.at, note: `waits ${duration(deadline.value)} for an answer${orDefault(deadline)}` },
          { at: timeout.at, note: `${named(consumer)} may run for ${duration(timeout.value)}` },
          { at: link.at },
        ],
        what: `${named(subscription)} waits ${duration(deadline.value)}${orDefault(deadline)} for ${named(consumer)} to acknowledge a message, but a request may run for ${duration(timeout.value)}.`,
        why: `A request that takes longer counts as failed: Pub/Sub delivers the message again while the first request still works on it, so it is handled twice or more, at the very time when the service is slow.`,
        fix: `Set \`${setting} = ${enough}\`${timeout.value > longest ? ` (the maximum) and bring the service's timeout down to it, or hand long work to Cloud Tasks` : ""}.`,
        edit:
          timeout.value > longest
            ? undefined
            : (setValue(deadline, enough) ?? addProperty(subscription.properties, subscription.at, { name: setting, value: enough })),
      };
    }
  },
};
