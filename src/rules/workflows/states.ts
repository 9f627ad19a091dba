import type { Location } from "../../change/location.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { type MapEntry, type MapValue, type Value, entryOf, itemsOf, textOf, valueAt } from "../../stack/value.ts";

/** One state of an Amazon States Language definition. */
export interface State {
  readonly name: string;
  readonly type: string;
  readonly body: MapValue;
  /** Name and body together. */
  readonly at: Location;
}

/** One level of a definition: the whole, a branch of a Parallel state, or what a Map state runs for each item. */
export interface Machine {
  readonly startAt: MapEntry | undefined;
  readonly states: readonly State[];
  /** Names of all states, also of those whose body is not known. */
  readonly names: ReadonlySet<string>;
  /** The states of the definition, key and value together. */
  readonly at: Location;
}

/** What a Task state calls through Step Functions: `arn:aws:states:::sqs:sendMessage.waitForTaskToken`. */
interface Integration {
  /** As the ARN writes it: lambda, sqs, aws-sdk:dynamodb. */
  readonly service: string;
  /** As the ARN writes it, in camel case: invoke, sendMessage. */
  readonly action: string;
  readonly pattern: "request" | "job" | "callback";
}

/** Deeper nesting of Parallel and Map states than any real definition has. */
const deepest = 20;

/** Every level of a workflow's definition, outer ones first. Empty where the definition is not known. */
export function machinesOf(workflow: Resource): readonly Machine[] {
  return machinesIn(workflow.value("definition"), 0);
}

/** Every state of a workflow, those inside Parallel and Map states too. Empty where the definition is not known. */
export function statesOf(workflow: Resource): readonly State[] {
  return machinesOf(workflow).flatMap((machine) => machine.states);
}

function machinesIn(definition: Value | undefined, depth: number): Machine[] {
  const entry = entryOf(definition, "States");
  if (entry?.value.kind !== "map" || depth > deepest) return [];
  const states = [...entry.value.entries.values()].flatMap(({ name, value, at }) =>
    value.kind === "map" ? [{ name, type: textOf(valueAt(value, "Type")) ?? "", body: value, at }] : [],
  );
  const machine = { startAt: entryOf(definition, "StartAt"), states, names: new Set(entry.value.entries.keys()), at: entry.at };
  return [machine, ...states.flatMap((state) => innerOf(state).flatMap((inner) => machinesIn(inner, depth + 1)))];
}

/** The definitions inside a Parallel or Map state. */
function innerOf(state: State): readonly Value[] {
  return [...itemsOf(valueAt(state.body, "Branches")), valueAt(state.body, "Iterator"), valueAt(state.body, "ItemProcessor")].filter(
    (value) => value !== undefined,
  );
}

/** The states that run inside a Parallel or Map state, at any depth. */
export function statesInside(state: State): readonly State[] {
  return innerOf(state).flatMap((inner) => machinesIn(inner, 0).flatMap((machine) => machine.states));
}

/** What a Task state calls, as text where it is known: "arn:aws:states:::lambda:invoke.waitForTaskToken". References give null. */
export function resourceOf(state: State): string | null {
  const value = valueAt(state.body, "Resource");
  if (value?.kind === "joined") return value.parts.map((part) => textOf(part) ?? "*").join("");
  return textOf(value) ?? null;
}

/** The service integration of a Task state; null for functions named by their ARN, activities, and what is not known. */
export function integrationOf(state: State): Integration | null {
  const [, path] = (state.type === "Task" ? resourceOf(state) : null)?.split(":states:::") ?? [];
  const separator = path?.lastIndexOf(":") ?? -1;
  if (path === undefined || separator < 0) return null;
  const [action = "", suffix = ""] = path.slice(separator + 1).split(".");
  const pattern = suffix === "waitForTaskToken" ? "callback" : suffix.startsWith("sync") ? "job" : "request";
  return { service: path.slice(0, separator), action, pattern };
}

/** The function of the stack that a Task state invokes. */
export function functionCalledBy(state: State, workflow: Resource, stack: Stack): Resource | null {
  if (state.type !== "Task") return null;
  const target = stack.linksFrom(workflow, "invokes").find((link) => link.name === state.name)?.to.resource;
  return target?.kind === "function" ? target : null;
}

/** Whether a state evaluates JSONata instead of JSONPath; also true where that is not known. */
export function isJsonata(state: State, workflow: Resource): boolean {
  const language = valueAt(state.body, "QueryLanguage") ?? valueAt(workflow.value("definition"), "QueryLanguage");
  return language !== undefined && textOf(language) !== "JSONPath";
}

/** Whether the execution as a whole ends by itself. */
export function hasOwnTimeout(workflow: Resource): boolean {
  return entryOf(workflow.value("definition"), "TimeoutSeconds") !== undefined;
}

/** Whether the state says when to give up, by a number or by a path. */
export function hasTimeout(state: State): boolean {
  return state.body.entries.has("TimeoutSeconds") || state.body.entries.has("TimeoutSecondsPath");
}

/** Where a state may go next, in the order of the definition. Values that are not known stay. */
export function transitionsOf(
  state: State,
): readonly { readonly to: Value; readonly at: Location; readonly by: "Next" | "Choice" | "Default" | "Catch" }[] {
  const next = entryOf(state.body, "Next");
  const fallback = entryOf(state.body, "Default");
  const choices = itemsOf(valueAt(state.body, "Choices")).flatMap((rule) => nextOf(rule, "Choice"));
  const catches = itemsOf(valueAt(state.body, "Catch")).flatMap((catcher) => nextOf(catcher, "Catch"));
  return [
    ...(next ? [{ to: next.value, at: next.at, by: "Next" as const }] : []),
    ...choices,
    ...(fallback ? [{ to: fallback.value, at: fallback.at, by: "Default" as const }] : []),
    ...catches,
  ];
}

function nextOf<By extends string>(rule: Value, by: By): { to: Value; at: Location; by: By }[] {
  const next = entryOf(rule, "Next");
  if (next !== undefined) return [{ to: next.value, at: next.at, by }];
  return rule.kind === "map" ? [] : [{ to: rule, at: rule.at, by }];
}
