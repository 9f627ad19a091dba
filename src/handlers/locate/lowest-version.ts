/** Major and minor of a version. */
export type Version = readonly [major: number, minor: number];

/** Which of two versions is newer: positive where the first is. */
export function compareVersions(one: Version, other: Version): number {
  return one[0] - other[0] || one[1] - other[1];
}

/**
 * The lowest version that a range allows, as npm, pip and Poetry write ranges (`>=22`, `^3.13`, `>=3.12,<4`, `20.x || >=22`); null where it has no lower
 * bound or is none of these.
 */
export function lowestVersion(range: string): Version | null {
  const alternatives = range.split("||").map(lowestOfAll);
  const [first = null, ...others] = alternatives;
  return others.reduce((lowest, other) => (lowest === null || other === null ? null : compareVersions(lowest, other) < 0 ? lowest : other), first);
}

/** Comparators that must all hold: the highest lower bound counts. */
function lowestOfAll(range: string): Version | null {
  const [written = ""] = range.split(" - ");
  const comparators = written
    .replaceAll(/([<>=~^!])\s+/gu, "$1")
    .split(/[\s,]+/u)
    .filter((part) => part !== "");
  const bounds = comparators.flatMap((comparator) => lowerBound(comparator) ?? []);
  return bounds.toSorted(compareVersions).at(-1) ?? null;
}

function lowerBound(comparator: string): readonly [Version] | null {
  const match = /^(>=|>|\^|~=|~|={1,3})?v?(\d{1,4})(?:\.(\d{1,4}|[xX*]))?(?:\.[\w*]+)*$/u.exec(comparator);
  if (match === null) return null;
  const minor = Number(match[3]);
  return [[Number(match[2]), Number.isInteger(minor) ? minor : 0]];
}
