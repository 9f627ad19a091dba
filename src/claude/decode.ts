import type { Location } from "../change/location.ts";
import type { Persona } from "../persona/persona.ts";
import { violatesPractices } from "../persona/violates-practices.ts";
import type { Brief, Claim } from "../ports/reviewer.ts";
import { type QuotePlace, findQuote } from "./find-quote.ts";
import { findResource } from "./find-resource.ts";
import type { GatheredFile } from "./gather.ts";
import { redactionMark } from "./redact.ts";
import { cutAtWord, sanitizeLine, sanitizeMarkdown } from "./sanitize.ts";
import { claimSchema } from "./schema.ts";

/** A claim whose quote, file and resource exist, with texts that may be shown. */
export interface ProvenClaim extends Claim {
  /** Path on the claim's side, and lines; offsets are not known yet. */
  readonly location: Location;
  readonly whole: boolean;
}

/** What the claims are held against. */
export interface Proof {
  readonly brief: Brief;
  readonly persona: Pick<Persona, "topics">;
  readonly files: readonly GatheredFile[];
}

export interface Decoded {
  readonly claims: readonly ProvenClaim[];
  /** How many claims were refused, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
}

/** An honest answer is far shorter; the rest of a longer one is not read. */
const mostClaims = 25;
const longest = { title: 120, what: 900, why: 900, fix: 1_400, replacement: 4_000 } as const;

/** Reads the claims of an answer one by one; what cannot be proven is dropped and counted. */
export function decodeClaims(claims: readonly unknown[], proof: Proof): Decoded {
  const proven: ProvenClaim[] = [];
  const dropped = new Map<string, number>();
  const drop = (reason: string, count = 1) => dropped.set(reason, (dropped.get(reason) ?? 0) + count);
  if (claims.length > mostClaims) drop("too many claims", claims.length - mostClaims);
  for (const raw of claims.slice(0, mostClaims)) {
    const result = prove(raw, proof);
    if (typeof result === "string") drop(result);
    else proven.push(result);
  }
  return { claims: proven, dropped: Object.fromEntries(dropped) };
}

/** The proven claim, or why it is refused. */
function prove(raw: unknown, proof: Proof): ProvenClaim | string {
  const parsed = claimSchema.safeParse(raw);
  if (!parsed.success) return "not in the required form";
  const claim = parsed.data;
  const file = fileOf(claim, proof);
  if (file === undefined) return "unknown file";
  const place = placeOf(claim, file, proof);
  if (place === null) return "quote not found";
  const resource = findResource(claim.resource, { brief: proof.brief, side: claim.side, text: file.lines[claim.side].join("\n") });
  if (resource === "invented") return "unknown resource";
  const texts = textsOf(claim);
  if (texts.title === "" || texts.what === "" || texts.why === "" || texts.fix === "") return "empty text";
  if (violatesPractices(`${texts.title}\n${texts.what}\n${texts.why}\n${texts.fix}`) !== null) return "wording that the practices forbid";
  const path = claim.side === "head" ? file.path : (file.changed?.previousPath ?? file.path);
  const location = { path, startLine: place.startLine, endLine: place.endLine };
  if (repeatsRule(location, resource, claim, proof)) return "a rule has found it";
  return {
    ...claim,
    ...texts,
    resource,
    topics: [...new Set(claim.topics)].filter((id) => proof.persona.topics.has(id)).slice(0, 3),
    replacement: usableReplacement(claim, place),
    location,
    whole: place.whole,
  };
}

function fileOf(claim: Claim, { files }: Proof): GatheredFile | undefined {
  const path = claim.path.trim().replace(/^\.\//, "");
  const named = files.find((file) => file.path === path) ?? files.find((file) => file.changed?.previousPath === path);
  return named !== undefined && named.lines[claim.side].length > 0 ? named : undefined;
}

/** The quote's place; where it stands more than once, changed lines win, then lines of a hunk, then lines of the named resource. */
function placeOf(claim: Claim, file: GatheredFile, { brief }: Proof): QuotePlace | null {
  const stack = claim.side === "head" ? brief.head : brief.base;
  const block = claim.resource === null ? undefined : stack.find(claim.resource)?.at;
  const lines = (file.changed?.hunks ?? []).flatMap((hunk) => hunk.lines);
  const numbered = lines.map((line) => ({ number: claim.side === "head" ? line.headLine : line.baseLine, isChanged: line.kind !== "context" }));
  return findQuote(file.lines[claim.side], claim.quote, (startLine, endLine) => {
    const within = numbered.filter(({ number }) => number !== null && number >= startLine && number <= endLine);
    const inBlock = block !== undefined && block.path === file.path && startLine >= block.startLine && endLine <= block.endLine;
    return (within.some(({ isChanged }) => isChanged) ? 4 : 0) + (within.length > 0 ? 2 : 0) + (inBlock ? 1 : 0);
  });
}

function textsOf(claim: Claim): Pick<Claim, "title" | "what" | "why" | "fix"> {
  return {
    title: cutAtWord(sanitizeLine(claim.title).replace(/\.$/, ""), longest.title),
    what: cutAtWord(sanitizeMarkdown(claim.what), longest.what),
    why: cutAtWord(sanitizeMarkdown(claim.why), longest.why),
    fix: cutAtWord(sanitizeMarkdown(claim.fix), longest.fix),
  };
}

/** The same place and the same subject: another name for what a rule has said. */
function repeatsRule(location: Location, resource: string | null, claim: Claim, { brief }: Proof): boolean {
  return brief.found.some((finding) => {
    const meets = finding.evidence.some(
      ({ location: at, side }) =>
        side === claim.side &&
        at.path === location.path &&
        at.startLine <= location.endLine &&
        location.startLine <= Math.min(at.endLine, at.startLine + 3),
    );
    const sameSubject = (resource !== null && finding.resource === resource) || finding.topics.some((topic) => claim.topics.includes(topic));
    return meets && sameSubject && finding.category === claim.category;
  });
}

/** A replacement is kept only where it replaces whole lines of the head and brings no marker or invisible character into the file. */
function usableReplacement(claim: Claim, place: QuotePlace): string | null {
  const { replacement, quote } = claim;
  if (replacement === null || claim.side !== "head" || !place.whole) return null;
  if (replacement.length > longest.replacement || `${replacement}${quote}`.includes(redactionMark)) return null;
  // Cut lines and characters that were written out are not the file's own text.
  if (quote.includes("… (cut)") || quote.includes("\\u{")) return null;
  return /[^\P{C}\n\t\r]/u.test(replacement) ? null : replacement;
}
