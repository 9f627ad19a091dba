import { scalar } from "../../../value-builders.ts";
import type { Value } from "../../../value.ts";
import { failure } from "../bounded-values.ts";
import { numberOf } from "../value-conversion.ts";
import { type FunctionCall, type TerraformFunction, ofKnown } from "./function-call.ts";

/** min, max, abs, ceil, floor, pow, signum, parseint, tonumber. */
export const numberFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["min", calculation((numbers) => Math.min(...numbers))],
  ["max", calculation((numbers) => Math.max(...numbers))],
  ["abs", calculation(([number = Number.NaN]) => Math.abs(number))],
  ["ceil", calculation(([number = Number.NaN]) => Math.ceil(number))],
  ["floor", calculation(([number = Number.NaN]) => Math.floor(number))],
  ["signum", calculation(([number = Number.NaN]) => Math.sign(number))],
  ["pow", calculation(([base = Number.NaN, exponent = Number.NaN]) => base ** exponent)],
  ["tonumber", ofKnown(toNumber)],
  ["parseint", calculation(([number = Number.NaN, base = 10]) => Number.parseInt(String(number), base))],
];

function calculation(calculate: (numbers: readonly number[]) => number): TerraformFunction {
  return ofKnown((call) => {
    const numbers = call.arguments.map((argument) => numberOf(argument));
    const known = numbers.filter((number) => number !== undefined);
    const result = known.length === numbers.length && known.length > 0 ? calculate(known) : Number.NaN;
    return Number.isFinite(result) ? scalar(result, call.at) : failure(`${call.name}() does not take these values`, call.at);
  });
}

function toNumber(call: FunctionCall): Value {
  const [argument] = call.arguments;
  if (argument?.kind === "scalar" && argument.value === null) return argument;
  const number = numberOf(argument);
  return number === undefined ? failure("not a number", call.at) : scalar(number, call.at);
}
