import { entry, list, map, scalar } from "../../../value-builders.ts";
import { type MapValue, entryOf, itemsOf } from "../../../value.ts";
import { isFailure } from "../bounded-values.ts";
import { truthOf } from "../value-conversion.ts";
import type { Conversion } from "./type-table.ts";

/** A document written as JSON text becomes a tree; what cannot be read as one stays as it is. */
export const asDocument: Conversion = (value, { evaluation }) => {
  const document = evaluation.document(value);
  return isFailure(document) ? value : document;
};

/** A list of one: arguments that take one value where CloudFormation takes several. */
export const asList: Conversion = (value) => (value.kind === "list" ? value : list([value], value.at));

/** A boolean as CloudFormation's two words. */
export function asWord(whenTrue: string, whenFalse: string): Conversion {
  return (value) => {
    const truth = truthOf(value);
    return truth === undefined ? value : scalar(truth ? whenTrue : whenFalse, value.at);
  };
}

/** The opposite of a boolean. */
export const not: Conversion = (value) => {
  const truth = truthOf(value);
  return truth === undefined ? value : scalar(!truth, value.at);
};

/** The value, unless it is the number by which the provider says "not set". */
export function unless(number: number): Conversion {
  return (value) => (value.kind === "scalar" && Number(value.value) === number ? undefined : value);
}

/** A map as a list of name and value, as CloudWatch takes dimensions. */
export const asDimensions: Conversion = (value) => {
  if (value.kind !== "map") return value;
  return list(
    [...value.entries.values()].map((one) => map([entry("Name", scalar(one.name, one.key), { at: one.key }), entry("Value", one.value)], one.at)),
    value.at,
  );
};

/** The first nested block of a type, where it is written and known. */
export function blockOf(raw: MapValue, type: string): MapValue | undefined {
  const [first] = itemsOf(entryOf(raw, type)?.value);
  return first?.kind === "map" ? first : undefined;
}
