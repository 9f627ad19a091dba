import type { Location } from "../../../change/location.ts";
import type { Resource } from "../../resource.ts";
import { type MapValue, type Value, entryOf, itemsOf, textOf, valueAt } from "../../value.ts";

/** One step of a Workflows definition. */
export interface WorkflowStep {
  readonly name: string;
  /** The subworkflow that holds it; `main` begins. */
  readonly workflow: string;
  /** What it calls: `http.post`, `googleapis.pubsub.v1.projects.topics.publish`, a subworkflow; null for steps that call nothing. */
  readonly call: string | null;
  readonly args: Value | undefined;
  /** Inside a `try` that has a `retry`. */
  readonly retried: boolean;
  /** Inside a `try` that has an `except`. */
  readonly caught: boolean;
  readonly body: MapValue;
  /** Name and body together. */
  readonly at: Location;
}

const deepest = 40;
const mostSteps = 100_000;

/** Every step of a workflow, those inside branches, loops, conditions and tries too. Empty where the definition is not known. */
export function workflowSteps(workflow: Resource): readonly WorkflowStep[] {
  const definition = workflow.value("definition");
  if (definition?.kind !== "map") return [];
  const found: WorkflowStep[] = [];
  for (const one of definition.entries.values()) {
    const steps = one.value.kind === "list" ? one.value : valueAt(one.value, "steps");
    gather(steps, { workflow: one.name, retried: false, caught: false, depth: 0, found });
  }
  return found;
}

interface Around {
  readonly workflow: string;
  readonly retried: boolean;
  readonly caught: boolean;
  readonly depth: number;
  readonly found: WorkflowStep[];
}

function gather(steps: Value | undefined, around: Around): void {
  if (steps?.kind !== "list" || around.depth > deepest || around.found.length > mostSteps) return;
  for (const item of steps.items) {
    if (item.kind !== "map") continue;
    for (const { name, value, at } of item.entries.values()) if (value.kind === "map") addStep({ name, body: value, at }, around);
  }
}

function addStep(step: { readonly name: string; readonly body: MapValue; readonly at: Location }, around: Around): void {
  const { body } = step;
  const { workflow, retried, caught } = around;
  around.found.push({ ...step, workflow, retried, caught, call: textOf(valueAt(body, "call")) ?? null, args: valueAt(body, "args") });
  const inside = { ...around, depth: around.depth + 1 };
  gather(valueAt(body, "steps"), inside);
  gather(valueAt(body, "for", "steps"), inside);
  gather(valueAt(body, "parallel", "for", "steps"), inside);
  gather(valueAt(body, "except", "steps"), inside);
  for (const choice of itemsOf(valueAt(body, "switch"))) gather(valueAt(choice, "steps"), inside);
  for (const branch of itemsOf(valueAt(body, "parallel", "branches"))) {
    if (branch.kind === "map") for (const { value } of branch.entries.values()) gather(valueAt(value, "steps"), inside);
  }
  const attempt = valueAt(body, "try");
  if (attempt?.kind !== "map") return;
  const tried = { ...inside, retried: retried || entryOf(body, "retry") !== undefined, caught: caught || entryOf(body, "except") !== undefined };
  if (entryOf(attempt, "steps") !== undefined) gather(valueAt(attempt, "steps"), tried);
  // A try may hold one call without a list of steps.
  else if (entryOf(attempt, "call") !== undefined) addStep({ name: step.name, body: attempt, at: step.at }, tried);
}
