import { setTimeout as wait } from "node:timers/promises";

/** Waits until `condition` gives something, and gives it; fails with `what` after `seconds`. */
export async function until<Value>(
  what: string,
  condition: () => Value | undefined | false | null | Promise<Value | undefined | false | null>,
  seconds = 20,
): Promise<Value> {
  for (let left = seconds * 20; left > 0; left--) {
    const value = await condition();
    if (value !== undefined && value !== false && value !== null) return value;
    await wait(50);
  }
  throw new Error(`did not happen in ${seconds} s: ${what}`);
}
