import type { RepositoryConfig } from "../config/repository.ts";
import type { TokensSpent } from "../ports/token-ledger.ts";

/** A review by the model that may use less than this is not worth beginning. */
const leastTokens = 10_000;

/** What one run may use, or why the model is not asked. */
export type TokenAllowance = { readonly tokens: number } | { readonly refusal: string };

/** The smallest of what the budgets leave: of the run, of the pull request, of the repository's day. */
export function tokenAllowance(budgets: RepositoryConfig["budgets"], spent: TokensSpent): TokenAllowance {
  const ofPullRequest = budgets.tokensPerPullRequest - spent.pullRequest;
  const ofDay = budgets.tokensPerDay - spent.day;
  if (ofPullRequest < leastTokens) return { refusal: refusal("this pull request", "tokens_per_pull_request", budgets.tokensPerPullRequest) };
  if (ofDay < leastTokens) return { refusal: refusal("this repository for today (UTC)", "tokens_per_day", budgets.tokensPerDay) };
  return { tokens: Math.min(budgets.tokensPerRun, ofPullRequest, ofDay) };
}

function refusal(whose: string, key: string, tokens: number): string {
  return `The token budget of ${whose} (\`budgets.${key}\`: ${tokens}) is used up: the model was not asked, the review is by rules only.`;
}
