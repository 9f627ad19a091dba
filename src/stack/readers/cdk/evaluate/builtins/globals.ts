import { posix } from "node:path";
import { type Datum, type LibraryDatum, type ListDatum, type ObjectDatum, literal, numberOfDatum, textOfDatum, unknownDatum } from "../datum.ts";
import type { CallArguments, CallSite, Interpreter } from "../interpreter.ts";
import { spreadInto, spreadItems } from "../objects.ts";
import { textDatum } from "../operators.ts";
import { absolutePath } from "../project-path.ts";
import { entriesOf } from "./objects.ts";

interface GlobalCall {
  readonly given: CallArguments;
  readonly handed: readonly Datum[];
  readonly call: CallSite;
}

type Global = (given: readonly Datum[], call: CallSite, interpreter: Interpreter) => Datum | undefined;

const joinPaths: Global = (given, { at }) => {
  const texts = given.map(textOfDatum);
  if (!texts.includes(undefined)) return literal(posix.join(...texts.map(String)), at);
  return textDatum(
    given.flatMap((one, index) => (index === 0 ? [one] : [literal("/", at), one])),
    at,
  );
};
const resolvePath: Global = (given, { at }) => {
  const texts = given.map(textOfDatum);
  // A later absolute path replaces what comes before.
  const from = texts.findLastIndex((text) => text?.startsWith("/"));
  return texts.includes(undefined) ? unknownDatum("computed in code", at) : literal(posix.join(...texts.slice(Math.max(0, from)).map(String)), at);
};
const sameText: Global = ([one]) => one;
const onText =
  (use: (text: string) => string): Global =>
  ([one], { at }) => {
    const text = textOfDatum(one);
    return text === undefined ? undefined : literal(use(text), at);
  };
const asText: Global = ([one], { at }) =>
  one === undefined ? literal("", at) : one.kind === "literal" ? literal(String(one.value), at) : { kind: "text", parts: [one], at };
const asNumber: Global = ([one], { at }) => {
  const value = one?.kind === "literal" ? Number(one.value) : Number.NaN;
  return Number.isNaN(value) ? unknownDatum("computed in code", at) : literal(value, at);
};
const asList: Global = ([one], { at }) => {
  const list: ListDatum = { kind: "list", items: [], open: undefined, at };
  if (one !== undefined)
    spreadItems(
      list,
      one.kind === "object" ? { kind: "list", items: [...one.fields.keys()].map((key) => literal(key, at)), open: one.open, at } : one,
    );
  return list;
};
const onNumbers =
  (use: (...numbers: number[]) => number): Global =>
  (given, { at }) => {
    const numbers = given.map(numberOfDatum);
    return numbers.includes(undefined) ? unknownDatum("computed in code", at) : literal(use(...numbers.map(Number)), at);
  };
const range: Global = (given, { at }) => {
  const [start, end] = given.length > 1 ? [numberOfDatum(given[0]), numberOfDatum(given[1])] : [0, numberOfDatum(given[0])];
  if (start === undefined || end === undefined) return { kind: "list", items: [], open: "the list is computed in code", at };
  const items = Array.from({ length: Math.max(0, Math.min(100, end - start)) }, (_, index) => literal(start + index, at));
  return { kind: "list", items, open: undefined, at };
};
const enumerate: Global = ([one], { at }) =>
  one?.kind === "list"
    ? { ...one, items: one.items.map((item, index) => ({ kind: "list", items: [literal(index, at), item], open: undefined, at })) }
    : one;
const merge: Global = (given, { at }, interpreter) => {
  const [target, ...sources] = given;
  const object: ObjectDatum =
    target?.kind === "object" ? target : { kind: "object", fields: new Map(), open: undefined, depth: interpreter.state.conditions, at };
  if (target?.kind !== "object" && target !== undefined) spreadInto(object, target);
  for (const source of sources) spreadInto(object, source);
  return object;
};
const fromEntries: Global = ([list], { at }, interpreter) => {
  const object: ObjectDatum = { kind: "object", fields: new Map(), open: undefined, depth: interpreter.state.conditions, at };
  if (list?.kind !== "list") object.open = list === undefined ? undefined : "computed in code";
  for (const pair of list?.kind === "list" ? list.items : []) {
    const [key, value] = pair.kind === "list" ? pair.items : [];
    const name = key?.kind === "literal" ? String(key.value) : undefined;
    if (name === undefined || value === undefined) object.open ??= "the name of a property is computed";
    else object.fields.set(name, { value, key: key?.at ?? at, at: value.at });
  }
  return object;
};
const keys: Global = ([one], { at }) =>
  one?.kind === "object"
    ? { kind: "list", items: [...one.fields.keys()].map((key) => literal(key, at)), open: one.open, at }
    : unknownDatum("computed in code", at);
