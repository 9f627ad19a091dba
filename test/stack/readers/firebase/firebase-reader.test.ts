import { beforeAll, describe, expect, it } from "vitest";
import type { NativeResource } from "../../../../src/stack/native.ts";
import { googleModel } from "../../../../src/stack/platforms/google/google-model.ts";
import { valueAtPath } from "../../../../src/stack/platforms/google/property-path.ts";
import { firebaseReader } from "../../../../src/stack/readers/firebase/firebase-reader.ts";
import { itemsOf, textOf } from "../../../../src/stack/value.ts";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { memorySnapshot } from "../../../support/memory-snapshot.ts";

beforeAll(() => loadGrammars(["javascript", "typescript", "python"]));

function read(files: Readonly<Record<string, string>>) {
  return firebaseReader.read(
    Object.keys(files).filter((path) => firebaseReader.claims(path)),
    memorySnapshot(files),
  );
}

const project = { "firebase.json": '{ "functions": { "source": "functions", "runtime": "nodejs22" } }' };
const inProject = (text: string, more: Readonly<Record<string, string>> = {}) => read({ ...project, "functions/src/index.ts": text, ...more });

function only(resources: readonly NativeResource[]): NativeResource {
  const [first] = resources;
  if (first === undefined || resources.length !== 1) throw new Error(`expected one of ${resources.map((one) => one.name).join(", ")}`);
  return first;
}

const text = (native: NativeResource, path: string) => textOf(valueAtPath(native.properties, path));

describe("functions of the second generation", () => {
  it("are read with their options, their event and the code that they run", () => {
    const { resources, notes } = inProject(`
import { onDocumentUpdated } from "firebase-functions/v2/firestore";
import { defineSecret } from "firebase-functions/params";
const key = defineSecret("MAIL_KEY");
export const mail = onDocumentUpdated(
  { document: "orders/{id}", retry: true, timeoutSeconds: 120, memory: "512MiB", minInstances: 1, secrets: [key] },
  async (event) => {},
);`);
    const mail = only(resources);
    expect(notes).toEqual([]);
    expect(mail).toMatchObject({ name: "mail", type: "google_cloudfunctions2_function", format: "firebase", scope: "functions" });
    expect(text(mail, "event_trigger.event_type")).toBe("google.cloud.firestore.document.v1.updated");
    expect(text(mail, "event_trigger.event_filters.value")).toBe("orders/{id}");
    expect(text(mail, "event_trigger.retry_policy")).toBe("RETRY_POLICY_RETRY");
    expect(text(mail, "service_config.timeout_seconds")).toBe("120");
    expect(text(mail, "service_config.available_memory")).toBe("512Mi");
    expect(text(mail, "service_config.secret_environment_variables.key")).toBe("MAIL_KEY");
    expect(text(mail, "build_config.runtime")).toBe("nodejs22");
    expect(text(mail, "code_path")).toBe("functions/src/index.ts");
    expect(mail.nativeNames?.("service_config.timeout_seconds")).toBe("timeoutSeconds");
  });

  it("take what they listen to as their first argument too", () => {
    const { resources } = inProject(`
import * as functions from "firebase-functions/v2";
export const a = functions.firestore.onDocumentWritten("a/{id}", () => {});
export const b = functions.pubsub.onMessagePublished("orders", () => {});
export const c = functions.storage.onObjectFinalized("uploads", () => {});
export const d = functions.https.onCall(() => {});`);
    expect(resources.map((one) => [one.name, text(one, "event_trigger.event_type")])).toEqual([
      ["a", "google.cloud.firestore.document.v1.written"],
      ["b", "google.cloud.pubsub.topic.v1.messagePublished"],
      ["c", "google.cloud.storage.object.v1.finalized"],
      ["d", undefined],
    ]);
    expect(resources[1] && text(resources[1], "event_trigger.pubsub_topic")).toBe("orders");
  });

  it("inherit global options, and leave open what an unknown spread may hold", () => {
    const { resources } = inProject(`
import { setGlobalOptions } from "firebase-functions";
import { onRequest } from "firebase-functions/https";
import { shared } from "./shared";
setGlobalOptions({ maxInstances: 5 });
export const open = onRequest({ ...shared, timeoutSeconds: 30 }, () => {});`);
    const open = only(resources);
    expect(text(open, "service_config.max_instance_count")).toBe("5");
    expect(text(open, "service_config.timeout_seconds")).toBe("30");
    expect(valueAtPath(open.properties, "service_config.min_instance_count")).toMatchObject({ kind: "unknown" });
  });

  it("bring the job of a schedule and the queue of tasks with them, linked to the function", () => {
    const { resources } = inProject(`
import { onSchedule } from "firebase-functions/v2/scheduler";
import { onTaskDispatched } from "firebase-functions/v2/tasks";
export const nightly = onSchedule({ schedule: "every day 03:00", timeZone: "Europe/Berlin" }, async () => {});
export const work = onTaskDispatched({ retryConfig: { maxAttempts: 3 } }, async () => {});`);
    const { links } = googleModel.build(resources);
    expect(links.filter((link) => link.kind === "triggers").map((link) => `${link.from.resource?.id} > ${link.to.resource?.id}`)).toEqual([
      "google:schedule:nightly-schedule > google:function:nightly",
      "google:queue:work-queue > google:function:work",
    ]);
  });
});

