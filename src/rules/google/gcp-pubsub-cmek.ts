import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const terraform = (key: string) => `
resource "google_pubsub_topic" "orders" {
  name = "orders"
  ${key}
}
`;

export const gcpPubsubCmek: Rule = {
  id: "gcp-pubsub-cmek",
  title: "The topic has no key of its owner",
  topics: ["7.5", "35.3"],
  category: "security",
  severity: "low",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/pubsub/docs/encryption",
  // Messages are encrypted with Google's keys anyway: this is for those who have to hold the key themselves.
  onByDefault: false,
  peers: ["checkov:CKV_GCP_83"],
  bad: [{ head: { "main.tf": terraform("") } }],
  good: [
    { head: { "main.tf": terraform('kms_key_name = "projects/shop/locations/europe-west1/keyRings/main/cryptoKeys/messages"') } },
    { head: { "main.tf": `variable "key" {}\n${terraform("kms_key_name = var.key")}` } },
    { head: { "main.tf": 'resource "google_pubsub_subscription" "orders" {\n  name  = "orders"\n  topic = "projects/shop/topics/orders"\n}\n' } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const topic of stack.resourcesOf("topic", "google")) {
      if (topic.nativeShape !== "google_pubsub_topic" || topic.format !== "terraform" || topic.has("kmsKey")) continue;
      const name = topic.nameInDialect("kmsKey");
      yield {
        subject: topic,
        claim: "kmsKey",
        evidence: [{ at: topic.placeOf("kmsKey"), note: `no \`${name}\`` }],
        what: `${named(topic)} is encrypted with a key of Google: \`${name}\` is not set.`,
        why: `Only where rules ask for a key of your own does it matter: you cannot withdraw or rotate Google's key, and access to it stands in none of your logs.`,
        fix: `Set \`${name}\` to a key of Cloud KMS and grant the Pub/Sub service agent \`roles/cloudkms.cryptoKeyEncrypterDecrypter\` on it. Without such a rule leave it: messages are encrypted at rest anyway.`,
      };
    }
  },
};
