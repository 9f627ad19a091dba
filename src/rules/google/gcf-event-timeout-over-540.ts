import { googleLimits } from "../../facts/google-numbers.ts";
import { isEventTrigger } from "../../stack/platforms/google/callers.ts";
import type { Draft, Rule } from "../rule.ts";
import { duration, named, setValue } from "../words.ts";

const terraform = (timeout: string) => `
resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_cloudfunctions2_function" "book" {
  name = "book"

  service_config {
    timeout_seconds = ${timeout}
  }

  event_trigger {
    event_type   = "google.cloud.pubsub.topic.v1.messagePublished"
    pubsub_topic = google_pubsub_topic.orders.id
  }
}
`;

/** Events that reach a function over HTTP, through a trigger beside it. */
const http = `
resource "google_cloudfunctions2_function" "book" {
  name = "book"

  service_config {
    timeout_seconds = 900
  }
}

resource "google_eventarc_trigger" "orders" {
  name     = "orders"
  location = "europe-west1"
  matching_criteria {
    attribute = "type"
    value     = "google.cloud.pubsub.topic.v1.messagePublished"
  }
  destination {
    cloud_run_service {
      service = google_cloudfunctions2_function.book.name
      region  = "europe-west1"
    }
  }
}
`;

const firebase = (timeout: number) => ({
  "firebase.json": '{ "functions": { "source": "functions" } }',
  "functions/index.js": `const { onMessagePublished } = require("firebase-functions/v2/pubsub");
exports.book = onMessagePublished({ topic: "orders", timeoutSeconds: ${timeout} }, async (event) => {});
`,
});

/** Longest run of a function that an event starts, and of any function of the first generation. */
const longest = googleLimits.eventFunctionTimeout.value;

export const gcfEventTimeoutOver540: Rule = {
  id: "gcf-event-timeout-over-540",
  title: "An event function may not run longer than 9 minutes",
  topics: ["11.1", "16.4"],
  category: "deployment",
  severity: "medium",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/functions/docs/configuring/timeout",
  bad: [{ head: { "main.tf": terraform("900") } }, { head: firebase(1800) }],
  good: [
    { head: { "main.tf": terraform("540") } },
    { head: { "main.tf": terraform("var.timeout") } },
    { head: firebase(540) },
    {
      head: {
        "main.tf": 'resource "google_cloudfunctions2_function" "api" {\n  name = "api"\n  service_config {\n    timeout_seconds = 1800\n  }\n}\n',
      },
    },
    { head: { "main.tf": http } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "google")) {
      if (!lambda.nativeShape.startsWith("google_cloudfunctions")) continue;
      const isFirst = lambda.nativeShape === "google_cloudfunctions_function";
      const trigger = stack.triggersOf(lambda).find((link) => isEventTrigger(link) && link.declaredBy === lambda);
      const timeout = lambda.number("timeoutSeconds");
      if ((trigger === undefined && !isFirst) || !timeout.known || timeout.value <= longest) continue;
      const reason = isFirst ? "functions of the first generation" : "functions that an event starts";
      yield {
        subject: lambda,
        claim: "timeoutSeconds",
        evidence: [{ at: timeout.at, note: `${timeout.value} s` }, ...(trigger === undefined ? [] : [{ at: trigger.at, note: "started by events" }])],
        what: `${named(lambda)} asks for ${duration(timeout.value)}, but ${reason} may run for at most 9 min.`,
        why: `The deployment is refused, or the run is cut off after 540 s and, with retries, begins again from the start.`,
        fix: `Set \`${timeout.nativeName}\` to 540 or less and split the work: a task of Cloud Tasks for each part, a Cloud Run job, or an HTTP function that may run for 60 min.`,
        edit: setValue(timeout, longest),
      };
    }
  },
};
