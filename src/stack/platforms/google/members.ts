import type { Resource } from "../../resource.ts";
import type { Stack } from "../../stack.ts";
import type { Statement } from "../../statement.ts";
import { type ReferenceValue, type Value, textOf } from "../../value.ts";

/** The declared service account that a value names: its email, its member string, or a reference to it from this scope. */
export function serviceAccountOf(value: Value | undefined, scope: string, stack: Stack): Resource | undefined {
  return value === undefined
    ? undefined
    : stack.resourcesOf("service-account", "google").find((account) => namesAccount(value, account, scope) === "yes");
}

/** Whether a value means a service account. */
export function namesAccount(value: Value, account: Resource, scope: string): "yes" | "no" | "unknown" {
  const references = referencesIn(value);
  if (references.some((one) => one.address === account.address && (one.scope ?? scope) === account.scope)) return "yes";
  const text = textOf(value) ?? (value.kind === "joined" ? value.parts.map((part) => textOf(part) ?? "*").join("") : undefined);
  const id = account.string("accountId");
  if (text !== undefined && id.known && text.slice(text.indexOf(":") + 1).startsWith(`${id.value}@`)) return "yes";
  if (references.length > 0 || (text !== undefined && !text.includes("*"))) return "no";
  // `serviceAccount:${…}@…`: another kind of member at least is told by its beginning.
  return text !== undefined && /^(?:user|group|domain|allUsers|allAuthenticatedUsers)\b/u.test(text) ? "no" : "unknown";
}

const everyone = new Set(["allUsers", "allAuthenticatedUsers"]);

/** `allUsers` or `allAuthenticatedUsers` among the members of a grant, where one is. */
export function everyoneIn(statement: Statement): "allUsers" | "allAuthenticatedUsers" | undefined {
  const found = statement.principals.map(({ value }) => textOf(value)).find((text) => text !== undefined && everyone.has(text));
  return found === "allUsers" || found === "allAuthenticatedUsers" ? found : undefined;
}

function referencesIn(value: Value): readonly ReferenceValue[] {
  if (value.kind === "reference") return [value];
  return value.kind === "joined" ? value.parts.flatMap((part) => (part.kind === "reference" ? [part] : [])) : [];
}
