import { type Document, LineCounter, type Node, isAlias, isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { Location } from "../../../change/location.ts";
import { Remembered } from "../../../syntax/remembered.ts";
import { Allowance } from "../../deployments/allowance.ts";
import { entry, joined, list, map, scalar, unknown } from "../../value-builders.ts";
import type { MapEntry, Value } from "../../value.ts";
import { failure } from "./bounded-values.ts";

const deepest = 100;

/** Modules that are used several times, and both sides of a change, ask for the same texts: policies mostly. */
const parsed = new Remembered<ParsedText>(200);

/** Of long texts only the latest, for many APIs of one document: their trees are large. */
const parsedLong = new Remembered<ParsedText>(2);
const longestOfMany = 20_000;
/** Long texts at their places, which is the same for all who read one file. */
const readLong = new Remembered<Value>(4);

/** What the documents of one configuration may take. In UTF-16 units. */
export interface DocumentAllowance {
  readonly parsed: Allowance;
  /** Texts that are parsed already yet have other places, or other values in them. */
  readonly converted: Allowance;
}

/**
 * A configuration has at most some thousand documents of a few kilobytes, or some tens of APIs with a long one, which is read once: what is beyond is one
 * document that is read for one resource after another, each time with other values in it.
 */
export function allowanceOfDocuments(): DocumentAllowance {
  return { parsed: new Allowance(2_000_000), converted: new Allowance(5_000_000) };
}

interface Reading {
  readonly locate: (range: readonly [number, number]) => Location;
  /** Values that stand in the text as placeholders. */
  readonly parts: readonly Value[];
}

const open = "\u{e000}";
const close = "\u{e001}";

/**
 * The tree of a JSON or YAML text, each part with its place: by offset where `at` is the whole of a file, by line where it is a heredoc. Text of which
 * only some parts are known is read too; unknown parts stay where they are. A text that is no document is a failure.
 */
export function documentOf(value: Value, allowance: DocumentAllowance): Value {
  if (value.kind === "scalar" && typeof value.value === "string") return readShared(value.value, value.at, allowance);
  if (value.kind !== "joined") return value;
  const parts: Value[] = [];
  const text = value.parts.map((part) => {
    if (part.kind === "scalar") return String(part.value ?? "");
    parts.push(part);
    return `${open}${parts.length - 1}${close}`;
  });
  const result = read({ text: text.join(""), at: value.at, parts }, allowance);
  return result.kind === "unknown" ? unknown("the document has parts that are known at deployment", value.at) : result;
}

function readShared(text: string, at: Location, allowance: DocumentAllowance): Value {
  const make = () => read({ text, at, parts: [] }, allowance);
  return text.length > longestOfMany ? readLong.get(`${JSON.stringify(at)}${text}`, make) : make();
}

interface Text {
  readonly text: string;
  readonly at: Location;
  /** Values that stand in the text as placeholders. */
  readonly parts: readonly Value[];
}

function read(source: Text, allowance: DocumentAllowance): Value {
  const { text, at, parts } = source;
  try {
    const parsedText = parse(text, allowance);
    if (parsedText === undefined) return unknown("the documents of this configuration are too many to read", at);
    if (parsedText.document === null) return unknown("the document is nested too deeply", at);
    const [problem] = parsedText.document.errors;
    if (problem !== undefined) return failure("the text is not valid JSON or YAML", at);
    return convert(parsedText.document.contents, { locate: locatorOf(source, parsedText), parts }, 0, at);
  } catch {
    return unknown("the document cannot be read", at);
  }
}

/** Undefined where there is no room for one more document. */
function parse(text: string, allowance: DocumentAllowance): ParsedText | undefined {
  if (!allowance.converted.take(text.length)) return undefined;
  const known = text.length > longestOfMany ? parsedLong : parsed;
  return known.has(text) || allowance.parsed.take(text.length) ? known.get(text, () => parseText(text)) : undefined;
}

function locatorOf({ at, parts }: Text, { lines, counter }: ParsedText): Reading["locate"] {
  const isWholeFile = at.start === 0 && at.startLine === 1;
  const firstLine = !isWholeFile && at.endLine - at.startLine >= lines && lines > 0 && at.endLine > at.startLine ? at.startLine + 1 : at.startLine;
  return (range) => {
    const startLine = counter.linePos(range[0]).line;
    const endLine = Math.max(startLine, counter.linePos(Math.max(range[0], range[1] - 1)).line);
    const place = {
      path: at.path,
      startLine: Math.min(firstLine + startLine - 1, at.endLine),
      endLine: Math.min(firstLine + endLine - 1, at.endLine),
    };
    return isWholeFile && parts.length === 0 ? { ...place, start: range[0], end: range[1] } : place;
  };
}

interface ParsedText {
  /** Null where it is nested too deeply. */
  readonly document: Document.Parsed | null;
  readonly counter: LineCounter;
  readonly lines: number;
}

function parseText(text: string): ParsedText {
  const counter = new LineCounter();
  const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
  if (isNestedTooDeeply(text)) return { document: null, counter, lines };
  return { document: parseDocument(text, { lineCounter: counter, uniqueKeys: false, strict: false, prettyErrors: false }), counter, lines };
}

function convert(node: Node | null, reading: Reading, depth: number, fallback: Location): Value {
  if (node === null) return scalar(null, fallback);
  const at = node.range ? reading.locate([node.range[0], node.range[1]]) : fallback;
  if (depth > deepest) return unknown("the document is nested too deeply", at);
  if (isAlias(node)) return unknown("YAML aliases are not followed here", at);
  if (isScalar(node)) return scalarOf(node.value, reading, at);
  if (isSeq<Node>(node))
    return list(
      node.items.map((item) => convert(item, reading, depth + 1, at)),
      at,
    );
  if (!isMap<Node, Node | null>(node)) return unknown("unsupported part of the document", at);
  const entries = node.items.flatMap((pair): MapEntry[] => {
    const keyAt = pair.key.range ? reading.locate([pair.key.range[0], pair.key.range[1]]) : at;
    const key = isScalar(pair.key) ? scalarOf(pair.key.value, reading, keyAt) : undefined;
    const value = convert(pair.value, reading, depth + 1, keyAt);
    if (key?.kind !== "scalar") return [];
    return [
      entry(String(key.value), value, {
        key: keyAt,
        at: { ...keyAt, endLine: Math.max(keyAt.endLine, value.at.path === keyAt.path ? value.at.endLine : 0) },
      }),
    ];
  });
  return map(entries, at);
}

function scalarOf(plain: unknown, reading: Reading, at: Location): Value {
  if (typeof plain === "string") {
    if (!plain.includes(open)) return scalar(plain, at);
    const pieces = plain.split(open).flatMap((piece, index): Value[] => {
      if (index === 0) return [scalar(piece, at)];
      const [number, ...rest] = piece.split(close);
      return [reading.parts[Number(number)] ?? unknown("a part of the text is not known", at), scalar(rest.join(close), at)];
    });
    return joined(pieces, at);
  }
  if (typeof plain === "number" || typeof plain === "boolean" || plain === null) return scalar(plain, at);
  return typeof plain === "bigint" ? scalar(Number(plain), at) : unknown("unsupported part of the document", at);
}

function isNestedTooDeeply(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
    if (depth > deepest * 2) return true;
  }
  return false;
}
