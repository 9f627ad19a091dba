import type { NativeResource } from "../../native.ts";
import { textOf } from "../../value.ts";
import { valueAtPath } from "./property-path.ts";
import { textWithGaps } from "./text-with-gaps.ts";

const nameArguments = new Map([
  ["google_secret_manager_secret", "secret_id"],
  ["google_service_account", "account_id"],
]);

/** The name that somebody gave, as a text; parts that are not known are marked by what leaves them open. */
export function nameOf(native: NativeResource): string | undefined {
  const value = valueAtPath(native.properties, nameArguments.get(native.type) ?? "name");
  return value === undefined ? undefined : (textOf(value) ?? textWithGaps(value));
}
