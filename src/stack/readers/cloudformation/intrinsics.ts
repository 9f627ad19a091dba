import type { Location } from "../../../change/location.ts";
import { type MapValue, type Value, isFullyKnown, itemsOf, textOf } from "../../value.ts";
import { joined, list, relocated, scalar, unknown } from "../../value-builders.ts";
import { evaluateCondition } from "./conditions.ts";
import { withStoredValues } from "./dynamic-references.ts";
import { isSameValue } from "./equality.ts";
import type { Resolver } from "./resolver.ts";
import { partsOfSubstitution } from "./substitution.ts";

/** No property that we look at takes a longer text. */
const longestText = 100_000;
/** Pieces of one text that are only known at deployment, with those between them. */
const mostParts = 2_000;
/** Entries of a mapping that are compared where its keys are only known at deployment. CloudFormation takes 200 keys of 200 attributes. */
const mostCandidates = 1_000;

type Intrinsic = (argument: Value, resolver: Resolver, at: Location) => Value | undefined;

const intrinsics = new Map<string, Intrinsic>([
  ["Ref", ref],
  ["Fn::GetAtt", getAttribute],
  ["Fn::Sub", substitute],
  ["Fn::Join", join],
  ["Fn::If", choose],
  ["Fn::FindInMap", findInMap],
  ["Fn::Select", select],
  ["Fn::Split", split],
  ["Fn::ImportValue", importValue],
  ["Fn::Length", length],
  // The encoded text is not of interest, what it says is.
  ["Fn::Base64", (argument, resolver) => resolver.resolve(argument)],
  ["Fn::ToJsonString", (argument, resolver) => resolver.resolve(argument)],
]);

/** Whether a map is an intrinsic function. */
export function isIntrinsic({ entries }: MapValue): boolean {
  const [name = ""] = entries.keys();
  return entries.size === 1 && (intrinsics.has(name) || name.startsWith("Fn::"));
}

/** The value of an intrinsic function; null where the map is no intrinsic function. */
export function applyIntrinsic(value: MapValue, resolver: Resolver): Value | undefined | null {
  if (value.entries.size !== 1) return null;
  const [only] = value.entries.values();
  if (only === undefined) return null;
  const intrinsic = intrinsics.get(only.name);
  if (intrinsic !== undefined) return intrinsic(only.value, resolver, value.at);
  return only.name.startsWith("Fn::") ? unknown(`${only.name} is computed at deployment`, value.at) : null;
}

function ref(argument: Value, resolver: Resolver, at: Location): Value | undefined {
  const name = textOf(argument);
  return name === undefined ? unknown("the name of Ref is not literal", at) : resolver.ref(name, at);
}

function getAttribute(argument: Value, resolver: Resolver, at: Location): Value {
  const steps = itemsOf(argument).map((step) => {
    const resolved = resolver.resolve(step);
    return resolved === undefined ? undefined : textOf(resolved);
  });
  if (steps.includes(undefined)) return unknown("the attribute of Fn::GetAtt is not literal", at);
  const [name, ...attribute] = steps.join(".").split(".");
  return resolver.attribute(name ?? "", attribute.join("."), at);
}

function substitute(argument: Value, resolver: Resolver, at: Location): Value {
  const [text, variables] = argument.kind === "list" ? argument.items : [argument];
  const template = textOf(text);
  if (template === undefined) return unknown("the text of Fn::Sub is not literal", at);
  const parts = partsOfSubstitution(template).map((part) => {
    if ("literal" in part) return scalar(part.literal, at);
    const own = variables?.kind === "map" ? variables.entries.get(part.name)?.value : undefined;
    if (own !== undefined) return resolver.resolve(own) ?? scalar("", at);
    const [name, ...attribute] = part.name.split(".");
    if (attribute.length > 0) return resolver.attribute(name ?? "", attribute.join("."), at);
    return resolver.ref(part.name, at) ?? scalar("", at);
  });
  return filledIn(parts, at);
}

/** The text of parts; a dynamic reference may be whole only now that they stand together. */
function filledIn(parts: readonly Value[], at: Location): Value {
  const text = joined(parts.map(asText), at);
  const isTooLong = text.kind === "scalar" ? String(text.value).length > longestText : text.kind === "joined" && text.parts.length > mostParts;
  if (isTooLong) return unknown("the text is too long to put together", at);
  const pieces = text.kind === "joined" ? text.parts : [text];
  return joined(
    pieces.map((piece) => (piece.kind === "scalar" ? withStoredValues(piece) : piece)),
    at,
  );
}

