import type { Value } from "../../value.ts";
import { scalar, unknown } from "../../value-builders.ts";

const longestDuration = 3_000_000_000;

/** A duration as a number of seconds: `PT1M`, `P14D`, `00:10:00`, `1.00:00:00`, `-1` for no limit. Undefined for anything else. */
export function secondsOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === "-1") return -1;
  const seconds = trimmed.startsWith("P") ? isoSeconds(trimmed) : clockSeconds(trimmed);
  return seconds === undefined || !Number.isFinite(seconds) ? undefined : Math.min(seconds, longestDuration);
}

/** The same value in seconds, at its place. */
export function durationValue(value: Value): Value {
  if (value.kind !== "scalar" || value.value === null) return value;
  const seconds = secondsOf(String(value.value));
  return seconds === undefined ? unknown("it is no duration", value.at) : scalar(seconds, value.at);
}

function isoSeconds(text: string): number | undefined {
  const match = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/u.exec(text);
  if (match === null || text === "P") return undefined;
  const factors = [31_536_000, 2_592_000, 604_800, 86_400, 3_600, 60, 1];
  return factors.reduce((sum, factor, index) => sum + Number(match[index + 1] ?? 0) * factor, 0);
}

function clockSeconds(text: string): number | undefined {
  const match = /^(?:(\d+)\.)?(\d+):(\d{1,2}):(\d{1,2}(?:\.\d+)?)$/u.exec(text);
  if (match === null) return undefined;
  const [, days, hours, minutes, seconds] = match;
  return Number(days ?? 0) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}
