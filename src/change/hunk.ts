/** One line of a hunk. `baseLine` and `headLine` are 1-based line numbers on the side where the line exists. */
export interface HunkLine {
  readonly kind: "context" | "added" | "removed";
  readonly baseLine: number | null;
  readonly headLine: number | null;
  readonly text: string;
}

/** One hunk of a unified diff with three lines of context: the only lines that GitHub takes inline comments on. */
export interface Hunk {
  readonly baseStart: number;
  readonly baseLines: number;
  readonly headStart: number;
  readonly headLines: number;
  readonly lines: readonly HunkLine[];
}
