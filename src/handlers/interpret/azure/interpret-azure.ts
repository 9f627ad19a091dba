import type { HandlerFacts } from "../../facts.ts";
import type { InterpretContext, RunningCall } from "../context.ts";
import { nondeterminismOf } from "./nondeterminism.ts";
import { ownScopes } from "./own-scopes.ts";
import { racedTimersOf } from "./raced-timers.ts";
import { settlementsOf } from "./settlements.ts";
import { timedOutputsOf } from "./timed-outputs.ts";

const continuing: ReadonlySet<string> = new Set(["continueAsNew", "continue_as_new", "ContinueAsNew"]);

/** What only Azure's rules ask; nothing on other platforms. */
export function interpretAzure(calls: readonly RunningCall[], context: InterpretContext): Pick<HandlerFacts, "azure"> {
  if (context.platform !== "azure") return {};
  const own = ownScopes(context);
  const running = calls.filter(({ scope }) => own.has(scope.id));
  return {
    azure: {
      nondeterminism: nondeterminismOf(running, own, context),
      endlessLoops: context.scopes.flatMap(({ scope }) =>
        own.has(scope.id) ? (scope.endlessLoops ?? []).filter(({ leaves }) => !leaves).map(({ at }) => ({ at })) : [],
      ),
      continuations: running.flatMap(({ call }) => (call.callee.kind === "member" && continuing.has(call.callee.name) ? [{ at: call.at }] : [])),
      racedTimers: racedTimersOf(running, context),
      settlements: settlementsOf(running, context),
      timedOutputs: timedOutputsOf(running, context),
    },
  };
}
