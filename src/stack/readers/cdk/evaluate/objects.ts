import { type Datum, type Field, type ListDatum, type ObjectDatum, choiceOf, literal } from "./datum.ts";

/** Adds the properties of a spread value to an object; what may be in a value that nobody can read leaves the object open. */
export function spreadInto(target: ObjectDatum, source: Datum): void {
  if (source.kind === "object") {
    // Properties that stand before may be replaced by ones that nobody sees.
    if (source.open !== undefined) hide(target, source.open);
    for (const [name, field] of source.fields) target.fields.set(name, field);
    target.open ??= source.open;
  } else if (source.kind === "choice") spreadChoice(target, source.options, source.reason);
  else if (source.kind === "unknown") openUp(target, source.reason);
  else if (source.kind !== "literal" && source.kind !== "list") openUp(target, "properties come from code that was not read");
}

/** An open object may hold any of the names that stood before it. */
function hide(target: ObjectDatum, reason: string): void {
  for (const [name, field] of target.fields) {
    const lost = { kind: "unknown", reason, at: field.value.at } as const;
    target.fields.set(name, { ...field, value: choiceOf([field.value, lost], reason, field.value.at) });
  }
}

function openUp(target: ObjectDatum, reason: string): void {
  hide(target, reason);
  target.open ??= reason;
}

function spreadChoice(target: ObjectDatum, options: readonly Datum[], reason: string): void {
  const objects = options.map((option) => (option.kind === "object" ? option : undefined));
  const isOpaque = options.some((option) => option.kind !== "object" && option.kind !== "literal");
  const names = new Set(objects.flatMap((object) => [...(object?.fields.keys() ?? [])]));
  for (const name of names) {
    const fields = objects.map((object) => object?.fields.get(name));
    const shown = fields.find((field) => field !== undefined);
    if (shown === undefined) continue;
    const before = target.fields.get(name)?.value ?? literal(undefined, shown.value.at);
    const value = choiceOf(
      fields.map((field) => field?.value ?? before),
      reason,
      shown.value.at,
    );
    target.fields.set(name, { ...shown, value });
  }
  const open = objects.find((object) => object?.open !== undefined)?.open;
  if (isOpaque) openUp(target, reason);
  else target.open ??= open;
}

/** Longer lists are cut. */
const mostItems = 2_000;

/** Adds the items of a spread list; a value that is none leaves the list open. */
export function spreadItems(target: ListDatum, source: Datum): void {
  if (source.kind === "list") {
    const room = Math.max(0, mostItems - target.items.length);
    target.items.push(...source.items.slice(0, room));
    target.open ??= source.items.length > room ? "the list is too long" : source.open;
  } else if (source.kind === "choice") {
    for (const option of source.options) if (option.kind === "list") target.items.push(...option.items);
    target.open ??= source.reason;
  } else if (source.kind !== "literal") target.open ??= source.kind === "unknown" ? source.reason : "items come from code that was not read";
}

/** The property of an object: by its name, or as Python writes it, with a line behind words of the language. */
export function fieldOf(object: ObjectDatum, name: string): Field | undefined {
  return object.fields.get(name) ?? object.fields.get(snakeCase(name)) ?? object.fields.get(`${name}_`);
}

export function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}
