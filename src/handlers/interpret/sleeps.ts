import type { HandlerFacts } from "../facts.ts";
import { type Origin, numberOf } from "../origin.ts";
import { type InterpretContext, type RunningCall } from "./context.ts";

/** Calls that only wait: their name, and how many of their unit make a second. */
const waits: ReadonlyMap<string, number> = new Map([
  [":setTimeout", 1000],
  ["timers/promises:setTimeout", 1000],
  ["timers/promises:scheduler.wait", 1000],
  ["time.sleep", 1],
  ["asyncio.sleep", 1],
  ["time:Sleep", 1_000_000_000],
  [":Thread.sleep", 1000],
  [":Thread.Sleep", 1000],
  [":Task.Delay", 1000],
  ["System.Threading.Thread.Sleep", 1000],
  ["System.Threading.Tasks.Task.Delay", 1000],
]);

type Sleep = HandlerFacts["sleeps"][number];

/** Places where code waits, with the time where it is written out. */
export function interpretSleeps(calls: readonly RunningCall[], context: InterpretContext): Pick<HandlerFacts, "sleeps"> {
  const sleeps: Sleep[] = [];
  for (const running of calls) {
    const unit = running.name === null ? undefined : waits.get(running.name);
    if (unit === undefined) continue;
    if (running.name === ":setTimeout" && !isPromised(running, context)) continue;
    const given = running.call.arguments.positional[running.name === ":setTimeout" ? 1 : 0];
    sleeps.push(...sleepsOf(running, given, unit, context));
  }
  return { sleeps };
}

/** `new Promise((resolve) => setTimeout(resolve, ms))`: the callback of setTimeout is the promise's own. Anything else starts work for later. */
function isPromised(running: RunningCall, context: InterpretContext): boolean {
  const callback = running.call.arguments.positional[0];
  if (callback === undefined) return false;
  if (callback.kind === "parameter") return callback.scope === running.scope.id && running.scope.runsWithParent;
  if (callback.kind !== "function") return false;
  const inner = context.resolver.scopeOf(callback.scope);
  return (
    inner !== undefined && inner.calls.length === 1 && inner.calls[0]?.callee.kind === "parameter" && inner.calls[0].callee.scope === running.scope.id
  );
}

/** A wait whose time is a parameter stands where its function is called. */
function sleepsOf(running: RunningCall, given: Origin | undefined, unit: number, context: InterpretContext): Sleep[] {
  const { call, phase } = running;
  if (given?.kind === "parameter") {
    const sites = context.resolver.callsOf(given.scope);
    if (sites.length > 0) {
      return sites.map((site) => ({
        seconds: secondsOf(site.arguments.positional[given.index], unit, context),
        phase: context.phases.get(site) ?? phase,
        inLoop: site.inLoop,
        at: site.at,
      }));
    }
  }
  return [{ seconds: secondsOf(given, unit, context), phase, inLoop: call.inLoop, at: call.at }];
}

function secondsOf(given: Origin | undefined, unit: number, context: InterpretContext): number | null {
  const amount = numberOf(given === undefined ? undefined : context.resolver.resolve(given));
  return amount === null ? null : amount / unit;
}
