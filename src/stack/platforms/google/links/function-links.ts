import type { Link, LinkEnd } from "../../../link.ts";
import type { RawSetting } from "../../../setting.ts";
import { type Value, textOf } from "../../../value.ts";
import { unknown } from "../../../value-builders.ts";
import { blocksAt, propertyAt, valueAtPath } from "../property-path.ts";
import { type Declaration, makeLink } from "./declaration.ts";

const identityPaths = new Map([
  ["google_cloudfunctions_function", "service_account_email"],
  ["google_cloudfunctions2_function", "service_config.service_account_email"],
  ["google_cloud_run_v2_service", "template.service_account"],
  ["google_cloud_run_service", "template.spec.service_account_name"],
  ["google_workflows_workflow", "service_account"],
]);

/** The service account that a function, service or workflow runs as. */
export function* identityLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource, index } = declaration;
  const path = identityPaths.get(native.type);
  const account = path === undefined ? undefined : propertyAt(native.properties, path);
  if (account === undefined) return;
  const to = index.end(account.value, native.scope, ["google_service_account"]);
  yield makeLink(declaration, { kind: "assumes", name: "service account", from: { resource }, to, at: account.at });
}

/** The event trigger that a function declares itself. */
export function* eventTriggerLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  const trigger = propertyAt(native.properties, "event_trigger");
  if (trigger === undefined) return;
  const block = blocksAt(native.properties, "event_trigger")[0] ?? trigger.value;
  const type = textOf(valueAtPath(block, "event_type")) ?? "";
  const isFirstGeneration = native.type === "google_cloudfunctions_function";
  yield makeLink(declaration, {
    kind: "triggers",
    name: "event_trigger",
    from: sourceOf(block, declaration),
    to: { resource },
    at: trigger.at,
    properties: block,
    service: serviceOf(type),
    sources: {
      eventType: "event_type",
      serviceAccount: "service_account_email",
      filter: "event_filters",
      ...(isFirstGeneration ? { path: { path: "resource", as: documentPath } } : {}),
      retryPolicy: isFirstGeneration ? { path: "failure_policy.retry", as: retryWord } : "retry_policy",
    },
    settings: documentSetting(block),
    defaults: { retryPolicy: "RETRY_POLICY_DO_NOT_RETRY" },
  });
}

/** What an event type belongs to, in the vocabulary's words. */
export function serviceOf(eventType: string): string {
  if (eventType.includes("pubsub")) return "pubsub";
  if (eventType.includes("storage")) return "cloud-storage";
  return eventType.includes("firestore") ? "firestore" : "eventarc";
}

/** The value of an event filter by its attribute. */
export function filterValue(blocks: readonly Value[], attribute: string): Value | undefined {
  const block = blocks.find((one) => textOf(valueAtPath(one, "attribute")) === attribute);
  return valueAtPath(block, "value");
}

/** The document pattern of a second-generation trigger: `orders/{id}`. */
function documentSetting(block: Value): ReadonlyMap<"path", RawSetting> {
  const filter = blocksAt(block, "event_filters").find((one) => textOf(valueAtPath(one, "attribute")) === "document");
  const value = valueAtPath(filter, "value");
  return filter === undefined || value === undefined ? new Map() : new Map([["path", { value, at: filter.at, nativeName: "document" }]]);
}

/** `projects/_/databases/(default)/documents/orders/{id}` → `orders/{id}`; nothing for other resources. */
function documentPath(value: Value): Value | undefined {
  if (value.kind !== "scalar") return value;
  const text = String(value.value ?? "");
  const start = text.indexOf("/documents/");
  return start === -1 ? undefined : { ...value, value: text.slice(start + "/documents/".length) };
}

function sourceOf(block: Value, { native, index }: Declaration): LinkEnd {
  const filters = blocksAt(block, "event_filters");
  const named =
    valueAtPath(block, "pubsub_topic") ?? filterValue(filters, "bucket") ?? valueAtPath(block, "resource") ?? filterValue(filters, "database");
  const types = ["google_pubsub_topic", "google_storage_bucket", "google_firestore_database"];
  return index.end(named ?? unknown("the source of the events is not declared here", block.at), native.scope, types);
}

function retryWord(value: Value): Value {
  if (value.kind !== "scalar") return value;
  return { ...value, value: value.value === true || value.value === "true" ? "RETRY_POLICY_RETRY" : "RETRY_POLICY_DO_NOT_RETRY" };
}
