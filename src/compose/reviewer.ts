import { createClaudeReviewer } from "../claude/claude-reviewer.ts";
import type { ModelEnvironment } from "../config/env.ts";
import type { RepositoryConfig } from "../config/repository.ts";
import type { Persona } from "../persona/persona.ts";
import type { AnswerStore } from "../ports/answer-store.ts";
import type { Reviewer } from "../ports/reviewer.ts";

/** The model for one repository; null where no credentials are set, and the review is by rules. */
export function createReviewer(parts: {
  readonly environment: ModelEnvironment;
  readonly persona: Persona;
  readonly config: RepositoryConfig;
  readonly model: string | undefined;
  readonly answers?: AnswerStore;
}): Reviewer | null {
  const { environment, persona, config, model, answers } = parts;
  if (environment.provider === "anthropic" && environment.apiKey === undefined) return null;
  return createClaudeReviewer({
    persona,
    answers,
    model: {
      provider: environment.provider,
      apiKey: environment.apiKey,
      baseUrl: environment.baseUrl,
      reviewModel: model ?? environment.reviewModel,
      verifyModel: environment.verifyModel,
      budgets: { runTokens: config.budgets.tokensPerRun },
    },
  });
}
