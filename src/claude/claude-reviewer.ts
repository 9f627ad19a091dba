import { UserError } from "../errors.ts";
import type { Persona } from "../persona/persona.ts";
import type { AnswerStore } from "../ports/answer-store.ts";
import type { Reviewer } from "../ports/reviewer.ts";
import { type CallerParts, createCaller } from "./call.ts";
import { type ModelClient, createModelClient } from "./client.ts";
import { type ModelConfiguration, defaultBudgets, defaultMaximumOutputTokens, defaultModels, defaultTimeoutMilliseconds } from "./configuration.ts";
import { opine } from "./opine.ts";
import { refute } from "./refute.ts";
import { createRuns } from "./run.ts";

export interface ClaudeReviewerParts {
  readonly persona: Persona;
  readonly model: ModelConfiguration;
  /** Without one, answers are remembered only within a run. */
  readonly answers?: AnswerStore | undefined;
  /** For tests: how waiting between attempts is done. */
  readonly wait?: CallerParts["wait"];
  readonly random?: CallerParts["random"];
}

/**
 * The model as a reviewer. Nothing is sent before the first question; one reviewer serves many runs.
 * @throws UserError when the Anthropic API is to be used without a key.
 */
export function createClaudeReviewer(parts: ClaudeReviewerParts): Reviewer {
  const { model, persona, answers } = parts;
  if (model.provider === "anthropic" && (model.apiKey === undefined || model.apiKey === "")) {
    throw new UserError("ANTHROPIC_API_KEY is not set.", { remedy: "Set it, choose another MODEL_PROVIDER, or review with --engine rules." });
  }
  let client: Promise<ModelClient> | undefined;
  const caller = createCaller({
    client: () => (client ??= createModelClient(model)),
    provider: model.provider,
    timeoutMilliseconds: model.timeoutMilliseconds ?? defaultTimeoutMilliseconds,
    ...(parts.wait === undefined ? {} : { wait: parts.wait }),
    ...(parts.random === undefined ? {} : { random: parts.random }),
  });
  const runOf = createRuns({
    caller,
    persona,
    store: answers,
    reviewModel: model.reviewModel ?? defaultModels[model.provider],
    verifyModel: model.verifyModel ?? model.reviewModel ?? defaultModels[model.provider],
    maximumOutputTokens: model.maximumOutputTokens ?? defaultMaximumOutputTokens,
    budgets: { ...defaultBudgets, ...model.budgets },
  });
  return {
    async opine(brief) {
      brief.signal.throwIfAborted();
      return opine(brief, runOf(brief));
    },
    async refute(brief, findings) {
      brief.signal.throwIfAborted();
      return refute(brief, findings, runOf(brief));
    },
  };
}
