import type { Change } from "../change/change.ts";
import { withText } from "../change/overlay.ts";
import type { Edit, PlacedFinding } from "../findings/finding.ts";
import { applyEdit } from "../findings/suggestion.ts";
import type { Rule } from "../rules/rule.ts";
import type { StackTools } from "../stack/build-stack.ts";
import type { Note } from "../stack/native.ts";
import type { Stack } from "../stack/stack.ts";
import { countErrors } from "../syntax/count-errors.ts";
import { place } from "./decide.ts";
import { identitiesAtHead } from "./inspect.ts";
import { type Understanding, understandHead } from "./understand.ts";

/** What edits are tried on. */
export interface EditContext {
  readonly change: Change;
  readonly understanding: Understanding;
  readonly rules: readonly Rule[];
  readonly tools: StackTools;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** Findings of which every suggestion was tried, and how many suggestions were dropped, by reason. */
export interface CheckedEdits {
  readonly findings: readonly PlacedFinding[];
  readonly dropped: Readonly<Record<string, number>>;
}

/** More suggestions than this are not tried, and so not offered: each costs another reading of the head. */
const mostTried = 30;

/**
 * Tries each suggestion on the head's text: it stays only where the file still parses, the finding is gone and no other one appears. A finding whose suggestion
 * is dropped goes back to the place of its evidence.
 * @throws whatever `signal` aborts with.
 */
export async function checkEdits(findings: readonly PlacedFinding[], context: EditContext): Promise<CheckedEdits> {
  const before = onFirstUse(() => identitiesOf(context.rules, context.change, context.understanding, context.now));
  const dropped = new Map<string, number>();
  const checked: PlacedFinding[] = [];
  let tried = 0;
  for (const finding of findings) {
    if (finding.suggestion === null || finding.edit === null) {
      checked.push(finding);
      continue;
    }
    context.signal.throwIfAborted();
    tried += 1;
    const refusal = tried > mostTried ? "not tried" : await refusalOf(finding, finding.edit, { ...context, before });
    if (refusal !== null) dropped.set(refusal, (dropped.get(refusal) ?? 0) + 1);
    checked.push(refusal === null ? finding : withoutSuggestion(finding, context.change));
  }
  return { findings: checked, dropped: Object.fromEntries(dropped) };
}

/** Why an edit is not offered; null for one that cures its finding. The model's findings cannot be computed again: their edits must only do no harm. */
async function refusalOf(
  finding: PlacedFinding,
  edit: Edit,
  context: EditContext & { readonly before: () => ReadonlySet<string> },
): Promise<string | null> {
  const { change, understanding, rules, tools, now } = context;
  const content = change.head.read(edit.path);
  if (content.state !== "text") return "the file is not at hand";
  const text = applyEdit(content.text, edit);
  if (countErrors(edit.path, text) > countErrors(edit.path, content.text)) return "the file would not parse";
  const edited: Change = { ...change, head: withText(change.head, edit.path, text) };
  const after = await understandHead(edited, understanding, tools);
  if (hasNewNotes(understanding.head, after.head)) return "the file would not be understood";
  const [known, found] = [context.before(), identitiesOf(rules, edited, after, now)];
  if (finding.rule !== null && found.has(finding.id)) return "it would not cure the finding";
  return [...found].every((id) => known.has(id)) ? null : "it would cause another finding";
}

function identitiesOf(rules: readonly Rule[], change: Change, understanding: Understanding, now: Date): ReadonlySet<string> {
  return new Set(
    rules.flatMap((rule) => {
      try {
        return identitiesAtHead(rule, change, understanding, now);
      } catch {
        // A rule that fails is told by inspect, once.
        return [];
      }
    }),
  );
}

function hasNewNotes(before: Stack, after: Stack): boolean {
  const known = new Set(before.notes.map(keyOf));
  return after.notes.some((note) => !known.has(keyOf(note)));
}

/** Lines move with an edit. */
function keyOf(note: Note): string {
  return `${note.path}\u0000${note.message}`;
}

function withoutSuggestion(finding: PlacedFinding, change: Change): PlacedFinding {
  const placed = place({ ...finding, edit: null }, change);
  return { ...placed, placement: { ...placed.placement, inline: placed.placement.inline && finding.placement.inline } };
}

function onFirstUse<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
