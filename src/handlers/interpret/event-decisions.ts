import type { HandlerFacts } from "../facts.ts";
import { type Origin, qualifiedName } from "../origin.ts";
import { eventPath } from "../program/event.ts";
import type { InterpretContext, RunningCall } from "./context.ts";

/** Conditions that code depends on while it handles an event. */
export function interpretDecisions(context: InterpretContext): Pick<HandlerFacts, "decisions"> {
  return { decisions: context.scopes.flatMap(({ scope, phase }) => (phase === "invocation" ? (scope.decisions ?? []) : [])) };
}

const timeNames = ["timestamp", "eventTime", "event_time", "publishTime", "publish_time", "time"];

/** Where code reads when the event happened. */
export function interpretEventTimes(context: InterpretContext): Pick<HandlerFacts, "eventTimeReads"> {
  return {
    eventTimeReads: context.scopes.flatMap(({ scope, phase }) => {
      const at = phase === "invocation" ? timeNames.map((name) => scope.members.get(name)).find((place) => place !== undefined) : undefined;
      return at === undefined ? [] : [{ at }];
    }),
  };
}

const writes = new Set(["set", "update"]);
const referenceNames = new Set(["ref", "reference"]);

/** Writes to the document that the event is about: `event.data.after.ref.update(…)`, `change.after.ref.set(…)`. */
export function interpretEventWrites(calls: readonly RunningCall[], context: InterpretContext): Pick<HandlerFacts, "eventWrites"> {
  const eventWrites: HandlerFacts["eventWrites"][number][] = [];
  for (const { call, phase } of calls) {
    const callee = context.resolver.resolve(call.callee);
    if (callee.kind !== "member" || !writes.has(callee.name) || phase !== "invocation") continue;
    const path = eventPath(context.resolver.resolve(callee.of), context.entry);
    if (path === null || !referenceNames.has(path.at(-1) ?? "")) continue;
    const given = [...call.arguments.positional, ...call.arguments.named.values()];
    eventWrites.push({ action: callee.name, changesEachTime: given.some((one) => changesEachTime(context.resolver.resolve(one), 0)), at: call.at });
  }
  return { eventWrites };
}

const changing =
  /(?:serverTimestamp|increment|Increment|SERVER_TIMESTAMP|randomUUID|uuid4?|Date\.now|Math\.random|datetime\.(?:now|utcnow)|time\.time)$/u;

/** A value that is another one each time: the time, a counter, a random number. */
function changesEachTime(value: Origin, depth: number): boolean {
  if (depth > 6) return false;
  const within = (one: Origin) => changesEachTime(one, depth + 1);
  switch (value.kind) {
    case "object":
      return [...value.entries.values()].some(within);
    case "list":
      return value.items.some(within);
    case "mixed":
      return value.parts.some(within);
    case "import":
    case "global":
      return changing.test(qualifiedName(value) ?? "");
    case "member":
      return changing.test(qualifiedName(value) ?? value.name) || within(value.of);
    case "result":
      return (
        (value.constructed && qualifiedName(value.callee) === ":Date" && value.arguments.positional.length === 0) ||
        within(value.callee) ||
        value.arguments.positional.some(within)
      );
    default:
      return false;
  }
}
