import { plainOf } from "../../setting.ts";
import { scalar, unknown } from "../../value-builders.ts";
import { type UnknownValue, type Value, isFullyKnown } from "../../value.ts";

/** The value as Terraform would put it into a text; documents become their JSON where they are known. */
export function asText(value: Value): Value {
  switch (value.kind) {
    case "scalar":
      return typeof value.value === "string" ? value : scalar(value.value === null ? "" : String(value.value), value.at);
    case "list":
    case "map":
      return isFullyKnown(value) ? scalar(JSON.stringify(plainOf(value)), value.at) : value;
    default:
      return value;
  }
}

/** True or false where the value says so; undefined where it is not known or no boolean. */
export function truthOf(value: Value): boolean | undefined {
  if (value.kind !== "scalar") return undefined;
  if (typeof value.value === "boolean") return value.value;
  if (value.value === "true") return true;
  return value.value === "false" ? false : undefined;
}

/** The number where the value is one, or a text that spells one. */
export function numberOf(value: Value | undefined): number | undefined {
  if (value?.kind !== "scalar") return undefined;
  if (typeof value.value === "number") return value.value;
  if (typeof value.value !== "string" || value.value.trim() === "") return undefined;
  const number = Number(value.value);
  return Number.isFinite(number) ? number : undefined;
}

/** Unknown for the reason that the first unknown operand gives. */
export function unknownBecauseOf(values: readonly Value[], at: Value["at"]): UnknownValue {
  const cause = values.find((value) => value.kind === "unknown");
  return unknown(cause?.kind === "unknown" ? cause.reason : "the value is known at deployment", at);
}
