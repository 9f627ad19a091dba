import type { NativeResource } from "../../native.ts";
import type { WithRoutes } from "../../open-api/route-allowance.ts";
import { type Value, entryOf, itemsOf } from "../../value.ts";
import { entry, unknown, withEntries } from "../../value-builders.ts";

/** Step Functions takes definitions of at most 1 MB, and a stack has tens of workflows of tens of states: what is beyond is one definition that many share. */
const mostStates = 10_000;
/** Characters of a definition that is written as text, for each state. */
const charactersOfState = 100;
const deepest = 30;
const types = new Set(["AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"]);
const properties = ["Definition", "DefinitionString"];

/** The declarations, with the definitions of workflows unknown that there is no room for; a note says which is the first. */
export function withBoundedWorkflows(natives: readonly NativeResource[]): WithRoutes {
  let left = mostStates;
  const refused: NativeResource[] = [];
  const bounded = natives.map((native) => {
    const states = types.has(native.type) ? properties.reduce((sum, name) => sum + statesOf(entryOf(native.properties, name)?.value), 0) : 0;
    if (states <= left) {
      left -= states;
      return native;
    }
    refused.push(native);
    return withoutDefinition(native);
  });
  const [first, ...others] = refused;
  if (first === undefined) return { natives, notes: [] };
  const more = others.length === 0 ? "" : `, and those of ${others.length} more`;
  const message = `the workflows of this stack have more than ${mostStates} states: those of this one were left out${more}`;
  return { natives: bounded, notes: [{ path: first.at.path, line: first.at.startLine, message }] };
}

function withoutDefinition(native: NativeResource): NativeResource {
  const written = properties.flatMap((name) => entryOf(native.properties, name) ?? []);
  const hidden = written.map((one) => [one.name, entry(one.name, unknown("the workflows have too many states", one.value.at), one)] as const);
  return { ...native, properties: withEntries(native.properties, new Map(hidden)) };
}

const counted = new WeakMap<Value, number>();

function statesOf(definition: Value | undefined, depth = 0): number {
  if (definition?.kind === "scalar") return Math.floor(String(definition.value).length / charactersOfState);
  if (definition?.kind === "joined") return definition.parts.reduce((sum, part) => sum + statesOf(part, depth), 0);
  if (definition?.kind !== "map" || depth > deepest) return 0;
  const before = counted.get(definition);
  if (before !== undefined) return before;
  const states = entryOf(definition, "States")?.value;
  const own = states?.kind === "map" ? [...states.entries.values()] : [];
  const inner = own.flatMap(({ value }) => ["Branches", "ItemProcessor", "Iterator"].flatMap((name) => itemsOf(entryOf(value, name)?.value)));
  const count = own.length + inner.reduce((sum, one) => sum + statesOf(one, depth + 1), 0);
  counted.set(definition, count);
  return count;
}
