import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Handler } from "../../handlers/facts.ts";
import type { Link } from "../../stack/link.ts";
import type { Resource } from "../../stack/resource.ts";
import type { KnownSetting } from "../../stack/setting.ts";
import { itemsOf, valueAt } from "../../stack/value.ts";
import { map } from "../../stack/value-builders.ts";
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

const firebase = (options: string, body = ' if (!event.data) return; await fetch("https://orders.example.com", { method: "POST" }); ') => ({
  "firebase.json": '{ "functions": { "source": "functions" } }',
  "functions/index.js": `const { onMessagePublished } = require("firebase-functions/v2/pubsub");
exports.orders = onMessagePublished(${options}, async (event) => {${body}});
`,
});

export const gcfEventRetryOff: Rule = {
  id: "gcf-event-retry-off",
  title: "An event whose handling fails is dropped",
  topics: ["11.6", "22.2", "22.6"],
  category: "reliability",
  severity: "high",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/functions/docs/bestpractices/retries",
  bad: [
    { head: { "main.tf": gen2("") } },
    { head: { "main.tf": gen2(`    retry_policy = "RETRY_POLICY_DO_NOT_RETRY"\n`) } },
    { head: firebase('"orders"') },
    { head: firebase('{ topic: "orders", memory: "512MiB" }') },
    { head: firebase('{ topic: "orders", retry: false }') },
  ],
  good: [
    { head: { "main.tf": gen2(`    retry_policy = "RETRY_POLICY_RETRY"\n`) } },
    { head: { "main.tf": gen2("    retry_policy = var.policy\n") } },
    { head: firebase('{ topic: "orders", retry: true }') },
    { head: firebase('"orders"', " console.log(event.id); ") },
    { head: { "main.tf": `variable "policy" {\n  default = "RETRY_POLICY_DO_NOT_RETRY"\n}\n${gen2("    retry_policy = var.policy\n")}` } },
    { head: firebase('"orders"', " try { await save(event); } catch (error) { console.error(error); } ") },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "google")) {
      const consumer = link.to.resource;
      const policy = link.string("retryPolicy");
      if (consumer?.kind !== "function" || !policy.known || policy.value !== "RETRY_POLICY_DO_NOT_RETRY") continue;
      if (policy.isDefault ? losesNothing(stack.handlerOf(consumer)) : isLeftToOthers(policy)) continue;
      yield {
        subject: consumer,
        claim: "retryPolicy",
        evidence: [{ at: policy.at, note: policy.isDefault ? "no retry policy: events are not retried" : "events are not retried" }, { at: link.at }],
        what: `${named(consumer)} is called by events, and retries are off${policy.isDefault ? " (the default)" : ""}.`,
        why: `When the code throws, times out or no instance is free, the event is acknowledged all the same and gone; nothing but a log line tells of it.`,
        fix: `Set ${retrySetting(link)}, once the code bears running twice for one event; let it return without an error for events that are too old or can never succeed, so that they are not retried for ${isFirst(link) ? "7 days" : "24 h"}.`,
        // Firebase leaves retries off unless asked, and much of what runs there may be lost.
        severity: consumer.format === "firebase" ? "medium" : "high",
        edit: retriesOf(link, consumer),
      };
    }
  },
};

/** A switch among a module's variables is there for whoever uses the module. */
function isLeftToOthers({ at, valueAt: written }: KnownSetting<string>): boolean {
  return written !== undefined && (written.path !== at.path || written.startLine < at.startLine || written.startLine > at.endLine);
}

/** Code that catches its errors ends well whatever happens, so that retries would change nothing; code that reaches nothing has nothing to lose. */
function losesNothing(code: Handler | undefined): boolean {
  if (code?.state !== "found") return false;
  const { facts } = code;
  const catchesAll = facts.catches.some((one) => one.catchesAll && (one.behaviour === "swallows" || one.behaviour === "returns"));
  const work = [facts.calls, facts.httpCalls, facts.databaseConnections, facts.eventWrites, facts.fileWrites].some((found) => found.length > 0);
  const reaches =
    work ||
    !facts.complete ||
    facts.imports.some(({ module }) => !module.startsWith("firebase-functions") && !module.startsWith("firebase_functions"));
  return catchesAll || !reaches;
}

/** The first generation has a block with a flag, the second a word. */
function retriesOf(link: Link, consumer: Resource): EditPlan | undefined {
  const policy = link.string("retryPolicy");
  if (consumer.format === "firebase") return retriesInSource(link, consumer);
  const value = isFirst(link) ? true : "RETRY_POLICY_RETRY";
  if (policy.known && !policy.isDefault) return setValue(policy, value);
  const [trigger] = itemsOf(valueAt(consumer.properties, "event_trigger"));
  return addProperty(trigger, link.at, { name: isFirst(link) ? "failure_policy.retry" : "retry_policy", value });
}

/** Among the options of the declaration, where it has any: a plain name stands there otherwise. */
function retriesInSource(link: Link, consumer: Resource): EditPlan | undefined {
  const policy = link.string("retryPolicy");
  if (policy.known && !policy.isDefault) return setValue(policy, true);
  const trigger = valueAt(consumer.properties, "event_trigger");
  const service = valueAt(consumer.properties, "service_config");
  const options = [consumer.properties, ...(isFirst(link) ? [] : [service, trigger])].flatMap((one) =>
    one?.kind === "map" ? [...one.entries.values()] : [],
  );
  const name = isFirst(link) ? "failurePolicy" : link.nameInDialect("retryPolicy");
  return addProperty(map(options, consumer.at), consumer.at, { name, value: true });
}

function isFirst(link: Link): boolean {
  return link.to.resource?.nativeShape === "google_cloudfunctions_function";
}

/** How the reader's dialect turns retries on. */
function retrySetting(link: Link): string {
  if (link.to.resource?.format === "firebase")
    return isFirst(link) ? "`failurePolicy: true` in `runWith`" : `\`${link.nameInDialect("retryPolicy")}\` to true in the function's options`;
  return isFirst(link) ? "`failure_policy { retry = true }` on the event trigger" : '`retry_policy = "RETRY_POLICY_RETRY"` on the event trigger';
}
