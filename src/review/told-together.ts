import type { PlacedFinding } from "../findings/finding.ts";

/** Texts and names that one comment tells; more are counted. */
const mostTold = 10;

/** What findings that are told together say, each in a line of its own behind a heading; nothing for none. */
export function listed(heading: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const more = lines.length > mostTold ? [`${lines.length - mostTold} more`] : [];
  return `\n\n${heading}:\n\n${[...lines.slice(0, mostTold), ...more.map((text) => `and ${text}`)].map((line) => `- ${line}`).join("\n")}`;
}

/** What a finding says itself, without what is told with it. */
export function ownWords({ what }: PlacedFinding): string {
  return what.split("\n\n", 1)[0] ?? "";
}

/** "1 more place", "3 more places" */
export function morePlaces(count: number): string {
  return count === 1 ? "1 more place" : `${count} more places`;
}

/** The name in a resource's id, with the scope that tells it from others, fit to stand in code marks. */
export function nameInId(id: string): string {
  return (id.split(":").at(-1) ?? id).replaceAll(/[`\r\n]/g, "");
}
