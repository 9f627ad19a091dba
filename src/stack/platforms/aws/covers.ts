import { Resource } from "../../resource.ts";
import type { ReferenceValue, Value } from "../../value.ts";
import type { Answer } from "./answer.ts";
import { arnOf } from "./arn.ts";
import { globMatches, globsMeet } from "./glob.ts";
import { type Piece, keyOf, piecesOf } from "./pieces.ts";
import { arnOfResource, arnOfValue, hole, isSelf, ownArnOf, patternFor } from "./target-arn.ts";

/** What an action is done to: a resource of the stack, a value that means one of somewhere else, or null where nobody knows. */
export type ActionTarget = Resource | Value | null;

/** Whether a policy's resource element covers what an action needs of the target. */
export function covers(pattern: Value, action: string, target: ActionTarget): Answer {
  const pieces = piecesOf(pattern);
  const [first, ...rest] = pieces ?? [];
  if (pieces === undefined || first === undefined) return "unknown";
  if ("text" in first && /^\*+$/.test(first.text) && rest.length === 0) return "yes";
  if (target === null) return "unknown";
  const needed = target instanceof Resource ? arnOfResource(target, action) : arnOfValue(target);
  if ("hole" in first) return first.hole.kind === "reference" ? coversByReference({ first: first.hole, rest }, action, target) : "unknown";
  const arn = arnOf(pieces);
  if (arn === undefined) return first.text.startsWith("arn:") && first.text.includes("*") ? wholePattern(first.text, needed) : "unknown";
  if (needed === undefined || arn.service === undefined) return "unknown";
  if (!globMatches(arn.service, needed.service)) return "no";
  return compared(patternFor(arn.resource, target), needed);
}

/** `${Queue.Arn}`, `${Bucket.Arn}/*`: the reference stands for the whole ARN. */
function coversByReference(from: { first: ReferenceValue; rest: readonly Piece[] }, action: string, target: Resource | Value): Answer {
  if (!(target instanceof Resource)) return keyOf([{ hole: from.first }, ...from.rest], "") === keyOf(piecesOf(target) ?? [], "") ? "yes" : "unknown";
  if (!isSelf(from.first, target)) return mayNameAnother(action, target);
  const own = ownArnOf(target);
  const needed = arnOfResource(target, action);
  if (own === undefined || needed === undefined) return from.rest.length === 0 ? "yes" : "unknown";
  if (needed.service === "logs" || needed.service === "secretsmanager") return "yes";
  const suffix = from.first.attribute === "StreamArn" ? `/stream/${hole}` : patternFor(from.rest, target);
  return compared(`${own.resource}${suffix}`, needed);
}

/** A reference to something else: another declaration, unless it may be an alias of the function, which has the function's permissions. */
function mayNameAnother(action: string, target: Resource): Answer {
  return target.kind === "function" || action.toLowerCase().startsWith("lambda:") ? "unknown" : "no";
}

function compared(pattern: string, needed: { readonly resource: string; readonly alternatives: readonly string[] }): Answer {
  if (globMatches(pattern, needed.resource)) return "yes";
  if (needed.alternatives.some((alternative) => globMatches(pattern, alternative))) return "unknown";
  return [needed.resource, ...needed.alternatives].some((text) => mayMatch(pattern, text)) ? "unknown" : "no";
}

/** `arn:aws:sqs:*` and shorter: wildcards that stand for several fields. */
function wholePattern(pattern: string, needed: { readonly service: string; readonly resource: string } | undefined): Answer {
  if (needed === undefined) return "unknown";
  return globsMeet(pattern, `arn:*:${needed.service}:*:*:*`) ? (pattern.endsWith("*") ? "yes" : "unknown") : "no";
}

/** Whether what is not known yet may make the pattern match. A hole that both have is the same text on both sides. */
function mayMatch(pattern: string, text: string): boolean {
  const shared = new Set(holesOf(pattern)).intersection(new Set(holesOf(text)));
  const opened = (one: string) => one.replaceAll(holes, (found) => (shared.has(found) ? found : "*"));
  return (holesOf(pattern).length > 0 || holesOf(text).length > 0) && globsMeet(opened(pattern), opened(text));
}

const holes = /\u{E000}[^\u{E001}]*\u{E001}|\u{E100}+/gu;

function holesOf(text: string): readonly string[] {
  return text.match(holes) ?? [];
}
