import type { Grammar } from "../../src/syntax/tree-sitter.ts";

/** A text that was handed to a parser of a library, and to which. */
export interface ParsedText {
  readonly parser: Grammar | "yaml" | "toml";
  readonly text: string;
}

const recorded: ParsedText[] = [];

/** Called by the stand-ins of the parsers. */
export function record(parser: ParsedText["parser"], text: string): void {
  recorded.push({ parser, text });
}

/** All that was parsed so far, as often as it was; nothing where the stand-ins were not put in place (`record-parsing.ts`). */
export function parsedTexts(): readonly ParsedText[] {
  return [...recorded];
}

/**
 * What has to be parsed at least: each text once, or once for each file that has it, since places carry the path. What is parsed more often than that was
 * parsed twice. `files` are the texts of the files that were read; texts inside of files are in none.
 */
export function needed(texts: readonly ParsedText[], files: Iterable<string>): readonly ParsedText[] {
  const copies = new Map([...Map.groupBy(files, (text) => text)].map(([text, same]) => [text, same.length] as const));
  const taken = new Map<ParsedText["parser"], Map<string, number>>();
  return texts.filter(({ parser, text }) => {
    const counts = taken.get(parser) ?? new Map<string, number>();
    taken.set(parser, counts);
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    return count <= (copies.get(text) ?? 1);
  });
}

/** Thousands of characters of texts together. */
export function kilobytesOf(texts: readonly ParsedText[]): number {
  return texts.reduce((sum, { text }) => sum + text.length, 0) / 1000;
}
