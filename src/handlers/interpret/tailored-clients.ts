import type { Arguments, Origin } from "../origin.ts";
import { eventPath } from "../program/event.ts";
import type { InterpretContext, RunningCall } from "./context.ts";

/** Names of options that carry credentials: these expire or belong to one caller. */
const credentials = /credential|token|access_?key|secret_?key|profile/iu;
/** Steps of a builder that say what the client is made with. */
const builderSteps = /^(?:credentials|region|endpoint|override|httpClient|default)/u;

/** Whether a client is made with credentials, or with values that are not the same for every invocation, as far as the code tells. */
export function isTailored({ call, scope }: RunningCall, context: InterpretContext): boolean {
  if (call.callee.kind === "member" && call.callee.name === "builder") {
    const steps = scope.calls.filter(({ callee }) => callee.kind === "member" && builderSteps.test(callee.name));
    return steps.some((step) => isCredentialStep(step.callee) || !areFixed(step.arguments, context, 0));
  }
  return !areFixed(call.arguments, context, 0) || !isFixed(call.callee, context, 0);
}

function isCredentialStep(callee: Origin): boolean {
  return callee.kind === "member" && credentials.test(callee.name);
}

function areFixed({ positional, named, complete }: Arguments, context: InterpretContext, depth: number): boolean {
  if (!complete || [...named.keys()].some((name) => credentials.test(name))) return false;
  return [...positional, ...named.values()].every((given) => isFixed(given, context, depth + 1));
}

/** Whether a value is the same in every invocation: written out, of the environment, or made of such. */
function isFixed(origin: Origin, context: InterpretContext, depth: number): boolean {
  if (depth > 12) return false;
  const value = context.resolver.resolve(origin);
  const isDeeperFixed = (inner: Origin) => isFixed(inner, context, depth + 1);
  switch (value.kind) {
    case "literal":
    case "import":
    case "global":
    case "function":
    case "class":
      return true;
    case "member":
      return isDeeperFixed(value.of);
    case "list":
      return value.items.every(isDeeperFixed);
    case "mixed":
      return value.parts.every(isDeeperFixed);
    case "object":
      return value.complete && ![...value.entries.keys()].some((name) => credentials.test(name)) && [...value.entries.values()].every(isDeeperFixed);
    case "result":
      return isDeeperFixed(value.callee) && areFixed(value.arguments, context, depth);
    case "parameter":
      // Go hands its context to everything.
      return context.entry.roots.has(value.scope) && eventPath(value, context.entry) === null;
    default:
      return false;
  }
}
