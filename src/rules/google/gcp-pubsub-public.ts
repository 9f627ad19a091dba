import { everyoneIn } from "../../stack/platforms/google/members.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const terraform = (member: string) => `
resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_pubsub_topic_iam_member" "publish" {
  topic  = google_pubsub_topic.orders.name
  role   = "roles/pubsub.publisher"
  member = ${member}
}
`;

export const gcpPubsubPublic: Rule = {
  id: "gcp-pubsub-public",
  title: "Anybody may use the topic or subscription",
  topics: ["7.1", "11.6", "34.1"],
  category: "security",
  severity: "high",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/pubsub/docs/access-control",
  peers: ["checkov:CKV_GCP_99"],
  bad: [{ head: { "main.tf": terraform('"allUsers"') } }, { head: { "main.tf": terraform('"allAuthenticatedUsers"') } }],
  good: [
    { head: { "main.tf": terraform('"serviceAccount:shop@example.iam.gserviceaccount.com"') } },
    { head: { "main.tf": terraform("var.publisher") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const resource of [...stack.resourcesOf("topic", "google"), ...stack.resourcesOf("subscription", "google")]) {
      for (const statement of resource.statements) {
        const everyone = everyoneIn(statement);
        if (everyone === undefined) continue;
        const role = statement.actions?.[0]?.text ?? "a role";
        yield {
          subject: resource,
          claim: `public:${role}`,
          evidence: [{ at: statement.at, note: `\`${everyone}\` has \`${role}\`` }, { at: resource.at }],
          what: `\`${everyone}\` has \`${role}\` on ${named(resource)}.`,
          why: `${everyone === "allUsers" ? "Anybody on the internet" : "Anybody with a Google account"} who learns the ${resource.kind}'s name can ${resource.kind === "topic" ? "publish messages that your functions take for real, at your cost" : "read and acknowledge messages, which your own subscribers then never see"}.`,
          fix: `Grant the role to the service accounts that need it.`,
        };
      }
    }
  },
};
