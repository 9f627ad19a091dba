import type { Location } from "../../../../change/location.ts";
import type { Argument, Member } from "../syntax/syntax.ts";
import { identified } from "./assignments.ts";
import { type Datum, type ListDatum, type ObjectDatum, literal } from "./datum.ts";
import type { CallArguments, Frame, Interpreter } from "./interpreter.ts";
import { spreadInto, spreadItems } from "./objects.ts";

/** What a call is given, with spread arguments opened. */
export function argumentsOf(interpreter: Interpreter, given: readonly Argument[], frame: Frame): CallArguments {
  const positional: ListDatum = {
    kind: "list",
    items: [],
    open: undefined,
    at: given[0]?.at ?? { path: frame.module.path, startLine: 1, endLine: 1 },
  };
  let keywords: ObjectDatum | undefined;
  for (const argument of given) {
    const value = interpreter.evaluate(argument.value, frame);
    if (argument.keyword === undefined && !argument.isSpread) positional.items.push(value);
    else if (argument.keyword === undefined) spreadItems(positional, value);
    else {
      keywords ??= { kind: "object", fields: new Map(), open: undefined, depth: interpreter.state.conditions, at: argument.at };
      if (argument.isSpread) spreadInto(keywords, value);
      else keywords.fields.set(argument.keyword, { value, key: argument.keywordAt ?? argument.at, at: argument.at });
    }
  }
  return { positional: positional.items, keywords, open: positional.open };
}

/** An object literal. */
export function objectOf(interpreter: Interpreter, members: readonly Member[], place: { frame: Frame; at: Location }): Datum {
  const object: ObjectDatum = { kind: "object", fields: new Map(), open: undefined, depth: interpreter.state.conditions, at: place.at };
  for (const member of members) {
    const value = interpreter.evaluate(member.value, place.frame);
    if (member.kind === "spread") {
      spreadInto(object, value);
      continue;
    }
    const key = typeof member.key === "string" ? literal(member.key, member.keyAt) : interpreter.evaluate(member.key, place.frame);
    if (key.kind !== "literal") object.open ??= "the name of a property is computed";
    else object.fields.set(String(key.value), { value: identified(value, String(key.value)), key: member.keyAt, at: member.at });
  }
  return object;
}

/** A list literal. */
export function listOf(interpreter: Interpreter, items: readonly Argument[], place: { frame: Frame; at: Location }): Datum {
  const list: ListDatum = { kind: "list", items: [], open: undefined, at: place.at };
  for (const item of items) {
    const value = interpreter.evaluate(item.value, place.frame);
    if (item.isSpread) spreadItems(list, value);
    else list.items.push(value);
  }
  return list;
}
