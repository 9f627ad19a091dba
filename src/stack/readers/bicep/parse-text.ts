import type { Node } from "../../../syntax/tree-sitter.ts";
import { scalar } from "../../value-builders.ts";
import type { Expression } from "../arm/expression.ts";
import { type BicepSource, locate, partsOf } from "./source.ts";

const escapes = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** A text with its interpolations. */
export function parseText(node: Node, source: BicepSource, inner: (child: Node) => Expression): Expression {
  const at = locate(node, source);
  const isMultiline = node.text.startsWith("'''");
  const parts = partsOf(node).map((part): Expression => {
    const place = locate(part, source);
    if (part.type === "interpolation") {
      const [expression] = partsOf(part);
      return expression === undefined ? { kind: "broken", reason: "not understood", at: place } : inner(expression);
    }
    const written = source.text.slice(part.startIndex, part.endIndex);
    return { kind: "value", value: scalar(part.type === "escape_sequence" ? unescaped(written) : written, place), at: place };
  });
  const [first, ...others] = parts;
  if (isMultiline && first?.kind === "value" && first.value.kind === "scalar") {
    const text = String(first.value.value);
    const trimmed = text.startsWith("\r\n") ? text.slice(2) : text.startsWith("\n") ? text.slice(1) : text;
    return { kind: "text", parts: [{ ...first, value: scalar(trimmed, first.at) }, ...others], at };
  }
  return { kind: "text", parts, at };
}

/** `\'`, `\$`, `\\`, `\n` …, `\u{1F600}`. */
function unescaped(sequence: string): string {
  const rest = sequence.slice(1);
  if (rest.startsWith("u{")) {
    const code = Number.parseInt(rest.slice(2, -1), 16);
    return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  }
  return escapes.get(rest) ?? rest;
}
