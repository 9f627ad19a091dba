import { type Usage, noUsage } from "../findings/review.ts";
import type { AnswerStore } from "../ports/answer-store.ts";
import type { TokenBudget } from "./budget.ts";
import type { Caller, Outcome } from "./call.ts";
import { type ModelRequest, estimateTokens, hashOf } from "./model-request.ts";

/** What became of a question. Only `answered` is remembered. */
export type Answer = { readonly usage: Usage } & (
  | { readonly state: "answered"; readonly text: string }
  | { readonly state: "cut-off" | "refused" | "rejected" | "over-budget" | "failed"; readonly note: string }
);

/** Asks within a budget, and never the same twice. Throws only when `signal` aborts. */
export interface Asker {
  /** `accept` tells whether an answer can be used: one that cannot is not remembered beyond this run. */
  ask(request: ModelRequest, accept: (text: string) => boolean, signal: AbortSignal): Promise<Answer>;
}

export interface AskerParts {
  readonly caller: Caller;
  readonly budget: TokenBudget;
  readonly store: AnswerStore | undefined;
}

/** From this share of what is left on, the rule of thumb is not enough and the service is asked to count. */
const countFrom = 0.6;

export function createAsker({ caller, budget, store }: AskerParts): Asker {
  const asked = new Map<string, Promise<Answer>>();

  async function answer(request: ModelRequest, accept: (text: string) => boolean, signal: AbortSignal): Promise<Answer> {
    const key = hashOf(request);
    const remembered = await store?.get(key).catch(() => undefined);
    if (remembered !== undefined && accept(remembered)) return { state: "answered", text: remembered, usage: noUsage };
    const estimate = estimateTokens(request);
    const isNear = estimate + request.maximumOutputTokens > budget.left() * countFrom;
    const inputTokens = isNear && estimate < budget.left() * 2 ? ((await caller.count(request, signal)) ?? estimate) : estimate;
    const outputTokens = budget.outputFor(inputTokens, request.maximumOutputTokens);
    if (outputTokens === null) {
      const note = `the run's token budget is used up: a request of about ${inputTokens} tokens does not fit the ${Math.max(0, budget.left())} that are left`;
      return { state: "over-budget", note, usage: noUsage };
    }
    const outcome = await caller.call(request, outputTokens, signal);
    budget.spend(outcome.usage);
    if (outcome.state === "answered" && accept(outcome.text)) await store?.set(key, outcome.text).catch(() => undefined);
    return toAnswer(outcome);
  }

  return {
    async ask(request, accept, signal) {
      const key = hashOf(request);
      const before = asked.get(key);
      if (before !== undefined) return { ...(await before), usage: noUsage };
      const now = answer(request, accept, signal);
      asked.set(key, now);
      return now;
    },
  };
}

function toAnswer(outcome: Outcome): Answer {
  const { usage } = outcome;
  if (outcome.state === "answered") return { state: "answered", text: outcome.text, usage };
  if (outcome.state === "cut-off") return { state: "cut-off", note: "its answer was cut off", usage };
  return { state: outcome.state, note: outcome.note, usage };
}
