import type { Location } from "../change/location.ts";
import type { Finding } from "../findings/finding.ts";
import type { Delta, SettingChange } from "../stack/delta.ts";
import type { Link, LinkEnd } from "../stack/link.ts";
import type { Resource } from "../stack/resource.ts";
import type { Stack } from "../stack/stack.ts";
import type { Statement } from "../stack/statement.ts";
import { describeInvocation, describeLoss, describePermission, describeRename } from "./describe-consequences.ts";
import { describeValue } from "./describe-value.ts";

const mostSettings = 40;
const mostStatements = 20;

/** What the change does to the system, one line a fact. Names and values are the repository's: the text is data. */
export function describeDelta(delta: Delta, base: Stack, head: Stack): string {
  const parts: [string, string[]][] = [
    ["Resources that the change adds", delta.addedResources.flatMap((one) => describeResource(one, head))],
    ["Resources that the change removes (as they are at base)", delta.removedResources.flatMap((one) => describeResource(one, base))],
    [
      "Resources that the change alters (base -> head)",
      delta.changedResources.flatMap((change) => [
        `~ ${headline(change.after)}`,
        ...changesOf(change.settings),
        ...(change.replacedBecauseOf.length > 0 ? [`    replaced by a new resource because of: ${change.replacedBecauseOf.join(", ")}`] : []),
        ...settingsOf(change.after),
        ...statementsOf(change.after),
      ]),
    ],
    ["Links that the change adds", delta.addedLinks.map((link) => `+ ${describeLink(link)}`)],
    ["Links that the change removes", delta.removedLinks.map((link) => `- ${describeLink(link)}`)],
    [
      "Links that the change alters (base -> head)",
      delta.changedLinks.flatMap((change) => [`~ ${describeLink(change.after)}`, ...changesOf(change.settings)]),
    ],
    ["Resources that the change renames (also listed as removed and added)", delta.renamedResources.map(describeRename)],
    ["What replacements lose", delta.losses.map(describeLoss)],
    ["Ways of invoking functions that the change adds", delta.gainedInvocations.slice(0, mostSettings).map((one) => `+ ${describeInvocation(one)}`)],
    ["Ways of invoking functions that the change removes", delta.lostInvocations.slice(0, mostSettings).map((one) => `- ${describeInvocation(one)}`)],
    ["Permissions that the change adds", delta.gainedPermissions.slice(0, mostSettings).map((one) => `+ ${describePermission(one)}`)],
    ["Permissions that the change removes", delta.lostPermissions.slice(0, mostSettings).map((one) => `- ${describePermission(one)}`)],
    ["Functions whose code changed", delta.functionsWithChangedCode.flatMap((one) => describeWithCode(one, head))],
    ["What stands around them, unchanged", aroundDelta(delta, head)],
  ];
  const told = parts.filter(([, lines]) => lines.length > 0).map(([title, lines]) => `${title}:\n${lines.join("\n")}`);
  return told.length === 0 ? "Nothing of the resources, links and functions that could be read differs." : told.join("\n\n");
}

/** One resource with its settings, statements and links. */
export function describeResource(resource: Resource, stack: Stack): string[] {
  const links = [...stack.linksTo(resource), ...stack.linksFrom(resource)].slice(0, mostSettings);
  return [`  ${headline(resource)}`, ...settingsOf(resource), ...statementsOf(resource), ...links.map((link) => `    link ${describeLink(link)}`)];
}

/** The rules' findings, so that they are not found again. */
export function describeFindings(findings: readonly Finding[]): string {
  return findings
    .map(({ rule, severity, title, what, resource, evidence }) => {
      const first = evidence[0];
      return `- ${rule ?? "rule"} (${severity}) ${resource ?? ""} ${first ? placeOf(first.location) : ""}: ${title}. ${what}`;
    })
    .join("\n");
}

