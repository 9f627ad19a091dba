import {
  type LineCounter,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
} from "yaml";
import type { Location } from "../change/location.ts";
import { type DocumentEntry, type DocumentNote, type DocumentValue, documentMap } from "./document-value.ts";
import { longFormOf } from "./intrinsic-tags.ts";

const maximumDepth = 100;
/** What is said of a value below that depth, and of one that the parser itself cannot follow. */
export const tooDeep = "the value is nested too deeply";
/** Values of one document with every alias counted as often as it is used: beyond it aliases stay unknown. */
const maximumValues = 500_000;
/** Characters of a text that count as one value. */
const charactersOfValue = 100;

interface Source {
  readonly path: string;
  readonly text: string;
  readonly lines: LineCounter;
  readonly notes: DocumentNote[];
  readonly syntax: { readonly yaml11Booleans?: boolean };
}

/** Turns one parsed YAML document into values with places. */
export class YamlConversion {
  private readonly source: Source;
  private readonly anchors = new Map<string, { readonly value: DocumentValue; readonly count: number }>();
  private count = 0;
  /** Whether a plain scalar is a word that YAML 1.1 reads as a boolean. */
  hasYaml11Boolean = false;
  private readonly said = new Set<string>();

  constructor(source: Source) {
    this.source = source;
  }

  convert(node: Node, depth = 0): DocumentValue {
    const at = this.placeOf(node);
    if (depth > maximumDepth) return this.given(tooDeep, at);
    if (isAlias(node)) return this.aliased(node.source, at);
    const before = this.count;
    this.count += 1 + (isScalar(node) && typeof node.value === "string" ? node.value.length / charactersOfValue : 0);
    const value = this.tagged(node, this.plain(node, at, depth));
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.anchors.set(anchor, { value, count: this.count - before });
    return value;
  }

  private plain(node: Node, at: Location, depth: number): DocumentValue {
    if (isMap(node)) return this.mapping(node, at, depth);
    if (isSeq(node)) return this.sequence(node, at, depth);
    if (!isScalar(node)) return { kind: "unknown", reason: "not a YAML value", at };
    return { kind: "scalar", value: this.scalarValue(node), at };
  }

  private sequence(node: YAMLSeq, at: Location, depth: number): DocumentValue {
    const items = node.items.flatMap((item) => {
      if (isNode(item)) return [this.convert(item, depth + 1)];
      return isPair(item) ? [documentMap(this.entries(item, depth), at)] : [emptyAt(at)];
    });
    return { kind: "list", items, at: this.upTo(at, node.flow === true, items.at(-1)?.at) };
  }

  private mapping(node: YAMLMap, at: Location, depth: number): DocumentValue {
    const own: DocumentEntry[] = [];
    const merged = new Map<string, DocumentEntry>();
    const seen = new Set<string>();
    for (const pair of node.items) {
      for (const one of this.entries(pair, depth)) {
        if (one.name === "<<" && isPlainScalar(pair.key)) {
          for (const given of entriesToMerge(one.value)) if (!merged.has(given.name)) merged.set(given.name, given);
          continue;
        }
        if (seen.has(one.name)) this.note(`the key ${one.name.slice(0, 80)} is given twice; the later one counts`, one.key.startLine);
        seen.add(one.name);
        own.push(one);
      }
    }
    const last = own.at(-1)?.at;
    const inherited = [...merged.values()].filter((one) => !seen.has(one.name));
    return documentMap([...inherited, ...own], this.upTo(at, node.flow === true, last));
  }

  private entries(pair: Pair, depth: number): readonly DocumentEntry[] {
    if (!isNode(pair.key)) return [];
    const key = this.placeOf(pair.key);
    const name = isScalar(pair.key) && typeof pair.key.value === "string" ? pair.key.value : this.source.text.slice(key.start, key.end);
    const value = isNode(pair.value) ? this.convert(pair.value, depth + 1) : emptyAt(key);
    const at = isAlias(pair.value) ? this.range(key.start ?? 0, this.placeOf(pair.value).end ?? 0) : spanning(key, value.at);
    return [{ name, key, value, at }];
  }

