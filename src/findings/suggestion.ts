import type { Change } from "../change/change.ts";
import type { Edit, Placement, Suggestion } from "./finding.ts";
import { standsInOneHunk } from "./placement.ts";

/** A placed suggestion: the comment moves to exactly the lines that the suggestion replaces. */
export interface PlacedSuggestion {
  readonly placement: Placement;
  readonly suggestion: Suggestion;
}

/**
 * Turns an edit into a committable suggestion, where every line that it touches lies in one hunk of the head; null where it does not, or where it
 * changes nothing (GitHub refuses both).
 */
export function placeSuggestion(edit: Edit, change: Change): PlacedSuggestion | null {
  const content = change.head.read(edit.path);
  const file = change.files.find((candidate) => candidate.path === edit.path && candidate.status !== "removed");
  if (content.state !== "text" || file === undefined) return null;
  const { text } = content;
  // A negative start position would be read as 0 and find a newline that stands there.
  const from = edit.start === 0 ? 0 : text.lastIndexOf("\n", edit.start - 1) + 1;
  const next = text.indexOf("\n", edit.end);
  const to = next < 0 ? text.length : next;
  const startLine = lineOf(text, from);
  const endLine = lineOf(text, Math.max(from, to));
  const placement: Placement = { inline: true, path: edit.path, startLine, endLine, side: "RIGHT" };
  const before = text.slice(from, to);
  const after = text.slice(from, edit.start) + edit.replacement + text.slice(edit.end, to);
  if (before === after || !standsInOneHunk(placement, file)) return null;
  return { placement, suggestion: { startLine, endLine, replacement: after.replaceAll("\r", "") } };
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let index = text.indexOf("\n"); index >= 0 && index < offset; index = text.indexOf("\n", index + 1)) line++;
  return line;
}

/** The head's text after the edit. */
export function applyEdit(text: string, edit: Edit): string {
  return text.slice(0, edit.start) + edit.replacement + text.slice(edit.end);
}
