import type { Location } from "../../change/location.ts";
import type { Resource } from "../../stack/resource.ts";
import { type MapValue, itemsOf, textOf, valueAt } from "../../stack/value.ts";

/** One state of an Amazon States Language definition. */
export interface State {
  readonly name: string;
  readonly type: string;
  readonly body: MapValue;
  /** Name and body together. */
  readonly at: Location;
}

/** Deeper nesting of Parallel and Map states than any real definition has. */
const deepest = 20;

/** Every state of a workflow, those inside Parallel and Map states too. Empty where the definition is not known. */
export function statesOf(workflow: Resource): readonly State[] {
  return statesIn(workflow.value("definition"), 0);
}

function statesIn(definition: ReturnType<Resource["value"]>, depth: number): State[] {
  const states = valueAt(definition, "States");
  if (states?.kind !== "map" || depth > deepest) return [];
  return [...states.entries.values()].flatMap((entry) => {
    if (entry.value.kind !== "map") return [];
    const body = entry.value;
    const inner = [...itemsOf(valueAt(body, "Branches")), valueAt(body, "Iterator"), valueAt(body, "ItemProcessor")];
    return [
      { name: entry.name, type: textOf(valueAt(body, "Type")) ?? "", body, at: entry.at },
      ...inner.flatMap((value) => statesIn(value, depth + 1)),
    ];
  });
}

/** What a Task state calls, as text where it is known: "arn:aws:states:::lambda:invoke.waitForTaskToken". References give null. */
export function resourceOf(state: State): string | null {
  const value = valueAt(state.body, "Resource");
  if (value?.kind === "joined") return value.parts.map((part) => textOf(part) ?? "*").join("");
  return textOf(value) ?? null;
}
