import type { Location } from "../../change/location.ts";
import type { CommentLine } from "../../syntax/comment-lines.ts";
import type { Subject } from "./subject.ts";

/**
 * What a suppression covers in its file. `strict` ones are other tools' skips: they count for the finding's own resource only, not for one that merely shows
 * it.
 */
export type Scope =
  /** The line that the comment stands at, or the block that it heads. */
  | { readonly kind: "mark"; readonly mark: CommentLine; readonly strict: boolean }
  /** Findings that are shown on this one line. */
  | { readonly kind: "line"; readonly line: number }
  /** The declaration that begins on this line. */
  | { readonly kind: "block"; readonly line: number }
  /** The declaration that holds this line. */
  | { readonly kind: "inside"; readonly line: number }
  /** Declarations within these lines. */
  | { readonly kind: "declaration"; readonly startLine: number; readonly endLine: number; readonly strict: boolean }
  | { readonly kind: "file" };

/** A suppression that stands in a reviewed file, for rules of ours. */
export interface InlineSuppression {
  readonly rules: readonly string[];
  readonly reason: string;
  /** Last day on which it holds. */
  readonly until?: string;
  /** Where it stands, as the review lists it: "template.yaml:12", "checkov:skip at template.yaml:12". */
  readonly by: string;
  readonly path: string;
  readonly line: number;
  readonly scope: Scope;
}

/** What one file says, and what in it looks like a suppression but does not count. */
export interface FoundSuppressions {
  readonly suppressions: readonly InlineSuppression[];
  readonly notes: readonly string[];
}

/** Whether a suppression's place covers a finding; its rules are another question. */
export function covers({ scope, path }: InlineSuppression, subject: Subject): boolean {
  const places = subject.places.filter((place) => place.path === path);
  const own = subject.own.filter((place) => place.path === path);
  switch (scope.kind) {
    case "mark":
      return scope.strict
        ? marksOwn(scope.mark, places, own)
        : [...places, ...inFile(subject.declarations, path)].some((place) => marks(scope.mark, place));
    case "line":
      return places.some((place) => place.startLine === scope.line && isWithinAny(place, own));
    case "block":
      return own.some((place) => place.startLine === scope.line);
    case "inside":
      return own.some((place) => place.startLine <= scope.line && scope.line <= place.endLine);
    case "declaration":
      return (scope.strict ? own : inFile(subject.declarations, path)).some((place) => isWithin(place, scope));
    case "file":
      return own.length > 0 || places.length > 0;
  }
}

function inFile(places: readonly Location[], path: string): readonly Location[] {
  return places.filter((place) => place.path === path);
}

/** A comment speaks of what begins on its line or right below it, and of the block whose head it stands in. */
function marks(mark: CommentLine, place: Location): boolean {
  return place.startLine === mark.target || (place.startLine === mark.heading && place.endLine >= mark.line);
}

function marksOwn(mark: CommentLine, places: readonly Location[], own: readonly Location[]): boolean {
  return own.some((place) => marks(mark, place)) || places.some((place) => place.startLine === mark.target && isWithinAny(place, own));
}

function isWithinAny(place: Location, declarations: readonly Location[]): boolean {
  return declarations.some((declaration) => isWithin(place, declaration));
}

function isWithin(place: Location, lines: { readonly startLine: number; readonly endLine: number }): boolean {
  return place.startLine >= lines.startLine && place.endLine <= lines.endLine;
}
