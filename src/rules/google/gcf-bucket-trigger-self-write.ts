import type { Handler, SdkCall } from "../../handlers/facts.ts";
import { guardsAgainstItself } from "../../stack/platforms/google/self-trigger.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { type Value, entryOf, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const firebase = (guard: string) => ({
  "firebase.json": '{ "functions": { "source": "functions" } }',
  "functions/index.js": `const { onObjectFinalized } = require("firebase-functions/v2/storage");
const { getStorage } = require("firebase-admin/storage");
exports.shrink = onObjectFinalized(async (event) => {
${guard}  const bucket = getStorage().bucket(event.data.bucket);
  const [bytes] = await bucket.file(event.data.name).download();
  await bucket.file(\`small/\${event.data.name}\`).save(bytes);
});
`,
});

const terraform = (target: string) => ({
  "main.tf": `
resource "google_storage_bucket" "photos" {
  name = "photos-of-shop"
}

resource "google_storage_bucket" "small" {
  name = "small-photos-of-shop"
}

data "archive_file" "code" {
  type        = "zip"
  source_dir  = "fn"
  output_path = "fn.zip"
}

resource "google_storage_bucket_object" "code" {
  name   = "fn.zip"
  source = data.archive_file.code.output_path
}

resource "google_cloudfunctions2_function" "shrink" {
  name = "shrink"

  build_config {
    runtime     = "python313"
    entry_point = "shrink"
    source {
      storage_source {
        object = google_storage_bucket_object.code.name
      }
    }
  }

  service_config {
    environment_variables = {
      TARGET = google_storage_bucket.${target}.name
    }
  }

  event_trigger {
    event_type = "google.cloud.storage.object.v1.finalized"
    event_filters {
      attribute = "bucket"
      value     = google_storage_bucket.photos.name
    }
  }
}
`,
  "fn/main.py": `import os
import functions_framework
from google.cloud import storage

client = storage.Client()


@functions_framework.cloud_event
def shrink(event):
    name = event.data["name"]
    client.bucket(os.environ["TARGET"]).blob("small/" + name).upload_from_string(b"")
`,
});

export const gcfBucketTriggerSelfWrite: Rule = {
  id: "gcf-bucket-trigger-self-write",
  title: "Function is triggered by its own writes",
  topics: ["11.7", "4.5", "8.6"],
  category: "cost",
  severity: "critical",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/functions/docs/calling/storage",
  bad: [{ head: firebase("") }, { head: firebase('  if (!event.data.contentType.startsWith("image/")) return;\n') }, { head: terraform("photos") }],
  good: [{ head: firebase('  if (event.data.name.startsWith("small/")) return;\n') }, { head: terraform("small") }],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "google")) {
      const lambda = link.to.resource;
      const type = link.string("eventType");
      if (lambda?.kind !== "function" || !type.known || !/storage\.object.*finalize/u.test(type.value)) continue;
      const handler = stack.handlerOf(lambda);
      const write = writeOf(handler, { lambda, bucket: link.from.resource, stack });
      if (write === undefined || handler === undefined || guardsAgainstItself(handler, write.at)) continue;
      const bucket = link.from.resource === null ? "the bucket" : named(link.from.resource);
      yield {
        subject: lambda,
        claim: `writes:${link.from.resource?.id ?? "bucket"}`,
        evidence: [
          { at: write.at, note: `writes to ${bucket}` },
          { at: link.at, note: "started by every new object" },
        ],
        what: `${named(lambda)} runs for every object that is written to ${bucket} and writes its result into the same bucket.`,
        why: `Each result starts the function again, which writes again, without end: nothing in Cloud Functions or Eventarc stops the loop, and storage, calls and cost grow until somebody notices.`,
        fix: `Write to another bucket. Triggers of Cloud Storage cannot be limited to a prefix; if the bucket has to be the same, return at once for names (or object metadata) that only results have.`,
      };
    }
  },
};

/** The storage library's methods that make an object. */
const writers = new Set([
  "save",
  "upload",
  "uploadFromString",
  "uploadFromFile",
  "uploadFromFilename",
  "createWriteStream",
  "newWriter",
  "newObject",
]);

function writeOf(handler: Handler | undefined, at: { lambda: Resource; bucket: Resource | null; stack: Stack }): SdkCall | undefined {
  if (handler?.state !== "found") return undefined;
  return handler.facts.calls.find((call) => call.service === "storage" && writers.has(call.action) && isSame(call, at));
}

function isSame({ target }: SdkCall, { lambda, bucket }: { lambda: Resource; bucket: Resource | null }): boolean {
  if (target.kind === "event") return true;
  if (bucket === null) return false;
  const name = bucket.string("name");
  if (target.kind === "literal") return name.known && name.value === target.value;
  if (target.kind !== "environment") return false;
  const value = entryOf(lambda.value("environment"), target.variable)?.value;
  return refersTo(value, bucket, lambda) || (name.known && textOf(value) === name.value);
}

function refersTo(value: Value | undefined, bucket: Resource, lambda: Resource): boolean {
  return value?.kind === "reference" && value.address === bucket.address && (value.scope ?? lambda.scope) === bucket.scope;
}
