import type { Resource } from "../../stack/resource.ts";
import { textOf } from "../../stack/value.ts";
import { valueAtPath } from "../../stack/platforms/google/property-path.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const first = (name: string) => `
resource "google_cloudfunctions_function" "${name}" {
  name         = "${name}"
  runtime      = "nodejs22"
  trigger_http = true
}
`;
const second = (name: string) => `
resource "google_cloudfunctions2_function" "${name}" {
  name = "${name}"
}
`;
const firebase = (code: string) => ({
  "firebase.json": '{ "functions": { "source": "functions" } }',
  "functions/index.js": code,
});
const ofFirst = `const functions = require("firebase-functions/v1");
exports.orders = functions.firestore.document("orders/{id}").onCreate(async (snapshot) => {});
`;
const ofSecond = `const { onDocumentCreated } = require("firebase-functions/firestore");
exports.orders = onDocumentCreated("orders/{id}", async (event) => {});
`;
const onUser = `const functions = require("firebase-functions/v1");
exports.welcome = functions.auth.user().onCreate(async (user) => {});
`;

/** Events that only the first generation knows. */
const onlyFirst = /(?:firebase\.auth|firebase\.analytics)/u;

export const gcfGen1Resource: Rule = {
  id: "gcf-gen1-resource",
  title: "A new function is of the first generation",
  topics: ["11.1", "1.3"],
  category: "deployment",
  severity: "low",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/functions/docs/concepts/version-comparison",
  bad: [{ base: { "main.tf": second("book") }, head: { "main.tf": second("book") + first("pay") } }, { head: firebase(ofFirst) }],
  good: [
    { base: { "main.tf": second("book") }, head: { "main.tf": second("book") + second("pay") } },
    // It stood before the change.
    { base: { "main.tf": first("pay") }, head: { "main.tf": `${first("pay")}${second("book")}` } },
    { head: firebase(ofSecond) },
    // Triggers of Authentication have no second generation.
    { head: firebase(onUser) },
    // A codebase of the first generation grows in its own style.
    {
      base: firebase(ofFirst),
      head: firebase(ofFirst + ofFirst.replace("const functions", "const more").replace("exports.orders = functions", "exports.stock = more")),
    },
  ],
  *checkChange({ delta, base, change }): Iterable<Draft> {
    const changed = new Set(change.files.map(({ path }) => path));
    const isNewToFirebase = !base.resourcesOf("function", "google").some((one) => one.format === "firebase" && isFirst(one));
    const renamed = new Set(delta.renamedResources.map(({ after }) => after));
    for (const added of delta.addedResources) {
      // One more instance of a module that stays as it is adds nothing that its users could declare otherwise.
      if (added.kind !== "function" || !isFirst(added) || renamed.has(added) || !changed.has(added.at.path)) continue;
      const isFirebase = added.format === "firebase";
      const event = textOf(valueAtPath(added.properties, "event_trigger.event_type")) ?? "";
      if (isFirebase && (!isNewToFirebase || onlyFirst.test(event))) continue;
      yield {
        subject: added,
        claim: "generation",
        evidence: [{ at: added.at, note: "first generation" }],
        what: `The change adds ${named(added)} as a function of the first generation${isFirebase ? " (`firebase-functions/v1`)" : ` (\`${added.nativeType}\`)`}.`,
        why: `It takes one request at a time for each instance and runs for 9 minutes at most, knows few events and no traffic splitting; new features come to the second generation only, and moving a function later means a new one with a new address.`,
        fix: isFirebase
          ? `Declare it with the second generation (\`firebase-functions/https\`, \`/firestore\`, \`/pubsub\` …). Stay where only the first one has the event (Authentication, Analytics).`
          : `Declare it as \`google_cloudfunctions2_function\` or \`google_cloud_run_v2_service\`.`,
      };
    }
  },
};

function isFirst(resource: Resource): boolean {
  return resource.nativeShape === "google_cloudfunctions_function";
}
