import type { Snapshot } from "../change/snapshot.ts";
import type { Edit, Finding } from "../findings/finding.ts";
import { identityOf } from "../findings/identity.ts";
import type { Brief } from "../ports/reviewer.ts";
import type { ProvenClaim } from "./decode.ts";
import { settingKeyOf } from "./setting-key.ts";

/** Findings of proven claims, each once: of two with the same identity the surer stays. `repeated` counts the others. */
export function claimsToFindings(claims: readonly ProvenClaim[], change: Brief["change"]): { findings: readonly Finding[]; repeated: number } {
  const findings = new Map<string, Finding>();
  for (const claim of claims.toSorted((one, other) => other.confidence - one.confidence)) {
    const finding = findingOf(claim, change);
    if (!findings.has(finding.id)) findings.set(finding.id, finding);
  }
  return { findings: [...findings.values()], repeated: claims.length - findings.size };
}

/** Identity: the kind of claim, its resource or file, and the setting or call it is about. */
function findingOf(claim: ProvenClaim, change: Brief["change"]): Finding {
  const { location, title, what, why, fix, severity, confidence, category, topics, resource, side } = claim;
  const snapshot = side === "head" ? change.head : change.base;
  const range = offsetsOf(snapshot, location);
  return {
    id: identityOf(claim.kind, resource ?? location.path, settingKeyOf(claim.quote)),
    rule: null,
    source: "model",
    title,
    what,
    why,
    fix,
    severity,
    confidence,
    category,
    topics,
    resource,
    evidence: [{ location: range === null ? location : { ...location, start: range.start, end: range.end }, side, note: "" }],
    edit: claim.replacement === null || range === null ? null : editOf(claim, claim.replacement, range),
  };
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Where the lines begin and end in the file's own text, without the last line's end. */
function offsetsOf(snapshot: Snapshot, at: ProvenClaim["location"]): Range | null {
  const content = snapshot.read(at.path);
  if (content.state !== "text") return null;
  let start = 0;
  for (let line = 1; line < at.startLine; line++) start = content.text.indexOf("\n", start) + 1;
  let end = start - 1;
  for (let line = at.startLine; line <= at.endLine; line++) {
    const next = content.text.indexOf("\n", end + 1);
    end = next < 0 ? content.text.length : next;
  }
  if (content.text.charAt(end - 1) === "\r") end--;
  if (content.text.charAt(start) === "\uFEFF") start++;
  return { start, end, text: content.text.slice(start, end) };
}

/** The replacement in the file's own indentation and line ends; null where it changes nothing. */
function editOf(claim: ProvenClaim, replacement: string, range: Range): Edit | null {
  const lines = withoutFence(replacement).replaceAll("\r\n", "\n").replace(/\n$/, "").split("\n");
  const quoted = claim.quote.split("\n").find((line) => line.trim() !== "") ?? "";
  const [own, given] = [indentOf(range.text), indentOf(quoted)];
  const shifted = own === given || indentOf(lines[0] ?? "") !== given ? lines : lines.map((line) => reindent(line, given, own));
  const text = shifted.join(range.text.includes("\r\n") ? "\r\n" : "\n");
  return text === range.text ? null : { path: claim.location.path, start: range.start, end: range.end, replacement: text };
}

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

function reindent(line: string, given: string, own: string): string {
  return line.trim() === "" || !line.startsWith(given) ? line : own + line.slice(given.length);
}

/** Models put code in fences out of habit. */
function withoutFence(text: string): string {
  return /^```[^\n]*\n([\s\S]*?)\n?```\s*$/.exec(text)?.[1] ?? text;
}
