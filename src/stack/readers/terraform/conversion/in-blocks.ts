import { type Value, valueAt } from "../../../value.ts";

/** The first nested block of the first nested block, and so on. */
export function inBlocks(value: Value | undefined, ...types: readonly string[]): Value | undefined {
  let current = value;
  for (const type of types) {
    const found = valueAt(current, type);
    current = found?.kind === "list" ? found.items[0] : found;
  }
  return current;
}
