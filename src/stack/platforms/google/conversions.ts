import type { Value } from "../../value.ts";
import { entry, fromPlain, map, scalar } from "../../value-builders.ts";
import { valueAtPath } from "./property-path.ts";

/** Changes a native value into the common setting's unit; undefined where there is nothing to say. */
export type Conversion = (value: Value) => Value | undefined;

/** `600s` → 600. Plain numbers are seconds. */
export const seconds: Conversion = (value) => numeric(value, (text) => (text.endsWith("s") ? Number(text.slice(0, -1)) : Number(text)));

const memoryUnits: readonly (readonly [string, number])[] = [
  ["Gi", 1024],
  ["Mi", 1],
  ["Ki", 1 / 1024],
  ["G", 1024],
  ["M", 1],
  ["k", 1 / 1024],
];

/** `512Mi`, `1Gi`, `256M` → MiB. Decimal units are read as binary ones: the functions API rounds them, and round values stay round. Without unit: bytes. */
export const mebibytes: Conversion = (value) =>
  numeric(value, (text) => {
    const unit = memoryUnits.find(([suffix]) => text.endsWith(suffix));
    return unit === undefined ? Number(text) / 1024 ** 2 : Number(text.slice(0, -unit[0].length)) * unit[1];
  });

/** `1`, `1000m`, `0.5` → vCPU. */
export const cpus: Conversion = (value) => numeric(value, (text) => (text.endsWith("m") ? Number(text.slice(0, -1)) / 1000 : Number(text)));

/** True where the value is this word. */
export function isWord(word: string): Conversion {
  return (value) => (value.kind === "scalar" ? scalar(value.value === word, value.at) : value);
}

/** The opposite of a boolean. */
export const not: Conversion = (value) => (value.kind === "scalar" && typeof value.value === "boolean" ? scalar(!value.value, value.at) : value);

/** Cloud Run's words for ingress as those of Cloud Functions. */
export const ingress: Conversion = (value) => {
  const words = new Map([
    ["INGRESS_TRAFFIC_ALL", "ALLOW_ALL"],
    ["INGRESS_TRAFFIC_INTERNAL_ONLY", "ALLOW_INTERNAL_ONLY"],
    ["INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER", "ALLOW_INTERNAL_AND_GCLB"],
    ["all", "ALLOW_ALL"],
    ["internal", "ALLOW_INTERNAL_ONLY"],
    ["internal-and-cloud-load-balancing", "ALLOW_INTERNAL_AND_GCLB"],
  ]);
  return value.kind === "scalar" ? scalar(words.get(String(value.value)) ?? value.value, value.at) : value;
};

/** Secret variables of a function by name: a list of blocks with `key` and `secret`. */
export const secretsByKey: Conversion = (value) => byName(value, "key", () => true);

/** The variables of a container that have a value. */
export const plainVariables: Conversion = (value) =>
  byName(value, "name", (block) => valueAtPath(block, "value_source") === undefined && valueAtPath(block, "value_from") === undefined, "value");

/** The variables of a container that come from a secret. */
export const secretVariables: Conversion = (value) =>
  byName(value, "name", (block) => valueAtPath(block, "value_source") !== undefined || valueAtPath(block, "value_from") !== undefined);

function byName(value: Value, nameKey: string, keep: (block: Value) => boolean, valueKey?: string): Value | undefined {
  const blocks = value.kind === "list" ? value.items : [value];
  const unknownBlock = blocks.find((block) => block.kind === "unknown");
  if (unknownBlock !== undefined) return unknownBlock;
  const entries = blocks.filter(keep).flatMap((block) => {
    const name = valueAtPath(block, nameKey);
    if (name?.kind !== "scalar") return [];
    const own = valueKey === undefined ? block : (valueAtPath(block, valueKey) ?? fromPlain("", block.at));
    return [entry(String(name.value), own, { key: name.at, at: block.at })];
  });
  return entries.length === 0 ? undefined : map(entries, value.at);
}

function numeric(value: Value, convert: (text: string) => number): Value {
  if (value.kind !== "scalar" || value.value === null) return value;
  const number = convert(String(value.value));
  return Number.isFinite(number) ? scalar(number, value.at) : value;
}
