import type { FileContent } from "../change/snapshot.ts";

/** The content of a file that has text. Base and head hold the same object where they hold the same bytes. */
export type TextContent = Extract<FileContent, { readonly state: "text" }>;

/**
 * Makes a parser that parses each content once for each path (places carry the path), so that base and head share what they have in common. What was parsed
 * is forgotten with the content. The content is handed on for parsers that stand on another one.
 */
export function parsedOnce<T>(parse: (path: string, text: string, content: TextContent) => T): (path: string, content: TextContent) => T {
  const known = new WeakMap<TextContent, Map<string, T>>();
  return (path, content) => {
    let byPath = known.get(content);
    if (byPath === undefined) known.set(content, (byPath = new Map()));
    const before = byPath.get(path);
    if (before !== undefined) return before;
    const parsed = parse(path, content.text, content);
    byPath.set(path, parsed);
    return parsed;
  };
}
