import type { Location } from "../../change/location.ts";
import type { Handler } from "../../handlers/facts.ts";
import { guardsAgainstItself } from "../../stack/platforms/google/self-trigger.ts";
import type { Link } from "../../stack/link.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const second = (body: string) => ({
  "firebase.json": '{ "functions": { "source": "functions" } }',
  "functions/src/index.ts": `import { onDocumentWritten } from "firebase-functions/v2/firestore";
import { FieldValue, getFirestore } from "firebase-admin/firestore";
const db = getFirestore();
export const touch = onDocumentWritten("orders/{id}", async (event) => {
${body}});
`,
});

const python = (body: string) => ({
  "firebase.json": '{ "functions": { "source": "functions" } }',
  "functions/main.py": `from firebase_admin import firestore
from firebase_functions import firestore_fn


@firestore_fn.on_document_updated(document="orders/{id}")
def touch(event):
${body}`,
});

export const gcfFirestoreTriggerSelfWrite: Rule = {
  id: "gcf-firestore-trigger-self-write",
  title: "Function writes the document that triggers it",
  topics: ["4.3", "11.1", "8.6"],
  category: "cost",
  severity: "critical",
  platforms: ["google"],
  source: "https://firebase.google.com/docs/firestore/extend-with-functions",
  bad: [
    { head: second("  await event.data?.after.ref.update({ changed: FieldValue.serverTimestamp() });\n") },
    { head: second('  await db.collection("orders").add({ copy: true });\n') },
    { head: python('    event.data.after.reference.update({"seen": firestore.SERVER_TIMESTAMP})\n') },
    {
      head: {
        "firebase.json": '{ "functions": { "source": "functions" } }',
        "functions/index.js":
          'const functions = require("firebase-functions/v1");\nexports.title = functions.firestore.document("orders/{id}").onWrite((change) => change.after.ref.set({ title: "x" }, { merge: true }));\n',
      },
    },
  ],
  good: [
    {
      head: second(
        "  const after = event.data?.after.data();\n  if (after?.title === after?.expected) return;\n  await event.data?.after.ref.update({ changed: FieldValue.serverTimestamp() });\n",
      ),
    },
    { head: second('  await db.collection("summaries").doc("orders").set({ at: FieldValue.serverTimestamp() });\n') },
    {
      head: python(
        '    if event.data.before.get("state") != event.data.after.get("state"):\n        event.data.after.reference.update({"seen": firestore.SERVER_TIMESTAMP})\n',
      ),
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "google")) {
      const lambda = link.to.resource;
      const handler = lambda === null ? undefined : stack.handlerOf(lambda);
      if (lambda?.kind !== "function" || handler === undefined) continue;
      const write = selfWrite(link, handler);
      if (write === undefined || guardsAgainstItself(handler, write.at)) continue;
      const document = link.string("path");
      const where = document.known ? `\`${document.value.replaceAll("`", "")}\`` : "a document";
      yield {
        subject: lambda,
        claim: "selfWrite",
        evidence: [
          { at: write.at, note: `writes ${where}` },
          { at: link.at, note: "started by that write" },
        ],
        what: `${named(lambda)} runs for each change of ${where} and ${write.adds ? "adds documents to the same collection" : "changes the same document"}, without asking what has changed.`,
        why: write.endless
          ? `Its own write starts it again, with another value each time: it runs and writes without end, and every round is billed as an invocation, a write and whatever else listens to the collection.`
          : `Its own write starts it again: every change runs it at least twice, and as soon as what it writes differs from run to run it never stops.`,
        fix: `Compare \`before\` and \`after\` and return when the fields that matter are the same or the result is already there, or write the result to another collection.`,
        severity: write.endless ? "critical" : "medium",
      };
    }
  },
};

interface SelfWrite {
  readonly at: Location;
  readonly adds: boolean;
  readonly endless: boolean;
}

/** A write of the document, or into the collection, that the trigger listens to. */
function selfWrite(link: Link, handler: Handler): SelfWrite | undefined {
  const type = link.string("eventType");
  if (handler.state !== "found" || !type.known || !type.value.includes("firestore")) return undefined;
  const event = /(written|updated|created|document\.(?:write|update|create))/u.exec(type.value)?.[1] ?? "";
  const [write] = handler.facts.eventWrites;
  if (/wri|update/u.test(event) && write !== undefined) return { at: write.at, adds: false, endless: write.changesEachTime };
  const document = link.string("path");
  const [collection = "", , ...deeper] = document.known ? document.value.split("/") : [];
  if (!/wri|create/u.test(event) || collection === "" || deeper.length > 0) return undefined;
  const added = handler.facts.calls.find(
    (call) => call.service === "firestore" && call.action === "add" && call.target.kind === "literal" && call.target.value === collection,
  );
  return added === undefined ? undefined : { at: added.at, adds: true, endless: true };
}
