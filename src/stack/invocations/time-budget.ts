import { azureDefaults } from "../../facts/azure-numbers.ts";
import { plainOf } from "../setting.ts";
import { valueAt } from "../value.ts";
import { type Fact, type TimeBudget, factOf, known, unknownFact } from "./invocation.ts";
import { type Occasion, stateOf } from "./retry.ts";

/** How long the caller waits, how long the function may run, and which of both ends first. */
export function timeBudgetOf(occasion: Occasion): TimeBudget {
  const functionRuns = runsOf(occasion);
  const callerWaits = waitsOf(occasion);
  return { callerWaits, functionRuns, smaller: smallerOf(callerWaits, functionRuns) };
}

/** What the function sets, else what its platform takes; Azure takes it by plan. -1 means without end there. */
function runsOf({ stack, fn }: Occasion): Fact<number> {
  const written = fn.number("timeoutSeconds");
  if (written.state !== "absent" || fn.platform !== "azure") return factOf(written, "the function's timeout is not known");
  const app = stack.linksTo(fn, "contains")[0]?.from.resource;
  const used = app === undefined || app === null ? [] : stack.linksFrom(app, "uses").flatMap((link) => link.to.resource ?? []);
  const tier = used.find((one) => one.kind === "plan")?.string("tier");
  if (tier?.known !== true) return unknownFact("the plan decides how long the function may run, and it is not known", fn.at);
  return known(tier.value === "consumption" ? azureDefaults.consumptionTimeout.value : azureDefaults.otherPlansTimeout.value, fn.at);
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
