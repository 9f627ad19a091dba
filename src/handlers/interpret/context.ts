import type { CallRecord, CodeScope, Situation } from "../code-model.ts";
import type { Phase } from "../facts.ts";
import { type Origin, qualifiedName } from "../origin.ts";
import { type EntryParameters, eventPath } from "../program/event.ts";
import type { Resolver } from "../program/resolver.ts";

/** What turns records of scopes into facts. */
export interface InterpretContext {
  readonly resolver: Resolver;
  readonly entry: EntryParameters;
  readonly platform: "aws" | "azure" | "google";
  /** Scopes that run, with when. */
  readonly scopes: readonly { readonly scope: CodeScope; readonly phase: Phase }[];
  /** When each call runs. */
  readonly phases: ReadonlyMap<CallRecord, Phase>;
}

/** One call of code that runs. */
export interface RunningCall {
  readonly call: CallRecord;
  readonly scope: CodeScope;
  readonly phase: Phase;
  /** The callee's dotted name; null where it comes from no package and is not global. */
  readonly name: string | null;
}

/** Every call of code that runs. */
export function runningCalls(context: InterpretContext): RunningCall[] {
  return context.scopes.flatMap(({ scope, phase }) =>
    scope.calls.map((call) => ({
      call,
      scope,
      phase: context.phases.get(call) ?? phase,
      name: qualifiedName(call.callee) ?? qualifiedName(context.resolver.resolve(call.callee)),
    })),
  );
}

/** When each call of the scopes runs; what functions of `kept` call counts as initialization. */
export function phasesOf(scopes: InterpretContext["scopes"], kept: ReadonlySet<string>): ReadonlyMap<CallRecord, Phase> {
  return new Map(
    scopes.flatMap(({ scope, phase }) => scope.calls.map((call) => [call, kept.has(scope.id) ? "init" : phaseOf(phase, scope, call)] as const)),
  );
}

/** Code that an invocation runs counts as initialization where its result is kept. */
export function phaseOf(phase: Phase, scope: CodeScope, situation: { readonly once: boolean }): Phase {
  return situation.once || scope.memoized ? "init" : phase;
}

/** Whether one of the loops around runs over the records of the event. */
export function inRecordLoop(situation: Situation, context: InterpretContext): boolean {
  return situation.loops.some((over) => isRecords(over, context));
}

const recordNames = new Set(["Records", "records", "messages"]);

/** Whether a value is the event's list of records: `event.Records`, or an event that is a list itself (Azure batches). */
export function isRecords(over: Origin, context: InterpretContext): boolean {
  const value = context.resolver.resolve(over);
  const path = eventPath(value, context.entry) ?? [];
  const last = path.findLast((name) => name !== "()");
  if (last !== undefined && recordNames.has(last)) return true;
  if (value.kind === "member" && value.name === "Records") return true;
  return (
    path.length === 0 &&
    context.platform === "azure" &&
    value.kind === "parameter" &&
    context.entry.roots.has(value.scope) &&
    value.index === context.entry.event
  );
}
