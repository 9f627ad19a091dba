import type { Draft, Rule } from "../rule.ts";
import { duration, named, orDefault } from "../words.ts";

const terraform = (policy: string) => `
resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_pubsub_topic" "lost" {
  name = "lost"
}

resource "google_cloud_run_v2_service" "book" {
  name = "book"
}

resource "google_pubsub_subscription" "book" {
  name  = "book"
  topic = google_pubsub_topic.orders.id

  push_config {
    push_endpoint = google_cloud_run_v2_service.book.uri
  }
${policy}}
`;

export const gcfPubsubNoDeadLetter: Rule = {
  id: "gcf-pubsub-no-dead-letter",
  title: "A message that cannot be handled is delivered until it expires",
  topics: ["11.6", "22.6"],
  category: "reliability",
  severity: "medium",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/pubsub/docs/dead-letter-topics",
  bad: [{ head: { "main.tf": terraform("") } }],
  good: [
    { head: { "main.tf": terraform("\n  dead_letter_policy {\n    dead_letter_topic = google_pubsub_topic.lost.id\n  }\n") } },
    {
      head: {
        "main.tf": `
resource "google_pubsub_subscription" "pulled" {
  name  = "pulled"
  topic = "projects/shop/topics/orders"
}
`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "google")) {
      const subscription = link.from.resource;
      const consumer = link.to.resource;
      if (subscription?.kind !== "subscription" || consumer?.kind !== "function" || subscription.has("deadLetterTarget")) continue;
      const topics = stack.linksTo(subscription, "contains").flatMap((contains) => contains.from.resource ?? []);
      // What handles dead letters has nowhere further to give them.
      if (topics.some((topic) => stack.linksTo(topic, "dead-letters").length > 0)) continue;
      const retention = subscription.number("retentionSeconds");
      const until = retention.known ? `${duration(retention.value)}${orDefault(retention)}` : "its retention ends";
      yield {
        subject: subscription,
        claim: "deadLetterTarget",
        evidence: [
          { at: subscription.placeOf("deadLetterTarget"), note: "no `dead_letter_policy`" },
          { at: link.at, note: `pushes to ${named(consumer)}` },
        ],
        what: `${named(subscription)} pushes to ${named(consumer)} and has no dead-letter topic.`,
        why: `A message that ${named(consumer)} can never handle is pushed again and again for ${until}, takes the place of good ones in the push window, and is then gone without a trace.`,
        fix: `Add a \`dead_letter_policy\` with \`dead_letter_topic\` and \`max_delivery_attempts\`, give the Pub/Sub service agent \`roles/pubsub.publisher\` on that topic and \`roles/pubsub.subscriber\` on the subscription, and watch what arrives there.`,
      };
    }
  },
};