const values: Global = ([one], { at }) =>
  one?.kind === "object"
    ? { kind: "list", items: [...one.fields.values()].map((field) => field.value), open: one.open, at }
    : unknownDatum("computed in code", at);
const entries: Global = ([one], call) => (one?.kind === "object" ? entriesOf(one, call) : unknownDatum("computed in code", call.at));
const length: Global = ([one], { at }) => {
  if (one?.kind === "list" && one.open === undefined) return literal(one.items.length, at);
  return unknownDatum("computed in code", at);
};
const currentFolder: Global = (_, { at }, interpreter) => literal(absolutePath(interpreter.workingFolder(at.path)), at);
const buildVariable: Global = ([name], { at }) =>
  unknownDatum(`the environment variable ${textOfDatum(name) ?? ""} is known when the stack is synthesized`, at);
const jsonText: Global = (given, call) => ({
  kind: "term",
  name: "global.JSON.stringify",
  receiver: undefined,
  arguments: given.slice(0, 1),
  module: call.frame.module.path,
  at: call.at,
});
const nothing: Global = (_, { at }) => literal(undefined, at);

/** Functions of the languages and of their standard libraries that say something about values. */
const globals: ReadonlyMap<string, Global> = new Map<string, Global>([
  ...["npm:path.join", "npm:path.posix.join", "pip:os.path.join", "pip:os.join"].map((name) => [name, joinPaths] as const),
  ...["npm:path.resolve", "npm:path.posix.resolve"].map((name) => [name, resolvePath] as const),
  ...["npm:path.dirname", "pip:os.path.dirname"].map((name) => [name, onText((text) => posix.dirname(text))] as const),
  ...["npm:path.basename", "pip:os.path.basename"].map((name) => [name, onText((text) => posix.basename(text))] as const),
  ...["npm:path.normalize", "pip:os.path.normpath"].map((name) => [name, onText((text) => posix.normalize(text))] as const),
  ...[
    "pip:os.path.abspath",
    "pip:os.path.realpath",
    "npm:url.fileURLToPath",
    "npm:fs.realpathSync",
    "pip:pathlib.Path",
    "pip:copy.deepcopy",
    "pip:copy.copy",
  ].map((name) => [name, sameText] as const),
  ...["global.String", "global.str"].map((name) => [name, asText] as const),
  ...["global.Number", "global.parseInt", "global.parseFloat", "global.int", "global.float", "global.Number.parseInt"].map(
    (name) => [name, asNumber] as const,
  ),
  ...["global.Array.from", "global.list", "global.sorted", "global.set", "global.tuple", "global.Set"].map((name) => [name, asList] as const),
  ...["global.Math.max", "global.max"].map((name) => [name, onNumbers(Math.max)] as const),
  ...["global.Math.min", "global.min"].map((name) => [name, onNumbers(Math.min)] as const),
  ["global.Math.floor", onNumbers(Math.floor)],
  ["global.Math.ceil", onNumbers(Math.ceil)],
  ["global.Math.round", onNumbers(Math.round)],
  ["global.range", range],
  ["global.enumerate", enumerate],
  ["global.len", length],
  ["global.Object.assign", merge],
  ["global.Object.freeze", sameText],
  ["global.structuredClone", sameText],
  ["global.Object.fromEntries", fromEntries],
  ["global.Map", fromEntries],
  ["global.Object.keys", keys],
  ["global.Object.values", values],
  ["global.Object.entries", entries],
  ["global.process.cwd", currentFolder],
  ["npm:process.cwd", currentFolder],
  ["pip:os.getcwd", currentFolder],
  ["pip:os.getenv", buildVariable],
  ["pip:os.environ.get", buildVariable],
  ["global.JSON.stringify", jsonText],
  ["pip:json.dumps", jsonText],
  ["global.print", nothing],
]);

/** A call of something that is no construct library; undefined where it is none that we know. */
export function callGlobal(interpreter: Interpreter, library: LibraryDatum, { given, handed, call }: GlobalCall): Datum | undefined {
  const name = `${library.package}.${library.path.join(".")}`;
  if (name === "global.dict") return merge([...handed], call, interpreter);
  const known = globals.get(name);
  if (known !== undefined) return known(given.positional, call, interpreter);
  if (library.package === "global" && library.path[0] === "console") return literal(undefined, call.at);
  return undefined;
}
