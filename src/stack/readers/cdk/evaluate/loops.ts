import { type Datum, unknownDatum } from "./datum.ts";
import { reasonOf } from "./describe.ts";
import type { Interpreter } from "./interpreter.ts";

/** Literal lists are gone through up to here; longer ones, and lists that nobody knows, count as one possible item. */
const mostItems = 50;

/** Runs work for each item of a list, once under a condition for items that nobody knows. Says why more items may follow. */
export function eachItem(interpreter: Interpreter, over: Datum, work: (item: Datum, index: number) => void): string | undefined {
  const { items, open } = itemsOfDatum(over);
  for (const [index, item] of items.slice(0, mostItems).entries()) {
    if (interpreter.state.isExhausted) break;
    work(item, index);
  }
  const reason = items.length > mostItems ? "the list is too long to go through" : open;
  if (reason !== undefined && !interpreter.state.isExhausted) interpreter.state.possibly(() => work(unknownDatum(reason, over.at), items.length));
  return reason;
}

function itemsOfDatum(over: Datum): { readonly items: readonly Datum[]; readonly open: string | undefined } {
  if (over.kind === "list") return over;
  if (over.kind === "literal" && typeof over.value === "string")
    return { items: over.value.split("").map((value) => ({ kind: "literal", value, at: over.at })), open: undefined };
  if (over.kind === "object") return { items: [...over.fields.keys()].map((value) => ({ kind: "literal", value, at: over.at })), open: over.open };
  if (over.kind === "literal") return { items: [], open: undefined };
  return { items: [], open: reasonOf(over) };
}
