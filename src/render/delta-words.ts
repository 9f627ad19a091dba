import type { Link, LinkEnd } from "../stack/link.ts";
import type { Resource } from "../stack/resource.ts";
import type { ResourceKind } from "../stack/vocabulary.ts";
import { codeSpan } from "./markdown-escape.ts";
import { displayKind, displayName } from "./display-name.ts";

/** Kinds that support others: they are counted, not named. */
export const supporting: ReadonlySet<ResourceKind> = new Set([
  "role",
  "log-group",
  "version",
  "alias",
  "layer",
  "stage",
  "deployment",
  "security-group",
  "subnet",
  "route-table",
  "scaling-target",
  "service-account",
  "plan",
  "route",
  "domain",
  "service",
  "other",
]);

export function plural(words: string): string {
  return /[^aeiou]y$/.test(words) ? `${words.slice(0, -1)}ies` : words.endsWith("s") ? `${words}es` : `${words}s`;
}

export function kindWords(kind: ResourceKind | "parameter"): string {
  if (kind === "other") return "resource";
  return kind === "api" ? "API" : kind.replaceAll("-", " ");
}

/** What a resource is called by its kind. */
export function wordsOf(resource: Resource): string {
  return kindWords(displayKind(resource));
}

export function nameOf(resource: Resource): string {
  return codeSpan(displayName(resource).slice(0, 80));
}

export function kindAndName(resource: Resource): string {
  return `${wordsOf(resource)} ${nameOf(resource)}`;
}

/** Names of what carries the system are known to its people; those of roles and the like need their kind. */
export function nameWithKind(resource: Resource): string {
  return supporting.has(resource.kind) ? kindAndName(resource) : nameOf(resource);
}

export function endName(end: LinkEnd): string {
  return end.resource === null ? "something outside the repository" : nameOf(end.resource);
}

export function endWords(end: LinkEnd): string {
  return end.resource === null ? "something outside the repository" : kindAndName(end.resource);
}

export function linkWords(link: Link): string {
  return link.kind === "triggers"
    ? `the trigger from ${endName(link.from)} to ${endName(link.to)}`
    : `the link from ${endName(link.from)} to ${endName(link.to)}`;
}
