import { type Datum, type ObjectDatum, choiceOf, literal, textOfDatum, unknownDatum } from "../datum.ts";
import type { CallArguments, CallSite, Interpreter } from "../interpreter.ts";
import { spreadInto } from "../objects.ts";
import { contains, truthDatum } from "../operators.ts";

/** A method of a dictionary, a Map or a plain object; undefined where it is none that we know. */
export function callObjectMethod(
  interpreter: Interpreter,
  object: ObjectDatum,
  name: string,
  { given, call }: { given: CallArguments; call: CallSite },
): Datum | undefined {
  const { at } = call;
  const [first, second] = given.positional;
  switch (name) {
    case "get":
      return fieldNamed(object, first, { otherwise: second, call });
    case "has":
    case "hasOwnProperty":
      return first === undefined ? undefined : truthDatum(contains(object, first), at);
    case "set":
    case "setdefault": {
      const key = textOfDatum(first);
      if (key === undefined || second === undefined) object.open ??= "the name of a property is computed";
      else if (name === "set" || !object.fields.has(key)) object.fields.set(key, { value: second, key: second.at, at: second.at });
      return object;
    }
    case "update":
      for (const one of given.keywords === undefined ? given.positional : [...given.positional, given.keywords]) spreadInto(object, one);
      if (interpreter.state.conditions > object.depth) object.open ??= "properties are added under a condition";
      return literal(undefined, at);
    case "copy":
      return { ...object, fields: new Map(object.fields), at };
    case "items":
    case "entries":
      return entriesOf(object, call);
    case "keys":
      return { kind: "list", items: [...object.fields.keys()].map((key) => literal(key, at)), open: object.open, at };
    case "values":
      return { kind: "list", items: [...object.fields.values()].map((field) => field.value), open: object.open, at };
    case "forEach":
      return undefined;
    default:
      return undefined;
  }
}

/** Names and values as pairs. */
export function entriesOf(object: ObjectDatum, { at }: CallSite): Datum {
  const items = [...object.fields].map(([key, field]): Datum => ({
    kind: "list",
    items: [literal(key, field.key), field.value],
    open: undefined,
    at,
  }));
  return { kind: "list", items, open: object.open, at };
}

function fieldNamed(object: ObjectDatum, name: Datum | undefined, { otherwise, call }: { otherwise: Datum | undefined; call: CallSite }): Datum {
  const key = textOfDatum(name);
  if (key === undefined) return unknownDatum("computed in code", call.at);
  const field = object.fields.get(key);
  if (field !== undefined) return field.value;
  const missing = otherwise ?? literal(undefined, call.at);
  return object.open === undefined ? missing : choiceOf([missing, unknownDatum(object.open, call.at)], object.open, call.at);
}
