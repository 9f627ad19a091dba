import { type Value, textOf } from "../../value.ts";
import { scalar } from "../../value-builders.ts";

/** Milliseconds as seconds, where they are known; anything else as it is. */
export function secondsOfMilliseconds(value: Value | undefined): Value | undefined {
  const milliseconds = Number(textOf(value));
  return value === undefined || !Number.isFinite(milliseconds) ? value : scalar(milliseconds / 1000, value.at);
}
