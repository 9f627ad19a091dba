import { type Setting, plainOf } from "../setting.ts";
import { valueAt } from "../value.ts";
import { type Fact, type TimeBudget, factOf, known, unknownFact } from "./invocation.ts";
import { type Occasion, stateOf } from "./retry.ts";

/** How long the caller waits, how long the function may run, and which of both ends first. */
export function timeBudgetOf(occasion: Occasion): TimeBudget {
  const functionRuns = runsOf(occasion);
  const callerWaits = waitsOf(occasion);
  return { callerWaits, functionRuns, smaller: smallerOf(callerWaits, factOf(functionRuns, "the function's timeout is not known")) };
}

/** Azure's -1 means without end. */
function runsOf({ fn }: Occasion): Setting<number> {
  return fn.number("timeoutSeconds");
}

function waitsOf({ row, link, fn }: Occasion): Fact<number> | null {
  const at = link?.at ?? fn.at;
  if (row.waits === null) return null;
  if (typeof row.waits === "number") return known(row.waits, at);
  if (row.waits === "caller") return unknownFact("the caller decides how long it waits", at);
  const state = row.retry === "state" ? valueAt(stateOf(link), "TimeoutSeconds") : undefined;
  if (state !== undefined) {
    const seconds = plainOf(state);
    return typeof seconds === "number" ? known(seconds, state.at, "setting") : unknownFact("the state's timeout is not known", state.at);
  }
  const own = link?.number("timeoutSeconds");
  const source = link?.from.resource;
  if (row.service === "pubsub" && source?.kind !== "subscription") return null;
  const deadline = source?.number(row.service === "pubsub" ? "ackDeadlineSeconds" : "attemptDeadlineSeconds");
  if (own?.state === "absent" && deadline !== undefined && deadline.state !== "absent") return factOf(deadline, "");
  return own === undefined ? unknownFact("no link says how long the caller waits", at) : factOf(own, "the caller sets no time limit");
}

function smallerOf(waits: Fact<number> | null, runs: Fact<number>): Fact<number> {
  if (waits === null) return runs.known && runs.value < 0 ? unknownFact("the function may run without end", runs.at) : runs;
  if (!waits.known || !runs.known) return waits.known ? waits : runs;
  return runs.value >= 0 && runs.value <= waits.value ? runs : waits;
}
