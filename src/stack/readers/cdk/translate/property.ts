import type { Location } from "../../../../change/location.ts";
import { type Datum, type Field, choiceOf, isUndefined, literal, unknownDatum } from "../evaluate/datum.ts";
import { fieldOf } from "../evaluate/objects.ts";

/**
 * The property of what a construct is given, with its places; undefined where it is absent for sure. What may hold it and cannot be read gives an unknown
 * value. Python's structs, `ec2.SubnetSelection(subnet_type=…)`, are read as the object that they are.
 */
export function propertyOf(holder: Datum | undefined, name: string): Field | undefined {
  if (holder === undefined) return undefined;
  switch (holder.kind) {
    case "object":
      return propertyOfObject(holder, name);
    case "term": {
      const [only, ...others] = holder.arguments;
      return only?.kind === "object" && others.length === 0 && holder.receiver === undefined ? propertyOfObject(only, name) : missing(holder);
    }
    case "choice": {
      const fields = holder.options.map((option) => propertyOf(option, name));
      const shown = fields.find((field) => field !== undefined);
      if (shown === undefined) return undefined;
      const values = fields.map((field) => field?.value ?? literal(undefined, shown.at));
      const value = choiceOf(values, holder.reason, shown.value.at);
      return isUndefined(value) ? undefined : { ...shown, value };
    }
    case "literal":
      return undefined;
    default:
      return missing(holder);
  }
}

/** The value alone. */
export function propertyValue(holder: Datum | undefined, ...names: readonly string[]): Datum | undefined {
  let current = holder;
  for (const name of names) current = propertyOf(current, name)?.value;
  return current;
}

function propertyOfObject(object: Extract<Datum, { kind: "object" }>, name: string): Field | undefined {
  const field = fieldOf(object, name);
  if (field !== undefined) return isUndefined(field.value) ? undefined : field;
  return object.open === undefined ? undefined : fieldAt(unknownDatum(object.open, object.at), object.at);
}

function missing(holder: Datum): Field {
  const reason = holder.kind === "unknown" ? holder.reason : "computed in code";
  return fieldAt(unknownDatum(reason, holder.at), holder.at);
}

export function fieldAt(value: Datum, at: Location): Field {
  return { value, key: at, at };
}

/** The items of a list; an item that is not known ends a list that may go on. */
export function listItems(datum: Datum | undefined): readonly Datum[] {
  if (datum === undefined || isUndefined(datum)) return [];
  if (datum.kind === "list") return datum.open === undefined ? datum.items : [...datum.items, unknownDatum(datum.open, datum.at)];
  if (datum.kind === "choice") {
    const items = datum.options.flatMap((option) => (option.kind === "list" ? option.items : []));
    return [...items, unknownDatum(datum.reason, datum.at)];
  }
  return [datum];
}
