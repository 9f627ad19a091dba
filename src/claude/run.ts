import type { Change } from "../change/change.ts";
import type { Persona } from "../persona/persona.ts";
import type { AnswerStore } from "../ports/answer-store.ts";
import type { Brief } from "../ports/reviewer.ts";
import { type Asker, createAsker } from "./ask.ts";
import { createBudget } from "./budget.ts";
import type { Caller } from "./call.ts";
import type { Budgets } from "./configuration.ts";
import { type Gathered, gatherFiles } from "./gather.ts";
import { planFiles } from "./plan-files.ts";
import { createRedactor } from "./redact.ts";

/** What every run of one reviewer shares. */
export interface RunSettings {
  readonly caller: Caller;
  readonly persona: Persona;
  readonly store: AnswerStore | undefined;
  readonly reviewModel: string;
  readonly verifyModel: string;
  readonly maximumOutputTokens: number;
  readonly budgets: Budgets;
}

/** The state of one review: opinion and refutation share files, budget, and what was asked. */
export interface Run extends RunSettings {
  readonly asker: Asker;
  readonly gather: () => Promise<Gathered>;
  /** Takes secrets out of text that is not a file's: by their own looks, and those that files hold. */
  readonly scrub: (text: string) => Promise<string>;
}

/** Runs by change: the same change means the same run. */
export function createRuns(settings: RunSettings): (brief: Brief) => Run {
  const runs = new WeakMap<Change, Run>();
  return (brief) => {
    const before = runs.get(brief.change);
    if (before !== undefined) return before;
    const run = createRun(brief, settings);
    runs.set(brief.change, run);
    return run;
  };
}

function createRun(brief: Brief, settings: RunSettings): Run {
  const redactor = createRedactor();
  const budget = createBudget(settings.budgets.runTokens);
  let gathered: Promise<Gathered> | undefined;
  return {
    ...settings,
    asker: createAsker({ caller: settings.caller, budget, store: settings.store }),
    gather: () => (gathered ??= gatherFiles(planFiles(brief), brief.change, redactor)),
    scrub: async (text) => redactor.redact("text.txt", redactor.scrub(text)),
  };
}
