import { type UnknownValue, type Value, textOf } from "../value.ts";
import { splitAssignment } from "./expand-text.ts";
import type { Argument } from "./script.ts";

/** The options and other words of a command. */
export interface Options {
  /** Values of each option in their order; an option that comes twice has those of both. */
  readonly values: ReadonlyMap<string, readonly Value[]>;
  readonly words: readonly Value[];
  /** A word of the command that may stand for any options. */
  readonly open: UnknownValue | undefined;
}

/** What a program's options need to be told apart from its words. */
interface Syntax {
  /** Options that stand alone. */
  readonly switches?: ReadonlySet<string>;
  /** Options that take every word up to the next option; others take one. */
  readonly lists?: ReadonlySet<string>;
}

/** Reads the words behind a program: `--name value`, `--name=value`, `-n value`. */
export function optionsOf(words: readonly Argument[], syntax: Syntax = {}): Options {
  const values = new Map<string, Value[]>();
  const others: Value[] = [];
  let open: UnknownValue | undefined;
  let current: { name: string; left: number } | undefined;
  for (const { value, isOpen } of words) {
    const start = startOf(value);
    if (isOpen && current === undefined && start === undefined) open = openWord(value);
    else if (start?.startsWith("-") === true && start.length > 1 && !/^-\d/.test(start)) current = begin(value, values, syntax);
    else if (current !== undefined && current.left > 0) {
      values.get(current.name)?.push(value);
      current = { ...current, left: current.left - 1 };
    } else others.push(value);
    if (current?.left === 0) current = undefined;
  }
  return { values, words: others, open };
}

function begin(value: Value, values: Map<string, Value[]>, { switches, lists }: Syntax): { name: string; left: number } {
  const assigned = splitAssignment(value);
  const name = assigned?.name ?? textOf(value) ?? "";
  const given = values.get(name) ?? [];
  values.set(name, given);
  if (assigned !== undefined) given.push(assigned.value);
  const isSwitch = assigned !== undefined || name.startsWith("--no-") || switches?.has(name) === true;
  return { name, left: lists?.has(name) === true ? Number.POSITIVE_INFINITY : isSwitch ? 0 : 1 };
}

function startOf(value: Value): string | undefined {
  const first = value.kind === "joined" ? value.parts[0] : value;
  return textOf(first);
}

function openWord(value: Value): UnknownValue {
  return value.kind === "unknown" ? value : { kind: "unknown", reason: "an argument of the deployment is only known when it runs", at: value.at };
}

/** The last value of an option under any of its names. */
export function lastOf(options: Options, ...names: readonly string[]): Value | undefined {
  return names.flatMap((name) => options.values.get(name) ?? []).at(-1);
}

/** Every value of an option under any of its names. */
export function allOf(options: Options, ...names: readonly string[]): readonly Value[] {
  return names.flatMap((name) => options.values.get(name) ?? []);
}