  private tagged(node: Node, value: DocumentValue): DocumentValue {
    const tag = "tag" in node ? node.tag : undefined;
    const name = longFormOf(tag);
    if (name === undefined || tag === undefined) return value;
    const start = this.source.text.lastIndexOf(tag, node.range?.[0] ?? 0);
    const at = start === -1 ? value.at : this.range(start, value.at.end ?? start);
    return documentMap([{ name, key: at, value, at }], at);
  }

  private aliased(name: string, at: Location): DocumentValue {
    const anchor = this.anchors.get(name);
    if (anchor === undefined) return this.given(`the alias *${name.slice(0, 80)} has no anchor before it`, at);
    this.count += anchor.count;
    if (this.count > maximumValues) return this.given("the aliases of this file unfold to too many values", at);
    return anchor.value.kind === "scalar" ? { ...anchor.value, at } : anchor.value;
  }

  private scalarValue(node: Scalar): string | number | boolean | null {
    const { value, source } = node;
    const isPlain = node.type === "PLAIN" || node.type === undefined;
    if (typeof value === "number") return source !== undefined && String(value) !== source ? source : value;
    if (typeof value === "string" && isPlain) return this.plainText(value);
    if (typeof value === "string" || typeof value === "boolean") return value;
    return value === null || value === undefined ? null : (source ?? null);
  }

  private plainText(value: string): string | boolean {
    const boolean = yaml11Boolean(value);
    if (boolean === undefined) return value;
    this.hasYaml11Boolean = true;
    return this.source.syntax.yaml11Booleans === true ? boolean : value;
  }

  private placeOf(node: Node): Location {
    const [start, end] = node.range ?? [0, 0, 0];
    return this.range(start, end);
  }

  /** Block collections end with their last item; what the parser adds (comments, blank lines) belongs to what follows. */
  private upTo(at: Location, isFlow: boolean, last: Location | undefined): Location {
    return isFlow || last?.end === undefined || last.end < (at.start ?? 0) || last.end > (at.end ?? 0) ? at : this.range(at.start ?? 0, last.end);
  }

  private range(start: number, end: number): Location {
    let last = end;
    while (last > start && isBlank(this.source.text[last - 1])) last -= 1;
    const line = (offset: number) => this.source.lines.linePos(offset).line;
    return { path: this.source.path, startLine: line(start), endLine: line(Math.max(start, last - 1)), start, end: last };
  }

  private given(reason: string, at: Location): DocumentValue {
    this.note(reason, at.startLine);
    return { kind: "unknown", reason, at };
  }

  private note(message: string, line: number): void {
    if (this.said.has(message)) return;
    this.said.add(message);
    if (this.said.size <= 20) this.source.notes.push({ path: this.source.path, line, message });
  }
}

/** A key without a value, or an item without content. */
function emptyAt(at: Location): DocumentValue {
  return { kind: "scalar", value: null, at };
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\n" || character === "\r" || character === "\t";
}

function isPlainScalar(key: unknown): boolean {
  return isScalar(key) && (key.type === "PLAIN" || key.type === undefined);
}

/** A merge key takes a map or a list of maps, of which earlier ones win. */
function entriesToMerge(value: DocumentValue): readonly DocumentEntry[] {
  const maps = value.kind === "list" ? value.items : [value];
  return maps.flatMap((one) => (one.kind === "map" ? [...one.entries.values()] : []));
}

function spanning(key: Location, value: Location): Location {
  if (value.start === undefined || key.start === undefined || value.start < key.start) return key;
  return { ...key, endLine: value.endLine, ...(value.end === undefined ? {} : { end: value.end }) };
}

function yaml11Boolean(text: string): boolean | undefined {
  if (text.length > 3) return undefined;
  const word = text.toLowerCase();
  if (word === "yes" || word === "on") return true;
  return word === "no" || word === "off" ? false : undefined;
}
