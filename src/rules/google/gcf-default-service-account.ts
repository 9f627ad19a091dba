import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const terraform = (account: string) => `
resource "google_service_account" "book" {
  account_id = "book"
}

resource "google_cloudfunctions2_function" "book" {
  name     = "book"
  location = "europe-west1"

  service_config {
    available_memory = "256Mi"
${account}  }
}
`;

const workflow = (account: string) => `
resource "google_service_account" "book" {
  account_id = "book"
}

resource "google_workflows_workflow" "book" {
  name            = "book"
${account}  source_contents = "- done:\\n    return: ok\\n"
}
`;

export const gcfDefaultServiceAccount: Rule = {
  id: "gcf-default-service-account",
  title: "Code runs as the project's default service account",
  topics: ["7.1", "11.1", "34.1"],
  category: "security",
  severity: "medium",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/functions/docs/securing/function-identity",
  bad: [{ head: { "main.tf": terraform("") } }, { head: { "main.tf": workflow("") } }],
  good: [
    { head: { "main.tf": terraform("    service_account_email = google_service_account.book.email\n") } },
    { head: { "main.tf": terraform("    service_account_email = var.account\n") } },
    { head: { "main.tf": workflow("  service_account = google_service_account.book.id\n") } },
    // Firebase gives its functions an account of the project; few name their own.
    {
      head: {
        "firebase.json": '{ "functions": { "source": "functions" } }',
        "functions/index.js":
          'const { onRequest } = require("firebase-functions/https");\nexports.hello = onRequest((req, res) => res.send("hi"));\n',
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    const actors = [...stack.resourcesOf("function", "google"), ...stack.resourcesOf("workflow", "google")];
    for (const actor of actors) {
      if (actor.format !== "terraform" || actor.has("role")) continue;
      const isFirst = actor.nativeShape === "google_cloudfunctions_function";
      const account = isFirst ? "the App Engine default account" : "the Compute Engine default account";
      const setting = actor.nameInDialect("role");
      yield {
        subject: actor,
        claim: "role",
        evidence: [{ at: actor.placeOf("role"), note: `no \`${setting}\`` }],
        what: `${named(actor)} names no service account, so it runs as ${account}.`,
        why: `That account is shared by everything in the project that names none, and holds the Editor role unless an organisation policy took it away: whoever breaks into this code can change data and resources of the whole project.`,
        fix: `Declare a \`google_service_account\` of its own, grant it only what ${named(actor)} needs, and set \`${setting}\` to it.`,
      };
    }
  },
};
