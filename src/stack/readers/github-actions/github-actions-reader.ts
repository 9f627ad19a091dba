import type { Location } from "../../../change/location.ts";
import type { Snapshot } from "../../../change/snapshot.ts";
import { parseTemplateFile } from "../../../syntax/template-document.ts";
import type { NativeResource, Note, Reader, Reading } from "../../native.ts";
import { mapOf, scalar } from "../../value-builders.ts";
import { type MapEntry, type Value, entryOf, itemsOf, textOf, valueAt } from "../../value.ts";
import type { Platform } from "../../vocabulary.ts";

/** Actions that sign in to a cloud, and the inputs that tell whether they do so with a token of the job (OpenID Connect). */
const logins: ReadonlyMap<string, { readonly platform: Platform; readonly federated: string; readonly stored: readonly string[] }> = new Map([
  ["azure/login", { platform: "azure", federated: "client-id", stored: ["creds"] }],
  [
    "aws-actions/configure-aws-credentials",
    { platform: "aws", federated: "role-to-assume", stored: ["aws-access-key-id", "role-chaining", "web-identity-token-file"] },
  ],
  ["google-github-actions/auth", { platform: "google", federated: "workload_identity_provider", stored: ["credentials_json"] }],
]);

/** Sign-ins of GitHub Actions workflows, as `GitHubActions::CloudLogin`: which action, federated or not, and what the job may do. */
export const githubActionsReader: Reader = {
  format: "github-actions",
  claims: (path) => /^(.+\/)?\.github\/workflows\/[^/]+\.ya?ml$/.test(path),
  read,
};

function read(paths: readonly string[], snapshot: Snapshot): Reading {
  const resources: NativeResource[] = [];
  const notes: Note[] = [];
  const files: string[] = [];
  for (const path of paths) {
    const content = snapshot.read(path);
    if (content.state !== "text") continue;
    const { documents, notes: problems } = parseTemplateFile(path, content);
    notes.push(...problems);
    const found = documents[0] === undefined ? [] : loginsOf(path, documents[0]);
    if (found.length > 0) files.push(path);
    resources.push(...found);
  }
  return { resources, notes: notes.filter((note) => files.includes(note.path)), files };
}

function loginsOf(path: string, workflow: Value): NativeResource[] {
  const jobs = valueAt(workflow, "jobs");
  if (jobs?.kind !== "map") return [];
  return [...jobs.entries.values()].flatMap((job) =>
    itemsOf(valueAt(job.value, "steps")).flatMap((step, index) => {
      const uses = entryOf(step, "uses");
      const action = textOf(uses?.value)?.split("@")[0]?.toLowerCase();
      const login = action === undefined ? undefined : logins.get(action);
      return uses === undefined || action === undefined || login === undefined
        ? []
        : [loginOf({ path, workflow, job, step, uses, action, login, index })];
    }),
  );
}

interface Found {
  readonly path: string;
  readonly workflow: Value;
  readonly job: MapEntry;
  readonly step: Value;
  readonly uses: MapEntry;
  readonly action: string;
  readonly login: { readonly platform: Platform; readonly federated: string; readonly stored: readonly string[] };
  readonly index: number;
}

function loginOf({ path, workflow, job, step, uses, action, login, index }: Found): NativeResource {
  const inputs = valueAt(step, "with");
  const isFederated = entryOf(inputs, login.federated) !== undefined && !login.stored.some((name) => entryOf(inputs, name) !== undefined);
  const permission = idTokenPermission(workflow, job.value);
  const at: Location = uses.at;
  return {
    platform: login.platform,
    format: "github-actions",
    scope: path,
    address: `${job.name}.${action}.${index}`,
    name: `${job.name}: ${action}`,
    type: "GitHubActions::CloudLogin",
    nativeType: action,
    at,
    properties: mapOf(
      {
        Job: scalar(job.name, job.key),
        Action: scalar(action, uses.value.at),
        IsFederated: scalar(isFederated, at),
        IdToken: scalar(permission.value, permission.at ?? job.key),
        ...(permission.scopes && { Permissions: permission.scopes }),
      },
      at,
    ),
    attributes: new Map(),
    conditional: false,
    implicit: false,
  };
}

/**
 * What the job's token may do about `id-token`: "write", "none", or "inherited" for a workflow that others call and that sets nothing. Permissions of the job replace
 * those of the workflow whole; a scope that a `permissions` map leaves out is none, and so is id-token where nothing is set.
 * Source: https://docs.github.com/en/actions/reference/workflow-syntax-for-github-actions#permissions
 */
function idTokenPermission(
  workflow: Value,
  job: Value,
): { value: "write" | "none" | "inherited" | "unknown"; at: Location | undefined; scopes?: Value } {
  const entry = entryOf(job, "permissions") ?? entryOf(workflow, "permissions");
  if (entry === undefined) return { value: isCalled(workflow) ? "inherited" : "none", at: undefined };
  const text = textOf(entry.value);
  if (text !== undefined) return { value: text === "write-all" ? "write" : "none", at: entry.at };
  const scope = textOf(valueAt(entry.value, "id-token"));
  if (scope?.includes("${{") === true) return { value: "unknown", at: entry.at };
  return { value: scope === "write" ? "write" : "none", at: entry.at, scopes: entry.value };
}

function isCalled(workflow: Value): boolean {
  const on = valueAt(workflow, "on");
  return entryOf(on, "workflow_call") !== undefined || itemsOf(on).some((event) => textOf(event) === "workflow_call");
}
