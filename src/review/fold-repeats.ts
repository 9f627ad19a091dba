import { type PlacedFinding, isAtLeast } from "../findings/finding.ts";
import { listed, morePlaces, nameInId, ownWords } from "./told-together.ts";

/** A rule that speaks more often than this in one review is told this often; its last finding names the other places. */
const mostOfOneRule = 3;
/** The same with one and the same cure is told once from here on. */
const mostOfOneCure = 2;
const mostNamed = 10;

/**
 * What one rule says many times is told a few times: a reader who has understood it needs the list of places, not twenty comments. The findings that a hunk can show come
 * first. What the model says is never taken together.
 */
export function foldRepeats(findings: readonly PlacedFinding[]): PlacedFinding[] {
  const offered = new Set(findings.flatMap((finding) => (finding.edit === null ? [] : [cureOf(finding)])));
  const told = groupsOf(findings, (finding) =>
    offered.has(cureOf(finding)) || isAtLeast(finding.severity, "high") ? cureOf(finding) : consequenceOf(finding),
  ).flatMap((group) => (group.length <= mostOfOneCure ? group : folded(group, 1)));
  return groupsOf(told, ruleOf).flatMap((group) => (group.length <= mostOfOneRule + 1 ? group : folded(group, mostOfOneRule)));
}

function ruleOf({ rule, id, severity }: PlacedFinding): string {
  return `${rule ?? id}\u0000${severity}`;
}

/** What makes two findings of a rule one to a reader: the same cure. */
function cureOf(finding: PlacedFinding): string {
  return `${ruleOf(finding)}\u0000fix ${finding.fix}`;
}

/** Where there is nothing to commit and little haste, the same consequence is enough. */
function consequenceOf(finding: PlacedFinding): string {
  return `${ruleOf(finding)}\u0000why ${finding.why}`;
}

function groupsOf(findings: readonly PlacedFinding[], keyOf: (finding: PlacedFinding) => string): PlacedFinding[][] {
  return [...Map.groupBy(findings, keyOf).values()];
}

function folded(group: readonly PlacedFinding[], toldCount: number): PlacedFinding[] {
  const ordered = group.toSorted((one, other) => Number(other.placement.inline) - Number(one.placement.inline));
  const kept = ordered.slice(0, toldCount);
  const others = ordered.slice(toldCount);
  const last = kept.at(-1);
  return last === undefined ? kept : [...kept.slice(0, -1), { ...last, what: `${last.what}${elsewhere(others, last)}` }];
}

/** Where the others stand, and what is there where it is not the same. */
function elsewhere(others: readonly PlacedFinding[], last: PlacedFinding): string {
  const isSame = (one: PlacedFinding) => withoutName(one) === withoutName(last);
  return `${sameElsewhere(others.filter(isSame))}${otherwiseElsewhere(others.filter((one) => !isSame(one)))}`;
}

function sameElsewhere(others: readonly PlacedFinding[]): string {
  if (others.length === 0) return "";
  const places = others.slice(0, mostNamed).map(({ resource, placement }) => `${nameOf(resource, placement.path)}${placeOf(placement)}`);
  const more = others.length > mostNamed ? ` and ${others.length - mostNamed} more` : "";
  return ` The same stands at ${morePlaces(others.length)}: ${places.join(", ")}${more}.`;
}

function otherwiseElsewhere(others: readonly PlacedFinding[]): string {
  const lines = others.map((one) => `${placeOf(one.placement)}: ${ownWords(one)}`);
  return listed(`The same is wrong at ${morePlaces(others.length)}`, lines);
}

function placeOf({ path, startLine }: PlacedFinding["placement"]): string {
  return `\`${path}:${startLine}\``;
}

/** What is there, whichever resource it is about. */
function withoutName({ what, resource }: PlacedFinding): string {
  const name = resource === null ? "" : nameInId(resource);
  const own = name.split("/").at(-1) ?? "";
  return [name, own].reduce((text, one) => (one === "" ? text : text.replaceAll(one, "")), what);
}

/** The name without the folder or file that the place names anyway. */
function nameOf(resource: string | null, path: string): string {
  if (resource === null) return "";
  const name = nameInId(resource);
  const steps = path.split("/");
  const ancestors = steps.map((_, index) => `${steps.slice(0, steps.length - index).join("/")}/`);
  const said = ancestors.find((one) => name.startsWith(one)) ?? "";
  return `\`${name.slice(said.length)}\` at `;
}
