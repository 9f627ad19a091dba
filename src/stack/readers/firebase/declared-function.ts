import type { Location } from "../../../change/location.ts";
import type { MapEntry, Value } from "../../value.ts";

/** What starts a function that is declared in source. */
export type Trigger =
  | { readonly kind: "http" }
  | {
      readonly kind: "event";
      readonly eventType: string;
      readonly filters: readonly MapEntry[];
      readonly topic?: Value | undefined;
      readonly resource?: Value | undefined;
    }
  | { readonly kind: "schedule"; readonly schedule: Value | undefined; readonly timeZone: Value | undefined }
  | { readonly kind: "tasks" }
  /** The functions framework says how a function is called, not by whom. */
  | { readonly kind: "framework" };

/** A function as its source declares it. */
export interface DeclaredFunction {
  /** Name of the export, or the name it is registered under. */
  readonly name: string;
  readonly by: "firebase-functions" | "functions-framework";
  readonly language: "javascript" | "python";
  readonly generation: 1 | 2;
  readonly trigger: Trigger;
  /** Options in Firebase's words for JavaScript: timeoutSeconds, memory, minInstances, retry, secrets … */
  readonly options: ReadonlyMap<string, MapEntry>;
  readonly path: string;
  /** The call or decorator with its function. */
  readonly at: Location;
  /** The trigger's own words: `onDocumentWritten("orders/{id}"`. */
  readonly triggerAt: Location;
}

/** Events of the second generation by the name of the function that declares them; Python writes the same names with underscores. https://firebase.google.com/docs/functions/firestore-events */
export const secondGenerationEvents: ReadonlyMap<string, string> = new Map([
  ["onDocumentCreated", "google.cloud.firestore.document.v1.created"],
  ["onDocumentUpdated", "google.cloud.firestore.document.v1.updated"],
  ["onDocumentWritten", "google.cloud.firestore.document.v1.written"],
  ["onDocumentDeleted", "google.cloud.firestore.document.v1.deleted"],
  ["onDocumentCreatedWithAuthContext", "google.cloud.firestore.document.v1.created.withAuthContext"],
  ["onDocumentUpdatedWithAuthContext", "google.cloud.firestore.document.v1.updated.withAuthContext"],
  ["onDocumentWrittenWithAuthContext", "google.cloud.firestore.document.v1.written.withAuthContext"],
  ["onDocumentDeletedWithAuthContext", "google.cloud.firestore.document.v1.deleted.withAuthContext"],
  ["onObjectFinalized", "google.cloud.storage.object.v1.finalized"],
  ["onObjectArchived", "google.cloud.storage.object.v1.archived"],
  ["onObjectDeleted", "google.cloud.storage.object.v1.deleted"],
  ["onObjectMetadataUpdated", "google.cloud.storage.object.v1.metadataUpdated"],
  ["onMessagePublished", "google.cloud.pubsub.topic.v1.messagePublished"],
  ["onValueCreated", "google.firebase.database.ref.v1.created"],
  ["onValueUpdated", "google.firebase.database.ref.v1.updated"],
  ["onValueWritten", "google.firebase.database.ref.v1.written"],
  ["onValueDeleted", "google.firebase.database.ref.v1.deleted"],
  ["onCustomEventPublished", "eventarc"],
  ["onConfigUpdated", "google.firebase.remoteconfig.remoteConfig.v1.updated"],
  ["onTestMatrixCompleted", "google.firebase.testlab.testMatrix.v1.completed"],
]);

/** The option that holds what the event is about, by the start of the event's type. */
export function subjectOption(eventType: string): string | undefined {
  if (eventType.includes(".firestore.")) return "document";
  if (eventType.includes(".storage.")) return "bucket";
  if (eventType.includes(".pubsub.")) return "topic";
  return eventType.includes(".database.") ? "ref" : undefined;
}
