import { parseTOML } from "toml-eslint-parser";
import { LineCounter, parseAllDocuments } from "yaml";
import { withTree } from "../../src/syntax/tree-sitter.ts";
import type { ParsedText } from "./parsed-text.ts";

/** Parses texts with the libraries that understanding hands them to, and nothing else: no reviewer that parses these texts can be faster. */
export function parseOnly(texts: readonly ParsedText[]): void {
  for (const { parser, text } of texts) {
    if (parser === "yaml") parseAllDocuments(text, { lineCounter: new LineCounter(), uniqueKeys: false, logLevel: "silent", stringKeys: false });
    else if (parser === "toml") parseToml(text);
    else withTree(parser, text, (root) => root.hasError);
  }
}

/** It stops at the first error. */
function parseToml(text: string): void {
  try {
    parseTOML(text);
  } catch {
    // Broken texts are parsed up to where they break, as understanding does.
  }
}
