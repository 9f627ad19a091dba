import { type Value, entryOf, textOf } from "../../value.ts";
import { reference } from "../../value-builders.ts";
import { functionAddress } from "./names.ts";

/**
 * What a destination, dead-letter target or authorizer names: an ARN, a map with `arn`, or (where `functions` are given) the key of a function of the
 * service.
 */
export function targetArn(value: Value, functions: readonly string[] = []): Value {
  const written = value.kind === "map" ? (entryOf(value, "arn")?.value ?? value) : value;
  const key = textOf(written);
  return key !== undefined && functions.includes(key) ? reference(functionAddress(key), written.at, "Arn") : written;
}
