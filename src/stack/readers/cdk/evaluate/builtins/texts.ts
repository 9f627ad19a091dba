import { posix } from "node:path";
import { type Datum, type LiteralDatum, type TextDatum, literal, numberOfDatum, textOfDatum, unknownDatum } from "../datum.ts";
import type { CallArguments, CallSite, Interpreter } from "../interpreter.ts";
import { textDatum } from "../operators.ts";
import { replacePattern } from "./replace-pattern.ts";

type Method = (text: string, given: readonly Datum[]) => string | number | boolean | undefined;

const words = (text: string) => text.replaceAll(/\b[a-z]/gu, (letter) => letter.toUpperCase());
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1).toLowerCase()}`;

/** Methods of strings that the text alone decides, of both languages. */
const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["toLowerCase", (text) => text.toLowerCase()],
  ["lower", (text) => text.toLowerCase()],
  ["toUpperCase", (text) => text.toUpperCase()],
  ["upper", (text) => text.toUpperCase()],
  ["trim", (text) => text.trim()],
  ["strip", (text) => text.trim()],
  ["toString", (text) => text],
  ["resolve", (text) => text],
  ["absolute", (text) => text],
  ["asPosix", (text) => text],
  ["title", words],
  ["capitalize", capital],
  ["charAt", (text, [position]) => text.charAt(numberOfDatum(position) ?? 0)],
  ["startsWith", (text, [start]) => withText(start, (one) => text.startsWith(one))],
  ["startswith", (text, [start]) => withText(start, (one) => text.startsWith(one))],
  ["endsWith", (text, [end]) => withText(end, (one) => text.endsWith(one))],
  ["endswith", (text, [end]) => withText(end, (one) => text.endsWith(one))],
  ["includes", (text, [part]) => withText(part, (one) => text.includes(one))],
  ["indexOf", (text, [part]) => withText(part, (one) => text.indexOf(one))],
  ["slice", (text, [from, to]) => text.slice(numberOfDatum(from), numberOfDatum(to))],
  ["substring", (text, [from, to]) => text.substring(numberOfDatum(from) ?? 0, numberOfDatum(to))],
  ["joinpath", (text, parts) => joinAll(text, parts)],
  ["replace", (text, [from, to]) => replaced(text, from, to, false)],
  ["replaceAll", (text, [from, to]) => replaced(text, from, to, true)],
]);

/** A method of a string or number; undefined where it is none that we know. */
export function callTextMethod(
  interpreter: Interpreter,
  receiver: LiteralDatum | TextDatum,
  name: string,
  { given, call }: { given: CallArguments; call: CallSite },
): Datum | undefined {
  const { at } = call;
  if (receiver.kind === "text")
    return name === "toString" ? receiver : name === "concat" ? textDatum([receiver, ...given.positional], at) : undefined;
  if (receiver.value === null || receiver.value === undefined) return literal(undefined, at);
  const text = String(receiver.value);
  if (name === "concat") return textDatum([receiver, ...given.positional], at);
  if (name === "split") return split(text, given, call);
  if (name === "join") return joinItems(text, given, call);
  if (name === "format") return format(text, given, call);
  if (name === "replace" && call.frame.module.language === "python")
    return result(replaced(text, given.positional[0], given.positional[1], true), call);
  if (name === "readText" && call.frame.module.language === "python")
    return { kind: "term", name: "global.open", receiver: undefined, arguments: [receiver], module: call.frame.module.path, at };
  const method = methods.get(name);
  if (method === undefined || !interpreter.state.spend()) return undefined;
  return result(method(text, given.positional), call);
}

const longestText = 100_000;

function result(value: string | number | boolean | undefined, { at }: CallSite): Datum {
  return value === undefined || (typeof value === "string" && value.length > longestText) ? unknownDatum("computed in code", at) : literal(value, at);
}

function withText<T>(datum: Datum | undefined, use: (text: string) => T): T | undefined {
  const text = textOfDatum(datum);
  return text === undefined ? undefined : use(text);
}

function joinAll(text: string, parts: readonly Datum[]): string | undefined {
  const texts = parts.map(textOfDatum);
  return texts.includes(undefined) ? undefined : posix.join(text, ...texts.map(String));
}

function replaced(text: string, from: Datum | undefined, to: Datum | undefined, all: boolean): string | undefined {
  const [search, replacement] = [textOfDatum(from), textOfDatum(to)];
  if (replacement === undefined) return undefined;
  if (from?.kind === "term" && from.name === "regex") return replacePattern(text, from, replacement);
  if (search === undefined) return undefined;
  return all ? text.replaceAll(search, () => replacement) : text.replace(search, () => replacement);
}

function split(text: string, given: CallArguments, { at }: CallSite): Datum {
  const separator = textOfDatum(given.positional[0]);
  if (separator === undefined) return { kind: "list", items: [], open: "computed in code", at };
  const parts = text.split(separator, 1_000);
  return { kind: "list", items: parts.map((part) => literal(part, at)), open: undefined, at };
}

/** Python: `"-".join(parts)`. */
function joinItems(separator: string, given: CallArguments, { at }: CallSite): Datum {
  const [list] = given.positional;
  if (list?.kind !== "list" || list.open !== undefined) return unknownDatum("computed in code", at);
  return textDatum(
    list.items.flatMap((item, index) => (index === 0 ? [item] : [literal(separator, at), item])),
    at,
  );
}

/** Python: `"{}-{name}".format(…)`. */
function format(text: string, given: CallArguments, { at }: CallSite): Datum {
  const parts: Datum[] = [];
  let next = 0;
  for (const [index, piece] of text.split(/\{([A-Za-z0-9_]*)\}/u).entries()) {
    if (index % 2 === 0) parts.push(literal(piece, at));
    else {
      const position = /^\d+$/u.test(piece) ? Number(piece) : next++;
      const value = piece === "" || /^\d+$/u.test(piece) ? given.positional[position] : given.keywords?.fields.get(piece)?.value;
      parts.push(value ?? unknownDatum("computed in code", at));
    }
  }
  return textDatum(parts, at);
}
