import { type Dialect, isCode } from "./edit-dialect.ts";
import { afterBlanks } from "./text-places.ts";

/** A place in a file whose dialect is known. */
export interface Spot {
  readonly path: string;
  readonly text: string;
  readonly dialect: Dialect;
  readonly start: number;
  readonly end: number;
}

/** Whether commas separate the entry from its siblings; null in a list's own brackets, where a sibling would be an item. */
export function isSeparatedByCommas({ text, dialect, end }: Spot): boolean | null {
  if (dialect === "json" || isCode(dialect)) return true;
  const next = afterBlanks(text, end, dialect);
  const character = text[next];
  if (character === "]") return null;
  if (character === ",") return true;
  return character === "}" && (dialect === "yaml" || !text.slice(end, next).includes("\n"));
}
