import type { CodeNode } from "../../../../handlers/code-node.ts";

const escapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["b", "\b"],
  ["f", "\f"],
  ["v", "\v"],
  ["0", "\0"],
  ["\n", ""],
]);

/** The text that a part of a string literal stands for. */
export function textOfPart(part: CodeNode): string {
  return part.type === "escape_sequence" ? unescaped(part.text) : part.text;
}

/** An escape sequence of JavaScript or Python as its character. */
function unescaped(sequence: string): string {
  const rest = sequence.slice(1);
  const code = /^(?:x|u|U)\{?([0-9a-fA-F]+)\}?$/.exec(rest)?.[1];
  if (code === undefined) return escapes.get(rest) ?? rest;
  const point = Number.parseInt(code, 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : rest;
}