function join(argument: Value, resolver: Resolver, at: Location): Value {
  const [delimiter, values] = itemsOf(argument);
  const text = textOf(delimiter);
  const resolved = values === undefined ? undefined : resolver.resolve(values);
  if (text === undefined || resolved === undefined) return unknown("Fn::Join is not complete", at);
  if (resolved.kind === "unknown") return relocated(resolved, at);
  return filledIn(
    itemsOf(resolved).flatMap((item, index) => (index === 0 ? [item] : [scalar(text, at), item])),
    at,
  );
}

function choose(argument: Value, resolver: Resolver, at: Location): Value | undefined {
  const [condition, whenTrue, whenFalse] = itemsOf(argument);
  const name = textOf(condition);
  const outcome = name === undefined ? evaluateCondition(condition, resolver) : resolver.condition(name);
  const branch = (value: Value | undefined) => (value === undefined ? undefined : resolver.resolve(value));
  if (outcome !== undefined) return branch(outcome ? whenTrue : whenFalse);
  const [one, other] = [branch(whenTrue), branch(whenFalse)];
  return isSameValue(one, other) ? one : unknown(`the condition ${name ?? "of Fn::If"} is not known`, at);
}

function findInMap(argument: Value, resolver: Resolver, at: Location): Value | undefined {
  const [name, ...keys] = itemsOf(argument)
    .slice(0, 3)
    .map((step) => resolver.resolve(step));
  const fallback = itemsOf(argument)[3];
  const mapping = textOf(name);
  const start = mapping === undefined ? undefined : resolver.mapping(mapping);
  if (start === undefined) return unknown("the mapping of Fn::FindInMap is not known", at);
  const candidates = candidatesOf(start, keys);
  if (candidates === undefined) return unknown(`a key of the mapping ${mapping ?? ""} is not known`, at);
  const [first, ...others] = candidates;
  if (first !== undefined && others.every((other) => isSameValue(first, other))) {
    const found = resolver.resolve(first);
    return found === undefined ? undefined : relocated(found, at);
  }
  if (first === undefined && fallback?.kind === "map" && fallback.entries.has("DefaultValue")) {
    return resolver.resolve(fallback.entries.get("DefaultValue")?.value ?? fallback);
  }
  return unknown(`a key of the mapping ${mapping ?? ""} is not known`, at);
}

/** What the keys may lead to; undefined where that is too much to compare. */
function candidatesOf(start: Value, keys: readonly (Value | undefined)[]): readonly Value[] | undefined {
  let values: readonly Value[] = [start];
  for (const key of keys) {
    const most = values.reduce((sum, value) => sum + (value.kind === "map" && textOf(key) === undefined ? value.entries.size : 1), 0);
    if (most > mostCandidates) return undefined;
    values = values.flatMap((value) => entriesFor(value, key));
  }
  return values;
}

/** The entry of a known key; every entry where the key is only known at deployment, since they may all say the same. */
function entriesFor(value: Value, key: Value | undefined): readonly Value[] {
  if (value.kind !== "map") return [];
  const name = textOf(key);
  if (name === undefined) return [...value.entries.values()].map((entry) => entry.value);
  const found = value.entries.get(name)?.value;
  return found === undefined ? [] : [found];
}

function select(argument: Value, resolver: Resolver, at: Location): Value | undefined {
  const [index, values] = itemsOf(argument).map((operand) => resolver.resolve(operand));
  const position = Number(textOf(index));
  if (values?.kind !== "list" || !Number.isInteger(position)) return unknown("what Fn::Select chooses from is not known", at);
  const item = values.items[position];
  return item === undefined ? unknown("Fn::Select is out of range", at) : relocated(item, at);
}

function split(argument: Value, resolver: Resolver, at: Location): Value {
  const [delimiter, source] = itemsOf(argument).map((operand) => resolver.resolve(operand));
  const [separator, text] = [textOf(delimiter), textOf(source)];
  if (separator === undefined || separator === "" || text === undefined) return unknown("what Fn::Split divides is not known", at);
  return list(
    text.split(separator).map((part) => scalar(part, at)),
    at,
  );
}

function importValue(argument: Value, resolver: Resolver, at: Location): Value {
  const name = resolver.resolve(argument);
  const text = textOf(name);
  return text === undefined ? unknown("the name of the imported value is not known", at) : resolver.exported(text, at);
}

function length(argument: Value, resolver: Resolver, at: Location): Value {
  const resolved = resolver.resolve(argument);
  const isKnown = resolved?.kind === "list" && isFullyKnown(resolved);
  return isKnown ? scalar(resolved.items.length, at) : unknown("the length is not known", at);
}

/** Lists and maps cannot stand inside text. */
function asText(value: Value): Value {
  return value.kind === "list" || value.kind === "map" ? unknown("a list or map inside text", value.at) : value;
}
