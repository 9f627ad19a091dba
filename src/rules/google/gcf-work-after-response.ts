import { valueAtPath } from "../../stack/platforms/google/property-path.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const firebase = (code: string) => ({
  "firebase.json": '{ "functions": { "source": "functions" } }',
  "functions/index.js": `const { onRequest } = require("firebase-functions/https");
const { getFirestore } = require("firebase-admin/firestore");
const db = getFirestore();
exports.order = onRequest(async (req, res) => {
${code}});
`,
});

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

resource "google_cloudfunctions2_function" "order" {
  name = "order"

  build_config {
    runtime     = "nodejs22"
    entry_point = "order"
    source {
      storage_source {
        object = google_storage_bucket_object.code.name
      }
    }
  }
}
`,
  "fn/index.js": `const functions = require("@google-cloud/functions-framework");
functions.http("order", async (req, res) => {
${code}});
`,
});

export const gcfWorkAfterResponse: Rule = {
  id: "gcf-work-after-response",
  title: "Work goes on after the function has answered",
  topics: ["11.1", "16.5", "39.3"],
  category: "reliability",
  severity: "high",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/functions/docs/bestpractices/tips#do_not_start_background_activities",
  bad: [
    { head: firebase('  res.send("ok");\n  await db.collection("orders").add(req.body);\n') },
    { head: terraform('  res.status(202).send("ok");\n  await fetch("https://example.com");\n') },
    { head: terraform('  fetch("https://example.com");\n  res.send("ok");\n') },
  ],
  good: [
    { head: firebase('  await db.collection("orders").add(req.body);\n  res.send("ok");\n') },
    { head: terraform('  if (!req.body) {\n    res.status(400).send("no body");\n    return;\n  }\n  res.send("ok");\n  console.log("done");\n') },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "google")) {
      const handler = stack.handlerOf(lambda);
      if (handler?.state !== "found" || keepsCpu(lambda)) continue;
      const [after] = handler.facts.afterResponse;
      const [dropped] = handler.facts.floatingPromises;
      const found = after === undefined ? dropped && { at: dropped.at, claim: "floatingPromise" } : { at: after.at, claim: "afterResponse" };
      if (found === undefined) continue;
      const isAfter = found.claim === "afterResponse";
      yield {
        subject: lambda,
        claim: found.claim,
        evidence: [{ at: found.at, note: isAfter ? "runs after the answer was sent" : "nobody waits for this" }],
        what: isAfter ? `${named(lambda)} sends its answer and then goes on working.` : `${named(lambda)} starts work and does not wait for it.`,
        why: `Once the function has answered, its CPU is taken away until the next request, and the instance may be shut down: the work is late, cut off or lost, without an error anywhere.`,
        fix: isAfter
          ? `Do the work before the answer, or publish a message or a task and let another function do it.`
          : `\`await\` it before the function returns or answers, or publish a message or a task and let another function do it.`,
      };
    }
  },
};

/** Cloud Run services may keep their CPU between requests. */
function keepsCpu(lambda: Resource): boolean {
  const idle = valueAtPath(lambda.properties, "template.containers.resources.cpu_idle");
  return idle?.kind === "unknown" || (idle?.kind === "scalar" && idle.value === false);
}
