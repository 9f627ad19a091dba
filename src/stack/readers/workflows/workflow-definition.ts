import { type MapValue, type Value, entryOf } from "../../value.ts";
import { entry, map } from "../../value-builders.ts";

/** Keys of which every step has at least one. https://cloud.google.com/workflows/docs/reference/syntax */
const stepKeys = new Set(["call", "assign", "switch", "for", "parallel", "try", "return", "raise", "next", "steps"]);
const ownKeys = new Set([
  ...stepKeys,
  "args",
  "result",
  "except",
  "retry",
  "in",
  "range",
  "value",
  "index",
  "condition",
  "branches",
  "shared",
  "exception_policy",
  "concurrency_limit",
]);

/**
 * The value as a workflow's definition: subworkflows by name, each with its steps. A file that is only a list of steps becomes the main workflow. Undefined
 * for anything else.
 */
export function workflowDefinition(value: Value): MapValue | undefined {
  if (value.kind === "list") {
    const isMain = value.items.length > 0 && value.items.every(isStep) && value.items.some(callsSomething);
    return isMain ? map([entry("main", map([entry("steps", value)], value.at))], value.at) : undefined;
  }
  if (value.kind !== "map") return undefined;
  const main = entryOf(value, "main")?.value;
  const steps = main?.kind === "list" ? main : entryOf(main, "steps")?.value;
  return steps?.kind === "list" && steps.items.length > 0 && steps.items.every(isStep) ? value : undefined;
}

/** `name: { call: …, args: … }`. */
function isStep(value: Value): boolean {
  const body = bodyOf(value);
  if (body?.kind !== "map") return false;
  const names = [...body.entries.keys()];
  return names.some((name) => stepKeys.has(name)) && names.every((name) => ownKeys.has(name));
}

/** A list of one-key maps could be anything: a call of the library of Workflows settles it. */
function callsSomething(value: Value): boolean {
  const call = entryOf(bodyOf(value), "call")?.value;
  const text = call?.kind === "scalar" ? String(call.value) : "";
  return ["http.", "googleapis.", "sys.", "events."].some((start) => text.startsWith(start));
}

function bodyOf(step: Value): Value | undefined {
  if (step.kind !== "map" || step.entries.size !== 1) return undefined;
  const [only] = step.entries.values();
  return only?.value;
}
