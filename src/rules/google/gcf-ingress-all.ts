import { callerWords, platformCallers } from "../../stack/platforms/google/callers.ts";
import { publicGrant } from "../../stack/platforms/google/may-invoke.ts";
import { valueAtPath } from "../../stack/platforms/google/property-path.ts";
import { itemsOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, orDefault, setValue } from "../words.ts";

const terraform = (ingress: string) => `
resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_cloudfunctions2_function" "book" {
  name = "book"

  service_config {
    available_memory = "256Mi"
${ingress}  }

  event_trigger {
    event_type   = "google.cloud.pubsub.topic.v1.messagePublished"
    pubsub_topic = google_pubsub_topic.orders.id
  }
}
`;

export const gcfIngressAll: Rule = {
  id: "gcf-ingress-all",
  title: "An internal function is reachable from the internet",
  topics: ["34.4", "11.1", "7.4"],
  category: "security",
  severity: "low",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/functions/docs/networking/network-settings#ingress_settings",
  // Identity guards such a function already; the network is a second line of defence.
  onByDefault: false,
  peers: ["checkov:CKV_GCP_124"],
  bad: [{ head: { "main.tf": terraform("") } }, { head: { "main.tf": terraform('    ingress_settings = "ALLOW_ALL"\n') } }],
  good: [
    { head: { "main.tf": terraform('    ingress_settings = "ALLOW_INTERNAL_ONLY"\n') } },
    { head: { "main.tf": terraform("    ingress_settings = var.ingress\n") } },
    { head: { "main.tf": 'resource "google_cloudfunctions2_function" "api" {\n  name = "api"\n}\n' } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "google")) {
      const ingress = lambda.string("ingress");
      const [caller] = platformCallers(lambda, stack);
      if (
        lambda.format !== "terraform" ||
        !ingress.known ||
        ingress.value !== "ALLOW_ALL" ||
        caller === undefined ||
        publicGrant(lambda) !== undefined
      )
        continue;
      const isRun = lambda.nativeShape.startsWith("google_cloud_run");
      const value = isRun ? "INGRESS_TRAFFIC_INTERNAL_ONLY" : "ALLOW_INTERNAL_ONLY";
      const [block] =
        lambda.nativeShape === "google_cloudfunctions2_function" ? itemsOf(valueAtPath(lambda.properties, "service_config")) : [lambda.properties];
      yield {
        subject: lambda,
        claim: "ingress",
        evidence: [
          { at: ingress.at, note: `reachable from everywhere${orDefault(ingress)}` },
          { at: caller.at, note: `called by ${callerWords(caller)}` },
        ],
        what: `${named(lambda)} is called by ${callerWords(caller)}, but takes requests from the whole internet${orDefault(ingress)}.`,
        why: `Only the invoker role stands between the internet and its code: one grant too many, and everybody can call it.`,
        fix: `Set \`${ingress.nativeName} = "${value}"\`: events, pushes, jobs, tasks and workflows of the same project count as internal.`,
        edit: setValue(ingress, value) ?? addProperty(block, block?.at ?? lambda.at, { name: ingress.nativeName, value }),
      };
    }
  },
};
