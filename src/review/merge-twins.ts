import type { PlacedFinding } from "../findings/finding.ts";

/** Other resources that are named one by one; more are counted. */
const mostNamed = 4;

/**
 * Findings of one rule that stand on the same lines (instances of one block, functions of one default) become one that names the others: a reader wants to be told
 * once. The first keeps its identity.
 */
export function mergeTwins(findings: readonly PlacedFinding[]): PlacedFinding[] {
  const groups = Map.groupBy(findings, ({ rule, placement }) =>
    [rule, placement.path, placement.startLine, placement.endLine, placement.side].join("\u0000"),
  );
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const isTwin = (one: PlacedFinding) => one.resource === first.resource || saying(one) === saying(first);
    return [withOthers(first, others.filter(isTwin)), ...mergeTwins(others.filter((one) => !isTwin(one)))];
  });
}

/** What is said, whatever the names: of others that run another version or wait for another time, the same does not hold. */
function saying({ what }: PlacedFinding): string {
  return what.replaceAll(/`[^`]*`/g, "``");
}

function withOthers(first: PlacedFinding, others: readonly PlacedFinding[]): PlacedFinding {
  const names = [...new Set(others.flatMap(({ resource }) => (resource === null || resource === first.resource ? [] : [nameOf(resource)])))];
  if (names.length === 0) return first;
  const named = names.slice(0, mostNamed).map((name) => `\`${name}\``);
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "";
  return { ...first, what: `${first.what} The same holds for ${named.join(", ")}${more}.` };
}

/** The last part of a resource's id. */
function nameOf(id: string): string {
  return (id.split(":").at(-1) ?? id).replaceAll(/[`\r\n]/g, "");
}
