import { type AST, ParseError, parseTOML } from "toml-eslint-parser";
import type { Location } from "../change/location.ts";
import { type DocumentEntry, type DocumentNote, type DocumentValue, documentMap } from "./document-value.ts";
import { parsedOnce } from "./parsed-once.ts";

/** A TOML file as a map with places. A file with an error says nothing besides its note: TOML's reader stops at the first. */
interface TomlDocument {
  readonly document: DocumentValue | undefined;
  readonly notes: readonly DocumentNote[];
}

/** Longer files are not parsed: nobody writes such a configuration. In UTF-16 units. */
const maximumLength = 500_000;

/** Tables are built up piece by piece, in the order of the file. */
interface OpenTable {
  readonly entries: Map<string, OpenEntry>;
  at: Location;
}

interface OpenEntry {
  readonly key: Location;
  value: OpenTable | OpenTable[] | DocumentValue;
}

/** Parses TOML, each content once for each path. Never throws. */
export const parseTomlFile = parsedOnce(parseToml);

function parseToml(path: string, text: string): TomlDocument {
  if (text.length > maximumLength)
    return { document: undefined, notes: [{ path, message: `the file is longer than ${maximumLength} characters and was not parsed` }] };
  try {
    const [top] = parseTOML(text).body;
    const root: OpenTable = { entries: new Map(), at: locate(path, top) };
    for (const node of top.body) {
      if (node.type === "TOMLKeyValue") put(root, node, path);
      else for (const one of node.body) put(tableAt(root, node, path), one, path);
      if (node.type === "TOMLTable" && node.body.length === 0) tableAt(root, node, path);
    }
    return { document: closed(root), notes: [] };
  } catch (error) {
    if (error instanceof ParseError) return { document: undefined, notes: [{ path, line: error.lineNumber, message: error.message }] };
    return { document: undefined, notes: [{ path, message: "the file is nested too deeply and was not parsed" }] };
  }
}

/** The table that a header such as `[a.b]` opens; of an array of tables (`[[a.b]]`) the element that the parser counted. */
function tableAt(root: OpenTable, node: AST.TOMLTable, path: string): OpenTable {
  let current = root;
  const at = locate(path, node);
  const key = locate(path, node.key);
  for (const [index, step] of node.resolvedKey.entries()) {
    if (typeof step === "number") continue;
    const position = node.resolvedKey[index + 1];
    const before = current.entries.get(step)?.value;
    const elements = Array.isArray(before) ? before : undefined;
    if (typeof position === "number") {
      const all = elements ?? [];
      current.entries.set(step, current.entries.get(step) ?? { key, value: all });
      current = all[position] ??= { entries: new Map(), at };
    } else current = childOf(current, step, { key, at });
  }
  return current;
}

function childOf(table: OpenTable, name: string, { key, at }: { readonly key: Location; readonly at: Location }): OpenTable {
  const before = table.entries.get(name)?.value;
  if (before !== undefined && !Array.isArray(before) && !("kind" in before)) return before;
  const child: OpenTable = { entries: new Map(), at };
  table.entries.set(name, { key, value: child });
  return child;
}

/** `a.b = 1` makes the table `a`. */
function put(table: OpenTable, node: AST.TOMLKeyValue, path: string): void {
  const names = node.key.keys.map((key) => (key.type === "TOMLBare" ? key.name : key.value));
  const at = locate(path, node);
  const key = locate(path, node.key);
  const last = names.pop();
  let current = table;
  for (const name of names) current = childOf(current, name, { key, at });
  if (last !== undefined) current.entries.set(last, { key, value: valueOf(node.value, path) });
}

function valueOf(node: AST.TOMLContentNode, path: string): DocumentValue {
  const at = locate(path, node);
  switch (node.type) {
    case "TOMLArray":
      return { kind: "list", items: node.elements.map((one) => valueOf(one, path)), at };
    case "TOMLInlineTable": {
      const table: OpenTable = { entries: new Map(), at };
      for (const one of node.body) put(table, one, path);
      return closed(table);
    }
    default:
      return { kind: "scalar", value: "datetime" in node ? node.datetime : node.value, at };
  }
}

function closed(table: OpenTable): DocumentValue {
  const entries = [...table.entries].map(([name, { key, value }]): DocumentEntry => {
    const done = closedValue(value, key);
    return { name, key, value: done, at: { ...key, endLine: Math.max(key.endLine, done.at.endLine) } };
  });
  return documentMap(entries, table.at);
}

function closedValue(value: OpenEntry["value"], key: Location): DocumentValue {
  if (Array.isArray(value)) return { kind: "list", items: value.map(closed), at: value[0]?.at ?? key };
  return "kind" in value ? value : closed(value);
}

function locate(path: string, node: AST.TOMLNode): Location {
  return { path, startLine: node.loc.start.line, endLine: node.loc.end.line, start: node.range[0], end: node.range[1] };
}
