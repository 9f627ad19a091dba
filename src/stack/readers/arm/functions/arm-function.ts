import type { Location } from "../../../../change/location.ts";
import { plainOf } from "../../../setting.ts";
import { type Value, isFullyKnown } from "../../../value.ts";
import { fromPlain } from "../../../value-builders.ts";

/** A function of the template language. Undefined: the result is not known before deployment. */
export type ArmFunction = (values: readonly Value[], at: Location) => Value | undefined;

/** A function over plain data, computed only where every argument is fully known. */
export function overPlain(compute: (...values: readonly unknown[]) => unknown): ArmFunction {
  return (values, at) => {
    if (!values.every(isFullyKnown)) return undefined;
    const result = compute(...values.map(plainOf));
    return result === undefined ? undefined : fromPlain(result, at);
  };
}

/** A function over one text and what follows it. */
export function overText(compute: (text: string, ...others: readonly unknown[]) => unknown): ArmFunction {
  return overPlain((first, ...others) => (typeof first === "string" ? compute(first, ...others) : undefined));
}

/** A function over numbers. */
export function overNumbers(compute: (one: number, other: number) => unknown): ArmFunction {
  return overPlain((one, other) => (typeof one === "number" && typeof other === "number" ? compute(one, other) : undefined));
}
