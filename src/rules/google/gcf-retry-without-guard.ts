import type { HandlerFacts } from "../../handlers/facts.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const firebase = (code: string, retry = true) => ({
  "firebase.json": '{ "functions": { "source": "functions" } }',
  "functions/index.js": `const { onMessagePublished } = require("firebase-functions/v2/pubsub");
const { getFirestore } = require("firebase-admin/firestore");
const db = getFirestore();
exports.book = onMessagePublished({ topic: "orders", retry: ${retry} }, async (event) => {
${code}});
`,
});
const work =
  '  const order = JSON.parse(Buffer.from(event.data.message.data, "base64").toString());\n  await db.collection("orders").doc(order.id).set(order);\n';

const terraform = (code: string) => ({
  "main.tf": `
data "archive_file" "code" {
  type        = "zip"
  source_dir  = "fn"
  output_path = "fn.zip"
}

resource "google_storage_bucket_object" "code" {
  name   = "fn.zip"
  source = data.archive_file.code.output_path
}

resource "google_cloudfunctions2_function" "book" {
  name = "book"

  build_config {
    runtime     = "python313"
    entry_point = "book"
    source {
      storage_source {
        object = google_storage_bucket_object.code.name
      }
    }
  }

  event_trigger {
    event_type   = "google.cloud.pubsub.topic.v1.messagePublished"
    pubsub_topic = "projects/shop/topics/orders"
    retry_policy = "RETRY_POLICY_RETRY"
  }
}
`,
  "fn/main.py": `import base64
import json
import functions_framework
from google.cloud import firestore

db = firestore.Client()


@functions_framework.cloud_event
def book(event):
${code}`,
});
const python =
  '    order = json.loads(base64.b64decode(event.data["message"]["data"]))\n    db.collection("orders").document(order["id"]).set(order)\n';

export const gcfRetryWithoutGuard: Rule = {
  id: "gcf-retry-without-guard",
  title: "An event that can never succeed is retried for a day",
  topics: ["11.1", "22.6", "6.6"],
  category: "reliability",
  severity: "medium",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/functions/docs/bestpractices/retries#set_an_end_condition_to_avoid_infinite_retry_loops",
  bad: [{ head: firebase(work) }, { head: terraform(python) }],
  good: [
    { head: firebase(`  if (Date.now() - Date.parse(event.time) > 600_000) return;\n${work}`) },
    { head: firebase(`  try {\n${work}  } catch (error) {\n    if (error.code === "unavailable") throw error;\n    console.error(error);\n  }\n`) },
    { head: firebase(work, false) },
    { head: terraform(`    if "message" not in event.data:\n        return\n${python}`) },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "google")) {
      const lambda = link.to.resource;
      const policy = link.string("retryPolicy");
      if (lambda?.kind !== "function" || !policy.known || policy.value !== "RETRY_POLICY_RETRY") continue;
      const handler = stack.handlerOf(lambda);
      if (handler?.state !== "found" || !readable.has(handler.language)) continue;
      if (!handler.facts.complete || !mayFail(handler.facts) || isGuarded(handler.facts)) continue;
      const period = lambda.nativeShape === "google_cloudfunctions_function" ? "7 days" : "24 h";
      yield {
        subject: lambda,
        claim: "retryGuard",
        evidence: [
          { at: policy.at, note: "failed events are retried" },
          { at: handler.entry, note: "every error ends the run" },
        ],
        what: `${named(lambda)} retries failed events, and its code neither catches an error nor looks at the event's age.`,
        why: `An event that can never succeed (a broken payload, a document that is gone, a bug in this release) fails again and again for ${period}, at your cost, and takes instances away from good events.`,
        fix: `Return without an error for events that can never succeed (log them, or publish them to a dead-letter topic), and give up events whose \`time\` is older than what still makes sense.`,
      };
    }
  },
};

/** Languages whose conditions are read. */
const readable: ReadonlySet<string> = new Set(["javascript", "typescript", "python"]);

/** Code that calls nothing hardly ever fails. */
function mayFail(facts: HandlerFacts): boolean {
  return facts.calls.length > 0 || facts.httpCalls.length > 0 || facts.databaseConnections.length > 0 || facts.eventWrites.length > 0;
}

/** Any sign of a decision about errors or old events. */
function isGuarded(facts: HandlerFacts): boolean {
  return facts.eventTimeReads.length > 0 || facts.catches.some((one) => one.behaviour !== "rethrows") || facts.decisions.some((one) => one.leaves);
}