function describeWithCode(resource: Resource, head: Stack): string[] {
  const handler = head.handlerOf(resource);
  const files = handler?.state === "found" ? handler.files.slice(0, 10).join(", ") : "";
  const role = head.roleOf(resource);
  return [...describeResource(resource, head), `    code in ${files}`, ...(role ? [`    runs as ${role.id}`, ...statementsOf(role)] : [])];
}

/** Neighbours of what changed: the model must not guess their settings. */
function aroundDelta(delta: Delta, head: Stack): string[] {
  const changed = new Set([...delta.addedResources, ...delta.changedResources.map((change) => change.after), ...delta.functionsWithChangedCode]);
  const linked = [...delta.addedLinks, ...delta.changedLinks.map((change) => change.after)].flatMap((link) => [link.from.resource, link.to.resource]);
  const next = [...changed].flatMap((one) =>
    [...head.linksTo(one), ...head.linksFrom(one)].flatMap((link) => [link.from.resource, link.to.resource]),
  );
  const around = new Set([...linked, ...next].flatMap((resource) => (resource && !changed.has(resource) ? [resource] : [])));
  return [...around].slice(0, 60).flatMap((resource) => describeResource(resource, head));
}

function headline(resource: Resource): string {
  const attributes = [...resource.attributes].map(([name, value]) => `${name}=${value}`).join(" ");
  const about = [
    resource.nativeType,
    resource.format,
    ...(resource.conditional ? ["conditional"] : []),
    ...(attributes === "" ? [] : [attributes]),
  ].join(", ");
  return `${resource.id} (${about}) at ${placeOf(resource.at)}`;
}

function settingsOf(resource: Resource): string[] {
  const holder: { value(name: string): ReturnType<Resource["value"]> } = resource;
  return resource.settingNames.slice(0, mostSettings).map((name) => `    ${name} = ${describeValue(holder.value(name), 600)}`);
}

/** Common settings first; a native property that says the same again is left out. */
function changesOf(changes: readonly SettingChange[]): string[] {
  const lines = new Map<string, string>();
  for (const change of [...changes.filter((one) => one.common), ...changes.filter((one) => !one.common)]) {
    const difference = `${describeValue(change.before, 400)} -> ${describeValue(change.after, 400)}`;
    if (!lines.has(difference)) lines.set(difference, `    ${change.name}: ${difference}`);
  }
  return [...lines.values()].slice(0, mostSettings);
}

function statementsOf(resource: Resource): string[] {
  return resource.statements.slice(0, mostStatements).map((statement) => `    ${describeStatement(statement)}`);
}

function describeStatement(statement: Statement): string {
  const actions =
    statement.actions === null
      ? "unknown actions"
      : statement.actions
          .map((action) => action.text)
          .slice(0, 20)
          .join(", ");
  const resources = statement.resources
    .slice(0, 10)
    .map((value) => describeValue(value, 120))
    .join(", ");
  const principals = statement.principals
    .slice(0, 10)
    .map((one) => `${one.type} ${describeValue(one.value, 120)}`)
    .join(", ");
  return [
    `${statement.effect} ${statement.isNotAction ? "all but " : ""}${actions}`,
    resources === "" ? "" : ` on ${statement.isNotResource ? "all but " : ""}${resources}`,
    principals === "" ? "" : ` to ${principals}`,
    statement.conditions === null ? "" : ` if ${describeValue(statement.conditions, 200)}`,
    ` (${statement.origin})`,
  ].join("");
}

function describeLink(link: Link): string {
  const holder: { value(name: string): ReturnType<Link["value"]> } = link;
  const settings = link.settingNames
    .slice(0, mostSettings)
    .map((name) => `${name}=${describeValue(holder.value(name), 120)}`)
    .join(", ");
  return `${link.kind}: ${endOf(link.from)} -> ${endOf(link.to)}${settings === "" ? "" : ` {${settings}}`} at ${placeOf(link.at)}`;
}

function endOf(end: LinkEnd): string {
  return end.resource?.id ?? (end.value === undefined ? "outside" : `outside ${describeValue(end.value, 120)}`);
}

function placeOf(location: Location): string {
  return `${location.path}:${location.startLine}`;
}
