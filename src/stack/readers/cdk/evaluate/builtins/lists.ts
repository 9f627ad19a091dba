import { type Datum, type ListDatum, choiceOf, literal, textOfDatum, truthOf, unknownDatum } from "../datum.ts";
import type { CallArguments, CallSite, Interpreter } from "../interpreter.ts";
import { eachItem } from "../loops.ts";
import { spreadItems } from "../objects.ts";
import { contains, textDatum, truthDatum } from "../operators.ts";

interface Call {
  readonly given: CallArguments;
  readonly call: CallSite;
}

/** A method of a list; undefined where it is none that we know. */
export function callListMethod(interpreter: Interpreter, list: ListDatum, name: string, work: Call): Datum | undefined {
  const [first] = work.given.positional;
  if (first?.kind === "closure" || first?.kind === "class" || first?.kind === "library")
    return iterate(interpreter, list, { name, callback: first, work });
  return change(interpreter, list, name, work) ?? look(list, name, work);
}

/** Methods that add items. */
function change(interpreter: Interpreter, list: ListDatum, name: string, { given, call }: Call): Datum | undefined {
  if (name === "push" || name === "append" || name === "unshift") {
    spreadItems(list, { kind: "list", items: [...given.positional], open: given.open, at: call.at });
    if (interpreter.state.conditions > 0) list.open ??= "items are added under a condition";
    return literal(undefined, call.at);
  }
  if (name === "extend") {
    for (const one of given.positional) spreadItems(list, one);
    return literal(undefined, call.at);
  }
  return undefined;
}

function look(list: ListDatum, name: string, { given, call }: Call): Datum | undefined {
  const [first, second] = given.positional;
  const { at } = call;
  switch (name) {
    case "concat": {
      const all: ListDatum = { ...list, items: [...list.items], at };
      for (const one of given.positional) spreadItems(all, one);
      return all;
    }
    case "join": {
      const separator = textOfDatum(first) ?? ",";
      if (list.open !== undefined) return unknownDatum(list.open, at);
      return textDatum(
        list.items.flatMap((item, index) => (index === 0 ? [item] : [literal(separator, at), item])),
        at,
      );
    }
    case "includes":
      return first === undefined ? undefined : truthDatum(contains(list, first), at);
    case "slice":
      return {
        ...list,
        items: list.items.slice(first?.kind === "literal" ? Number(first.value) : 0, second?.kind === "literal" ? Number(second.value) : undefined),
      };
    case "flat": {
      const flat: ListDatum = { kind: "list", items: [], open: list.open, at };
      for (const item of list.items)
        if (item.kind === "list") spreadItems(flat, item);
        else flat.items.push(item);
      return flat;
    }
    case "entries":
      return { ...list, items: list.items.map((item, index) => ({ kind: "list", items: [literal(index, at), item], open: undefined, at })) };
    case "at":
      return list.items.at(first?.kind === "literal" ? Number(first.value) : 0) ?? unknownDatum("computed in code", at);
    case "reverse":
    case "sort":
    case "values":
    case "copy":
      return list;
    default:
      return undefined;
  }
}

interface Iteration {
  readonly name: string;
  readonly callback: Datum;
  readonly work: Call;
}

function iterate(interpreter: Interpreter, list: ListDatum, { name, callback, work }: Iteration): Datum | undefined {
  const { call } = work;
  const results: Datum[] = [];
  if (name === "reduce") return reduce(interpreter, list, { name, callback, work });
  const run = (item: Datum, index: number) =>
    interpreter.invoke(
      callback,
      { positional: givenTo(callback, [item, literal(index, call.at), list]), keywords: undefined },
      { ...call, isNew: false },
    );
  const open = eachItem(interpreter, list, (item, index) => results.push(run(item, index)));
  const known = list.items.slice(0, results.length);
  switch (name) {
    case "forEach":
      return literal(undefined, call.at);
    case "map":
      return { kind: "list", items: results, open, at: call.at };
    case "flatMap": {
      const flat: ListDatum = { kind: "list", items: [], open, at: call.at };
      for (const result of results)
        if (result.kind === "list") spreadItems(flat, result);
        else flat.items.push(result);
      return flat;
    }
    case "filter": {
      const kept = known.filter((_, index) => truthOf(results[index] ?? list) !== false);
      const isSure = known.every((_, index) => truthOf(results[index] ?? list) !== undefined);
      return { kind: "list", items: kept, open: open ?? (isSure ? undefined : "items are chosen by a condition"), at: call.at };
    }
    case "find": {
      const candidates = known.filter((_, index) => truthOf(results[index] ?? list) !== false);
      const sure = known.find((_, index) => truthOf(results[index] ?? list) === true);
      if (sure !== undefined && candidates[0] === sure) return sure;
      return candidates.length === 0 && open === undefined
        ? literal(undefined, call.at)
        : choiceOf([...candidates, unknownDatum("it depends on a condition", call.at)], "it depends on a condition", call.at);
    }
    case "some":
    case "every":
      return open !== undefined ? unknownDatum(open, call.at) : truthDatum(quantified(name, results), call.at);
    default:
      return unknownDatum("computed in code", call.at);
  }
}

/** A function is given as many arguments as it names. */
function givenTo(callback: Datum, all: readonly Datum[]): readonly Datum[] {
  return callback.kind === "closure" ? all.slice(0, Math.max(1, callback.node.parameters.length)) : all.slice(0, 1);
}

function quantified(name: string, results: readonly Datum[]): boolean | undefined {
  const truths = results.map(truthOf);
  const decisive = name === "some";
  if (truths.includes(decisive)) return decisive;
  return truths.includes(undefined) ? undefined : !decisive;
}

function reduce(interpreter: Interpreter, list: ListDatum, { callback, work }: Iteration): Datum {
  const { given, call } = work;
  let total = given.positional[1];
  const open = eachItem(interpreter, list, (item) => {
    total = total === undefined ? item : interpreter.invoke(callback, { positional: [total, item], keywords: undefined }, { ...call, isNew: false });
  });
  return open !== undefined || total === undefined ? unknownDatum(open ?? "computed in code", call.at) : total;
}