describe("functions of the first generation", () => {
  it("are told by their chain, with options of runWith", () => {
    const { resources } = inProject(`
const functions = require("firebase-functions");
exports.count = functions
  .runWith({ timeoutSeconds: 300, memory: "1GB", failurePolicy: true })
  .firestore.document("/orders/{id}")
  .onWrite(async (change, context) => {});`);
    const count = only(resources);
    expect(count.type).toBe("google_cloudfunctions_function");
    expect(text(count, "event_trigger.event_type")).toBe("providers/cloud.firestore/eventTypes/document.write");
    expect(text(count, "event_trigger.failure_policy.retry")).toBe("true");
    expect(text(count, "timeout")).toBe("300");
    expect(text(count, "available_memory_mb")).toBe("1024");
    const link = googleModel.build(resources).links.find((one) => one.kind === "triggers");
    expect(link?.string("path")).toMatchObject({ value: "orders/{id}" });
    expect(link?.string("retryPolicy")).toMatchObject({ value: "RETRY_POLICY_RETRY" });
  });

  it("are told by the library's version where the chain is the same in both", () => {
    const source = 'import * as functions from "firebase-functions";\nexport const api = functions.https.onRequest((req, res) => {});\n';
    const withVersion = (version: string) =>
      only(inProject(source, { "functions/package.json": `{ "dependencies": { "firebase-functions": "${version}" } }` }).resources).type;
    expect(withVersion("^4.9.0")).toBe("google_cloudfunctions_function");
    expect(withVersion("^6.1.0")).toBe("google_cloudfunctions2_function");
  });
});

describe("what is no function", () => {
  it("is left out: calls that are not exported, and files without the library", () => {
    const { resources } = inProject(`
import { onRequest } from "firebase-functions/https";
const hidden = onRequest(() => {});
export function make() { return onRequest(() => {}); }`);
    expect(resources).toEqual([]);
  });

  it.each([["functions/tsconfig.json"], ["tsconfig.json"]])("is left out of compiled output beside its source, with %s", (project) => {
    const { resources } = inProject('import { onCall } from "firebase-functions/https";\nexport const a = onCall(() => {});\n', {
      [project]: "{}",
      "functions/lib/index.js": 'const { onCall } = require("firebase-functions/https");\nexports.a = onCall(() => {});\n',
    });
    expect(only(resources).properties.at.path).toBe("functions/src/index.ts");
  });
});

describe("Python", () => {
  it("declares with decorators, in units of its own", () => {
    const { resources } = read({
      "firebase.json": '{ "functions": [{ "source": "functions", "codebase": "py", "runtime": "python313" }] }',
      "functions/main.py": `
from firebase_functions import firestore_fn, options, storage_fn

@firestore_fn.on_document_written(document="orders/{id}", timeout_sec=90, memory=options.MemoryOption.MB_512, retry=True)
def recount(event):
    pass

@storage_fn.on_object_finalized()
def resize(event):
    pass
`,
    });
    const [recount, resize] = resources;
    expect(recount && text(recount, "service_config.timeout_seconds")).toBe("90");
    expect(recount && text(recount, "service_config.available_memory")).toBe("512Mi");
    expect(recount && text(recount, "event_trigger.retry_policy")).toBe("RETRY_POLICY_RETRY");
    expect(recount?.nativeNames?.("service_config.timeout_seconds")).toBe("timeout_sec");
    expect(resize && text(resize, "event_trigger.event_type")).toBe("google.cloud.storage.object.v1.finalized");
  });
});

describe("the functions framework", () => {
  const files = {
    "fn/package.json": '{ "main": "index.js", "dependencies": { "@google-cloud/functions-framework": "^4" } }',
    "fn/index.js": 'const functions = require("@google-cloud/functions-framework");\nfunctions.http("hello", (req, res) => res.send("hi"));\n',
    "py/main.py": "import functions_framework\n\n@functions_framework.cloud_event\ndef handle(event):\n    pass\n",
  };

  it("registers functions by name", () => {
    expect(read(files).resources.map((one) => one.name)).toEqual(["hello", "handle"]);
  });

  it("gives way to a declaration that runs the same function", () => {
    const [hello] = read(files).resources;
    if (hello === undefined) throw new Error("no function");
    const declared: NativeResource = { ...hello, format: "terraform", nativeType: "google_cloudfunctions2_function", address: "f", scope: "." };
    expect(googleModel.build([hello, declared]).resources.map((one) => one.format)).toEqual(["terraform"]);
  });
});

describe("Runtime Config", () => {
  it("is told with every place that reads it, and with the library's version", () => {
    const { resources } = inProject(
      `import * as functions from "firebase-functions/v1";
import { config as settings } from "firebase-functions";
const key = functions.config().mail.key;
export const name = () => settings().mail.name;`,
      { "functions/package.json": '{ "dependencies": { "firebase-functions": "^6.1.0" } }' },
    );
    const use = only(resources);
    expect(use).toMatchObject({ type: "firebase-runtime-config", scope: "functions" });
    expect(text(use, "libraryVersion")).toBe("6");
    expect(itemsOf(valueAtPath(use.properties, "calls")).map(textOf)).toEqual(["functions.config()", "settings()"]);
  });

  it("is not taken for what other libraries call by that name", () => {
    const { resources } = inProject(`import { config } from "dotenv";
import { logger } from "firebase-functions";
config();
logger.config().level;`);
    expect(resources).toEqual([]);
  });
});
