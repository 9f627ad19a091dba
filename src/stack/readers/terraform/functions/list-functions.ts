import { list, scalar } from "../../../value-builders.ts";
import { type Value, isFullyKnown, textOf } from "../../../value.ts";
import { boundedList, failure } from "../bounded-values.ts";
import { sameValue } from "../same-value.ts";
import { numberOf, unknownBecauseOf } from "../value-conversion.ts";
import { type FunctionCall, type TerraformFunction, ofAny, ofKnown } from "./function-call.ts";

const longestRange = 1_000;
const deepestFlatten = 50;

/** concat, flatten, toset, tolist, distinct, compact, element, one, slice, sort, reverse, range, setunion, setproduct. */
export const listFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["concat", ofAny(concat)],
  ["flatten", ofAny((call) => ofList(call, (items) => flattened(items, 0)))],
  ["toset", ofAny((call) => ofList(call, distinct))],
  ["tolist", ofAny((call) => ofList(call, (items) => items))],
  ["distinct", ofAny((call) => ofList(call, distinct))],
  ["compact", ofAny((call) => ofList(call, (items) => items.filter((item) => item.kind !== "scalar" || (item.value !== null && item.value !== ""))))],
  ["reverse", ofAny((call) => ofList(call, (items) => items.toReversed()))],
  ["sort", ofKnown((call) => ofList(call, sortedTexts))],
  ["setunion", ofAny((call) => both(concat(call), distinct))],
  ["setsubtract", ofKnown(subtract)],
  ["setintersection", ofKnown(intersect)],
  ["setproduct", ofAny(product)],
  ["element", ofAny(element)],
  ["one", ofAny(one)],
  ["slice", ofAny(slice)],
  ["index", ofKnown(indexOf)],
  ["range", ofKnown(range)],
];

function concat(call: FunctionCall): Value {
  const items: Value[] = [];
  for (const source of call.arguments) {
    if (source.kind !== "list") return unknownBecauseOf([source], call.at);
    items.push(...source.items);
  }
  return boundedList(items, call.at);
}

function ofList(call: FunctionCall, change: (items: readonly Value[]) => readonly Value[]): Value {
  const [source] = call.arguments;
  if (source?.kind === "map") return boundedList(change([...source.entries.values()].map((entry) => entry.value)), call.at);
  return source?.kind === "list" ? boundedList(change(source.items), call.at) : unknownBecauseOf(call.arguments, call.at);
}

function both(value: Value, change: (items: readonly Value[]) => readonly Value[]): Value {
  return value.kind === "list" ? boundedList(change(value.items), value.at) : value;
}

function flattened(items: readonly Value[], depth: number): readonly Value[] {
  return items.flatMap((item) => (item.kind === "list" && depth < deepestFlatten ? flattened(item.items, depth + 1) : [item]));
}

function distinct(items: readonly Value[]): readonly Value[] {
  const texts = new Set<string>();
  const kept: Value[] = [];
  for (const item of items) {
    const text = textOf(item);
    if (text === undefined ? kept.some((before) => sameValue(before, item)) : texts.has(text)) continue;
    if (text !== undefined) texts.add(text);
    kept.push(item);
  }
  return kept;
}

function sortedTexts(items: readonly Value[]): readonly Value[] {
  return [...items].sort((left, right) => ((textOf(left) ?? "") < (textOf(right) ?? "") ? -1 : 1));
}

function subtract(call: FunctionCall): Value {
  const [from, away] = call.arguments;
  if (from?.kind !== "list" || away?.kind !== "list") return failure("setsubtract() takes two sets", call.at);
  return boundedList(
    from.items.filter((item) => !away.items.some((other) => sameValue(item, other))),
    call.at,
  );
}

function intersect(call: FunctionCall): Value {
  const [first, ...others] = call.arguments;
  if (first?.kind !== "list") return failure("setintersection() takes sets", call.at);
  const inAll = (item: Value) => others.every((other) => other.kind === "list" && other.items.some((one) => sameValue(one, item)));
  return boundedList(first.items.filter(inAll), call.at);
}

function product(call: FunctionCall): Value {
  let rows: readonly (readonly Value[])[] = [[]];
  for (const source of call.arguments) {
    if (source.kind !== "list") return unknownBecauseOf([source], call.at);
    if (rows.length * source.items.length > longestRange) return unknownBecauseOf([], call.at);
    rows = rows.flatMap((row) => source.items.map((item) => [...row, item]));
  }
  return boundedList(
    rows.map((row) => list(row, call.at)),
    call.at,
  );
}

function element(call: FunctionCall): Value {
  const [source, index] = call.arguments;
  const number = numberOf(index);
  if (source?.kind !== "list" || number === undefined) return unknownBecauseOf(call.arguments, call.at);
  const size = source.items.length;
  return source.items[((Math.trunc(number) % size) + size) % size] ?? failure("element() of an empty list", call.at);
}

function one(call: FunctionCall): Value {
  const [source] = call.arguments;
  if (source?.kind !== "list") return source?.kind === "scalar" ? source : unknownBecauseOf(call.arguments, call.at);
  if (source.items.length > 1) return failure("one() of several items", call.at);
  return source.items[0] ?? scalar(null, call.at);
}

function slice(call: FunctionCall): Value {
  const [source, from, to] = call.arguments;
  const [start, end] = [numberOf(from), numberOf(to)];
  if (source?.kind !== "list" || start === undefined || end === undefined) return unknownBecauseOf(call.arguments, call.at);
  return start < 0 || end > source.items.length || start > end
    ? failure("slice() beyond the list", call.at)
    : boundedList(source.items.slice(start, end), call.at);
}

function indexOf(call: FunctionCall): Value {
  const [source, wanted] = call.arguments;
  if (source?.kind !== "list" || wanted === undefined || !isFullyKnown(source)) return unknownBecauseOf(call.arguments, call.at);
  const found = source.items.findIndex((item) => sameValue(item, wanted));
  return found === -1 ? failure("index() found nothing", call.at) : scalar(found, call.at);
}

function range(call: FunctionCall): Value {
  const numbers = call.arguments.map((argument) => numberOf(argument) ?? Number.NaN);
  const [start = 0, limit = 0, step = 1] = numbers.length === 1 ? [0, ...numbers] : numbers;
  const size = Math.ceil((limit - start) / step);
  if (!Number.isFinite(size) || size > longestRange) return failure("range() is too long", call.at);
  return boundedList(
    Array.from({ length: Math.max(0, size) }, (_, index) => scalar(start + index * step, call.at)),
    call.at,
  );
}
