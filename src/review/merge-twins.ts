import type { PlacedFinding } from "../findings/finding.ts";
import { listed, morePlaces, nameInId, ownWords } from "./told-together.ts";

/** Other resources that are named one by one; more are counted. */
const mostNamed = 4;

/**
 * Findings of one rule that stand on the same lines, or that the same lines show (instances of one block, functions of one default, workflows of one definition),
 * become one that names the others: a reader wants to be told once. The first keeps its identity.
 */
export function mergeTwins(findings: readonly PlacedFinding[]): PlacedFinding[] {
  const ofPlace = merged(findings, ({ rule, placement }) =>
    [rule, placement.path, placement.startLine, placement.endLine, placement.side].join("\u0000"),
  );
  return merged(ofPlace, shownBy);
}

/** Of each group, the one with something to commit is kept. */
function merged(findings: readonly PlacedFinding[], keyOf: (finding: PlacedFinding) => string): PlacedFinding[] {
  return [...Map.groupBy(findings, keyOf).values()].flatMap((group) => {
    const [first, ...others] = group.toSorted((one, other) => Number(one.suggestion === null) - Number(other.suggestion === null));
    if (first === undefined) return [];
    const isTwin = (one: PlacedFinding) => one.resource === first.resource || saying(one) === saying(first);
    return [
      withOthers(first, others.filter(isTwin)),
      ...merged(
        others.filter((one) => !isTwin(one)),
        keyOf,
      ),
    ];
  });
}

/** Where a rule shows what it says, and what cures it: with both the same, it is one fault. What the model says is never taken together. */
function shownBy({ rule, id, fix, placement, evidence: [first] }: PlacedFinding): string {
  if (rule === null || first === undefined) return id;
  const { path, startLine, endLine } = first.location;
  return [rule, placement.path, path, startLine, endLine, first.side, fix].join("\u0000");
}

/** What is said, whatever the names: of others that run another version or wait for another time, the same does not hold. */
function saying({ what }: PlacedFinding): string {
  return what.replaceAll(/`[^`]*`/g, "``");
}

function withOthers(first: PlacedFinding, others: readonly PlacedFinding[]): PlacedFinding {
  const ids = [...new Set(others.flatMap(({ resource }) => (resource === null || resource === first.resource ? [] : [resource])))];
  // A module that is used several times declares the same name in each place.
  const uses = ids.filter((id) => ownName(id) === ownName(first.resource ?? "")).length;
  const names = [...new Set(ids.filter((id) => ownName(id) !== ownName(first.resource ?? "")).map(nameInId))];
  const named = names.slice(0, mostNamed).map((name) => `\`${name}\``);
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "";
  const same = names.length === 0 ? "" : ` The same holds for ${named.join(", ")}${more}.`;
  const elsewhere = uses === 0 ? "" : ` The same holds wherever it is used: at ${morePlaces(uses)}.`;
  return { ...first, what: `${first.what}${same}${elsewhere}${besides(first, others)}` };
}

/** What else is wrong with the same resource at the same place: another variable that is missing, another call that is not allowed. */
function besides(first: PlacedFinding, others: readonly PlacedFinding[]): string {
  const texts = [...new Set(others.flatMap((one) => (one.resource === first.resource && one.what !== first.what ? [ownWords(one)] : [])))];
  return listed("The same is wrong here, too", texts);
}

/** The name without the place that declares it. Slashes of a route are its own. */
function ownName(id: string): string {
  return id.includes(":route:") ? id : (nameInId(id).split("/").at(-1) ?? id);
}
