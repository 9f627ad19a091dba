import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const terraform = (bindings: string) => `
data "google_project" "current" {}

resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_pubsub_topic" "lost" {
  name = "orders-lost"
}

resource "google_pubsub_subscription" "book" {
  name  = "book"
  topic = google_pubsub_topic.orders.id

  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.lost.id
    max_delivery_attempts = 10
  }
}
${bindings}`;

export const gcfDeadLetterIamMissing: Rule = {
  id: "gcf-dead-letter-iam-missing",
  title: "Pub/Sub may not forward to the dead-letter topic",
  topics: ["11.6", "22.6", "7.1"],
  category: "reliability",
  severity: "high",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/pubsub/docs/handling-failures#grant_forwarding_permissions",
  bad: [{ head: { "main.tf": terraform("") } }],
  good: [
    {
      head: {
        "main.tf": terraform(`
resource "google_pubsub_topic_iam_member" "forward" {
  topic  = google_pubsub_topic.lost.name
  role   = "roles/pubsub.publisher"
  member = "serviceAccount:service-\${data.google_project.current.number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}

resource "google_pubsub_subscription_iam_member" "acknowledge" {
  subscription = google_pubsub_subscription.book.name
  role         = "roles/pubsub.subscriber"
  member       = "serviceAccount:service-\${data.google_project.current.number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}
`),
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("dead-letters", "google")) {
      const subscription = link.from.resource;
      const topic = link.to.resource;
      if (subscription?.kind !== "subscription" || topic?.kind !== "topic") continue;
      const missing = [
        ...(mayHave(topic, "roles/pubsub.publisher", stack) ? [] : [`\`roles/pubsub.publisher\` on ${named(topic)}`]),
        ...(mayHave(subscription, "roles/pubsub.subscriber", stack) ? [] : [`\`roles/pubsub.subscriber\` on ${named(subscription)}`]),
      ];
      if (missing.length === 0) continue;
      yield {
        subject: subscription,
        claim: "deadLetterPermissions",
        evidence: [{ at: link.at, note: `forwards to ${named(topic)}` }, { at: topic.at }],
        what: `${named(subscription)} forwards to ${named(topic)}, but nothing here grants the Pub/Sub service agent ${missing.join(" and ")}.`,
        why: `Without them Pub/Sub cannot move a message away: it is delivered again and again until it expires, and the dead-letter topic stays empty.`,
        fix: `Grant \`service-PROJECT_NUMBER@gcp-sa-pubsub.iam.gserviceaccount.com\` ${missing.join(" and ")}. Where another repository grants them for the whole project, suppress this finding with that reason.`,
        confidence: 0.8,
      };
    }
  },
};

/** A grant to the service agent, or to a member that is not known, on the resource or on the project. */
function mayHave(resource: Resource, role: string, stack: Stack): boolean {
  const wider = new Set([role, "roles/pubsub.editor", "roles/pubsub.admin", "roles/editor", "roles/owner"]);
  const holders = [resource, ...stack.resources.filter((candidate) => candidate.platform === "google" && candidate.kind === "other")];
  return holders.some((holder) =>
    holder.statements.some((statement) => {
      const isRole = statement.actions === null || statement.actions.some(({ text }) => wider.has(text));
      return isRole && statement.principals.some(({ value }) => isPubSubAgent(textIn(value)));
    }),
  );
}

function textIn(value: Parameters<typeof textOf>[0]): string | null {
  if (value?.kind === "joined") return value.parts.map((part) => textOf(part) ?? "*").join("");
  return textOf(value) ?? null;
}

function isPubSubAgent(member: string | null): boolean {
  return member === null || member.includes("gcp-sa-pubsub");
}
