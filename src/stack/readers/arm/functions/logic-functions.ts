import type { Location } from "../../../../change/location.ts";
import { sameValue } from "../../../compare-values.ts";
import type { Value } from "../../../value.ts";
import { scalar } from "../../../value-builders.ts";
import { equality } from "../operations.ts";
import { type ArmFunction, overNumbers, overPlain } from "./arm-function.ts";

/** Logic and numbers. https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-logical */
export const logicFunctions: readonly (readonly [string, ArmFunction])[] = [
  ["if", choose],
  ["equals", equals],
  ["not", ([value], at) => (value?.kind === "scalar" && typeof value.value === "boolean" ? scalar(!value.value, at) : undefined)],
  ["and", (values, at) => decided(values, at, false)],
  ["or", (values, at) => decided(values, at, true)],
  ["true", (_, at) => scalar(true, at)],
  ["false", (_, at) => scalar(false, at)],
  ["null", (_, at) => scalar(null, at)],
  ["coalesce", (values) => firstGiven(values)],
  [
    "bool",
    overPlain((value) => (typeof value === "boolean" ? value : typeof value === "number" ? value !== 0 : String(value).toLowerCase() === "true")),
  ],
  ["int", overPlain((value) => (Number.isFinite(Number(value)) ? Math.trunc(Number(value)) : undefined))],
  ["add", overNumbers((one, other) => one + other)],
  ["sub", overNumbers((one, other) => one - other)],
  ["mul", overNumbers((one, other) => one * other)],
  ["div", overNumbers((one, other) => (other === 0 ? undefined : Math.trunc(one / other)))],
  ["mod", overNumbers((one, other) => (other === 0 ? undefined : one % other))],
  ["min", overPlain((...values) => extreme(values, Math.min))],
  ["max", overPlain((...values) => extreme(values, Math.max))],
  ["less", overNumbers((one, other) => one < other)],
  ["lessOrEquals", overNumbers((one, other) => one <= other)],
  ["greater", overNumbers((one, other) => one > other)],
  ["greaterOrEquals", overNumbers((one, other) => one >= other)],
];

function choose([test, then, otherwise]: readonly Value[]): Value | undefined {
  if (then === undefined || otherwise === undefined) return undefined;
  if (test?.kind === "scalar" && typeof test.value === "boolean") return test.value ? then : otherwise;
  return sameValue(then, otherwise) ? then : undefined;
}

function equals([one, other]: readonly Value[], at: Location): Value | undefined {
  if (one === undefined || other === undefined) return undefined;
  const [left, right] = [insensitive(one), insensitive(other)];
  const same = equality(left, right);
  return same === undefined ? undefined : scalar(same, at);
}

/** `equals` of templates does not tell case. */
function insensitive(value: Value): Value {
  return value.kind === "scalar" && typeof value.value === "string" ? scalar(value.value.toLowerCase(), value.at) : value;
}

function decided(values: readonly Value[], at: Location, deciding: boolean): Value | undefined {
  const known = values.map((value) => (value.kind === "scalar" ? value.value : undefined));
  if (known.includes(deciding)) return scalar(deciding, at);
  return known.every((value) => value === !deciding) ? scalar(!deciding, at) : undefined;
}

function firstGiven(values: readonly Value[]): Value | undefined {
  const given = values.find((value) => value.kind !== "scalar" || value.value !== null);
  return given?.kind === "unknown" ? undefined : given;
}

function extreme(values: readonly unknown[], choose: (...numbers: number[]) => number): number | undefined {
  const numbers = values.flat().filter((value) => typeof value === "number");
  return numbers.length === 0 || numbers.length > 1_000 ? undefined : choose(...numbers);
}
