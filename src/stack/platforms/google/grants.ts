import type { NativeResource } from "../../native.ts";
import type { Statement } from "../../statement.ts";
import { type Value, itemsOf, textOf } from "../../value.ts";
import type { GoogleIndex } from "./google-index.ts";
import { propertyAt, valueAtPath } from "./property-path.ts";

/** A binding of a role: on a declared resource (`target`), or on a project or something else that is not declared here. */
export interface Grant {
  readonly binding: NativeResource;
  readonly target: NativeResource | undefined;
  /** The declared service accounts among the members. */
  readonly members: readonly NativeResource[];
  readonly statement: Statement;
}

const endings = ["_iam_member", "_iam_binding"];

/** Arguments that name what a role is granted on, and the types that they may mean. */
const targetArguments: readonly (readonly [string, readonly string[]])[] = [
  ["cloud_function", ["google_cloudfunctions_function", "google_cloudfunctions2_function"]],
  ["service", ["google_cloud_run_service", "google_cloud_run_v2_service", "google_cloudfunctions2_function"]],
  ["subscription", ["google_pubsub_subscription"]],
  ["topic", ["google_pubsub_topic"]],
  ["bucket", ["google_storage_bucket"]],
  ["secret_id", ["google_secret_manager_secret"]],
  ["service_account_id", ["google_service_account"]],
  ["crypto_key_id", ["google_kms_crypto_key"]],
  ["dataset_id", ["google_bigquery_dataset"]],
];

/** By the beginning of a binding's type, what its `name` means. */
const namedTargets: readonly (readonly [string, readonly string[]])[] = [
  [
    "google_cloud_run",
    ["google_cloud_run_service", "google_cloud_run_v2_service", "google_cloudfunctions2_function", "google_cloudfunctions_function"],
  ],
  ["google_cloud_tasks_queue", ["google_cloud_tasks_queue"]],
  ["google_workflows", ["google_workflows_workflow"]],
];

/** The grant that a binding makes; undefined for resources that are none. */
export function grantOf(native: NativeResource, index: GoogleIndex): Grant | undefined {
  if (!endings.some((ending) => native.type.endsWith(ending))) return undefined;
  const target = targetOf(native, index);
  const role = propertyAt(native.properties, "role");
  const text = textOf(role?.value);
  const members = [...itemsOf(valueAtPath(native.properties, "member")), ...itemsOf(valueAtPath(native.properties, "members"))];
  const accounts = members.flatMap((member) => index.find(member, native.scope, ["google_service_account"]) ?? []);
  const statement: Statement = {
    effect: "Allow",
    actions: role === undefined || text === undefined ? null : [{ text, at: role.at }],
    isNotAction: false,
    resources: target?.value === undefined ? [] : [target.value],
    isNotResource: false,
    principals: members.map((value) => ({ type: typeOf(value), value })),
    conditions: valueAtPath(native.properties, "condition") ?? null,
    at: native.at,
    origin: `${native.nativeType} ${native.name}`,
    declaredBy: native.name,
  };
  return { binding: native, target: target?.native, members: accounts, statement };
}

function targetOf(native: NativeResource, index: GoogleIndex): { readonly value: Value; readonly native: NativeResource | undefined } | undefined {
  const named = namedTargets.find(([prefix]) => native.type.startsWith(prefix));
  const candidates = [...targetArguments, ...(named === undefined ? [] : [["name", named[1]] as const])];
  for (const [argument, types] of candidates) {
    const value = valueAtPath(native.properties, argument);
    if (value !== undefined) return { value, native: index.find(value, native.scope, types) };
  }
  return undefined;
}

/** `serviceAccount`, `user`, `allUsers` …; `member` where the beginning is not known. */
function typeOf(member: Value): string {
  const text = textOf(member) ?? (member.kind === "joined" ? textOf(member.parts[0]) : undefined);
  if (member.kind === "reference") return "serviceAccount";
  if (text === undefined) return "member";
  return text.includes(":") ? text.slice(0, text.indexOf(":")) : text;
}
