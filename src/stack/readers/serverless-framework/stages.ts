import type { Location } from "../../../change/location.ts";
import { isProduction } from "../../deployments/deployment.ts";
import { type MapEntry, type Value, entryOf } from "../../value.ts";
import { entry, list, map, unknown } from "../../value-builders.ts";
import { isSameValue } from "../cloudformation/equality.ts";
import type { Alternative } from "./variable-syntax.ts";

/** Stands for the name of every stage. */
export const anyStage = "\u{E101}";

/** Stages for which files are looked for, where they are named after a stage. */
export const usualStages: readonly string[] = ["dev", "prod", "production", "staging", "test"];

/** A value in the stage that gives it. The first is that of the stage by default. */
interface StageValue {
  readonly stage: string;
  readonly value: Value;
}

/** Whether an alternative may give another value in another stage: a parameter, or a key or file that is chosen by a variable. */
export function mayChoose(alternative: Alternative): boolean {
  if (alternative.kind !== "source") return false;
  if (alternative.name === "param") return true;
  const parts = [...(alternative.argument ?? []), ...(alternative.address ?? [])];
  return (alternative.name === "self" || alternative.name === "file") && parts.some((part) => "alternatives" in part);
}

/** The stages for which a service has parameters: `params.<stage>` and `stages.<stage>`. */
export function stagesOfParameters(root: Value): readonly string[] {
  const keys = ["params", "stages"].flatMap((name) => {
    const value = entryOf(root, name)?.value;
    return value?.kind === "map" ? [...value.entries.keys()] : [];
  });
  return keys.filter((key) => key !== "default");
}

/** For an address that holds the name of any stage: the address before the key with that name, and which of the keys there name stages. */
export function stagesBehind(address: string): {
  readonly before: string | undefined;
  readonly stagesAmong: (keys: readonly string[]) => readonly string[];
} {
  const steps = address.split(".");
  const index = steps.findIndex((step) => step.includes(anyStage));
  const [start = "", end = "", ...more] = (steps[index] ?? "").split(anyStage);
  const before = index < 1 || more.length > 0 ? undefined : steps.slice(0, index).join(".");
  const isOne = (key: string) => key.length > start.length + end.length && key.startsWith(start) && key.endsWith(end);
  return { before, stagesAmong: (keys) => keys.filter(isOne).map((key) => key.slice(start.length, key.length - end.length)) };
}

/**
 * One value for what each stage gives: the common one where all agree, also where names differ by the stage's name alone; else that of the stage in
 * production, which is deployed for sure and which users meet; else unknown, with what each stage gives.
 */
export function acrossStages(candidates: readonly StageValue[], at: Location): Value {
  const [own, ...others] = candidates;
  if (own === undefined) return unknown("no stage gives the value", at);
  if (others.every((other) => isLike(own, other))) return own.value;
  const inside = joinedInside(candidates, at);
  if (inside !== undefined) return inside;
  const production = candidates.find(({ stage }) => isProduction(stage));
  const told = candidates.map(({ stage, value }) => `${shortText(value)}${stage}`).join(", ");
  return production?.value ?? unknown(`it differs by stage: ${told}`, at);
}

/** Numbers and switches are told; texts may be long, or secret. */
function shortText(value: Value): string {
  const isShort = value.kind === "scalar" && (typeof value.value === "number" || typeof value.value === "boolean");
  return isShort ? `${value.value} in ` : "another value in ";
}

function isLike(one: StageValue, other: StageValue): boolean {
  if (isSameValue(one.value, other.value)) return true;
  const [first, second] = [nameless(one), nameless(other)];
  return first !== undefined && first === second;
}

/** A text without the name of its stage; undefined where the name is not in it. */
function nameless({ stage, value }: StageValue): string | undefined {
  const text = value.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
  return text?.includes(stage) === true ? text.replaceAll(stage, anyStage) : undefined;
}

/** Maps and lists of one size differ in parts; undefined for other values. */
function joinedInside(candidates: readonly StageValue[], at: Location): Value | undefined {
  const [own] = candidates;
  if (own?.value.kind === "list") {
    const { items } = own.value;
    const lists = candidates.map(({ stage, value }) => ({ stage, items: value.kind === "list" ? value.items : [] }));
    if (lists.some((one) => one.items.length !== items.length)) return undefined;
    const joined = items.map((item, index) =>
      acrossStages(
        lists.map((one) => ({ stage: one.stage, value: one.items[index] ?? item })),
        at,
      ),
    );
    return list(joined, own.value.at);
  }
  return own?.value.kind === "map" && candidates.every(({ value }) => value.kind === "map") ? joinedMap(candidates, own.value.at) : undefined;
}

/** A key that some stages lack is there where it is in production; without such a stage nobody can say. */
function joinedMap(candidates: readonly StageValue[], at: Location): Value {
  const production = candidates.find(({ stage }) => isProduction(stage));
  const names = new Set(candidates.flatMap(({ value }) => (value.kind === "map" ? [...value.entries.keys()] : [])));
  const entries = [...names].flatMap((name): readonly MapEntry[] => {
    const given = candidates.flatMap(({ stage, value }) => {
      const found = entryOf(value, name);
      return found === undefined ? [] : [{ stage, found, value: found.value }];
    });
    const [first] = given;
    if (first === undefined) return [];
    if (given.length === candidates.length) return [{ ...first.found, value: acrossStages(given, first.value.at) }];
    const inProduction = given.find(({ stage }) => stage === production?.stage);
    if (production !== undefined) return inProduction === undefined ? [] : [inProduction.found];
    const stages = given.map(({ stage }) => stage).join(", ");
    return [entry(name, unknown(`it is given in ${stages} only`, first.value.at), { key: first.found.key, at: first.found.at })];
  });
  return map(entries, at);
}
