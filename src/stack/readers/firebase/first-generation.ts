import type { Value } from "../../value.ts";
import type { JavascriptValues } from "../azure-functions/sources/javascript-values.ts";
import type { CallChain } from "./call-chain.ts";
import type { Trigger } from "./declared-function.ts";
import { firstGenerationEvent } from "./event-trigger.ts";
import type { LibraryName } from "./library-imports.ts";

/** By namespace and method, the event's type. https://firebase.google.com/docs/functions/1st-gen */
const events: ReadonlyMap<string, string> = new Map([
  ["firestore.onWrite", "providers/cloud.firestore/eventTypes/document.write"],
  ["firestore.onCreate", "providers/cloud.firestore/eventTypes/document.create"],
  ["firestore.onUpdate", "providers/cloud.firestore/eventTypes/document.update"],
  ["firestore.onDelete", "providers/cloud.firestore/eventTypes/document.delete"],
  ["database.onWrite", "providers/google.firebase.database/eventTypes/ref.write"],
  ["database.onCreate", "providers/google.firebase.database/eventTypes/ref.create"],
  ["database.onUpdate", "providers/google.firebase.database/eventTypes/ref.update"],
  ["database.onDelete", "providers/google.firebase.database/eventTypes/ref.delete"],
  ["storage.onFinalize", "google.storage.object.finalize"],
  ["storage.onArchive", "google.storage.object.archive"],
  ["storage.onDelete", "google.storage.object.delete"],
  ["storage.onMetadataUpdate", "google.storage.object.metadataUpdate"],
  ["pubsub.onPublish", "google.pubsub.topic.publish"],
  ["auth.onCreate", "providers/firebase.auth/eventTypes/user.create"],
  ["auth.onDelete", "providers/firebase.auth/eventTypes/user.delete"],
  ["analytics.onLog", "providers/google.firebase.analytics/eventTypes/event.log"],
  ["remoteConfig.onUpdate", "google.firebase.remoteconfig.update"],
  ["testLab.onComplete", "google.testing.testMatrix.complete"],
]);

/** Steps that name what an event is about. */
const subjects = new Set(["document", "ref", "bucket", "topic", "event"]);
const ownSteps = new Set(["runWith", "region"]);
const rootOfSecondGeneration = 6;

/** Whether a declaration is of the first generation: by its module, by the steps that only it has, else by the library's version. */
export function isFirstGeneration(chain: CallChain, library: LibraryName, version: number | undefined): boolean {
  if (library.module.startsWith("firebase-functions/v2")) return false;
  if (library.module.startsWith("firebase-functions/v1")) return true;
  const names = namesOf(chain, library);
  const last = names.at(-1) ?? "";
  if (names.some((name) => ownSteps.has(name)) || last === "onRun" || last === "onDispatch") return true;
  if ([...events.keys()].some((key) => key.endsWith(`.${last}`))) return true;
  return (
    library.module === "firebase-functions" &&
    (last === "onRequest" || last === "onCall") &&
    version !== undefined &&
    version < rootOfSecondGeneration
  );
}

/** What a chain of the first generation listens to; undefined where it declares no function. */
export function firstGenerationTrigger(chain: CallChain, library: LibraryName, values: JavascriptValues): Trigger | undefined {
  const names = namesOf(chain, library);
  const last = names.at(-1) ?? "";
  if (last === "onRequest" || last === "onCall") return { kind: "http" };
  if (last === "onDispatch") return { kind: "tasks" };
  const argument = (step: string): Value | undefined => {
    const node = chain.steps.find((one) => one.name === step)?.arguments[0];
    return node === undefined ? undefined : values.valueOf(node);
  };
  if (last === "onRun") return { kind: "schedule", schedule: argument("schedule"), timeZone: argument("timeZone") };
  const eventType = names.map((name) => events.get(`${name}.${last}`)).find((type) => type !== undefined);
  if (eventType === undefined) return undefined;
  const subject = names.find((name) => subjects.has(name));
  return firstGenerationEvent(eventType, subject === undefined ? undefined : argument(subject));
}

function namesOf(chain: CallChain, library: LibraryName): readonly string[] {
  const names = chain.steps.map((step) => step.name).filter((name) => name !== "");
  return library.exported === null ? names : [library.exported, ...names];
}
