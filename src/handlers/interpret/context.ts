import type { CallRecord, CodeScope, Situation } from "../code-model.ts";
import type { Phase } from "../facts.ts";
import { type Origin, qualifiedName } from "../origin.ts";
import type { EntryPoint } from "../program/entry.ts";
import { type EntryParameters, eventPath } from "../program/event.ts";
import type { Program } from "../program/program.ts";
import { computeReach } from "../program/reach.ts";
import { Resolver } from "../program/resolver.ts";
import { keptScopes } from "./kept-scopes.ts";

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

/** What of a program runs, from the point where the platform enters it. */
export function contextOf(program: Program, entry: EntryPoint, platform: InterpretContext["platform"]): InterpretContext {
  const roots = entry.roots.map((scope) => scope.id);
  const reach = computeReach(program, roots, [{ module: entry.module, origin: entry.origin }]);
  const scopes = [...program.modules.values()].flatMap((module) =>
    [...module.scopes.values()].flatMap((scope) => {
      const phase = reach.get(scope.id);
      return phase === undefined ? [] : [{ scope, phase }];
    }),
  );
  const resolver = new Resolver(program, (scope) => reach.has(scope.id));
  return { resolver, entry: parametersOf(entry, platform), platform, scopes, phases: phasesOf(scopes, keptScopes(scopes, resolver, roots)) };
}

/** Which parameter is what: the old Azure model for JavaScript puts the context first. */
function parametersOf(entry: EntryPoint, platform: "aws" | "azure" | "google"): EntryParameters {
  const roots = new Set(entry.roots.map((scope) => scope.id));
  const first = entry.roots[0]?.parameters[0]?.name;
  const language = entry.module.language;
  if (platform === "azure" && (language === "javascript" || language === "typescript") && first === "context")
    return { roots, event: 1, context: 0, callback: -1 };
  if (language === "go") return { roots, event: platform === "google" || entry.roots[0]?.parameters.length === 2 ? 1 : 0, context: -1, callback: -1 };
  if (entry.roots[0]?.kind === "method" && language === "python") return { roots, event: 1, context: 2, callback: 3 };
  return { roots, event: 0, context: 1, callback: 2 };
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
function phasesOf(scopes: InterpretContext["scopes"], kept: ReadonlySet<string>): ReadonlyMap<CallRecord, Phase> {
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
