import { stringify } from "yaml";
import type { RepositoryConfig } from "./repository.ts";
import { writtenTraffic } from "./traffic-names.ts";

/** The configuration in force as YAML, with the names that the file uses. */
export function describeConfig(config: RepositoryConfig): string {
  return stringify({
    enabled: config.enabled,
    engine: config.engine,
    paths: config.paths,
    drafts: config.drafts,
    labels: config.labels,
    titles: config.titles,
    authors: config.authors,
    rules: Object.fromEntries(config.rules),
    min_severity: config.minSeverity,
    max_comments: config.maxComments,
    fail_on: config.failOn,
    language: config.language,
    instructions: config.instructions,
    model: config.model,
    budgets: {
      tokens_per_run: config.budgets.tokensPerRun,
      tokens_per_pull_request: config.budgets.tokensPerPullRequest,
      tokens_per_day: config.budgets.tokensPerDay,
    },
    traffic: writtenTraffic(config.traffic),
    suppress: config.suppress,
  });
}
