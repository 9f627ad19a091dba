/**
 * A range of text in one file of a snapshot. Lines are 1-based and inclusive; `start` and `end` are offsets in UTF-16 units of the decoded
 * text (end exclusive), present where a parser gave them, and needed for edits.
 */
export interface Location {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly start?: number;
  readonly end?: number;
  /** Where what stands here gets its value, when that is another place: the deploy step that passes a template's parameter. */
  readonly from?: Location;
}

/** The first line of a location: where a comment about a whole block should point. */
export function headingOf(location: Location): Location {
  return { path: location.path, startLine: location.startLine, endLine: location.startLine };
}
