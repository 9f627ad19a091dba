import type { Change } from "../change/change.ts";
import { parseRepositoryConfig } from "../config/parse-repository-config.ts";
import { type RepositoryConfig, configurationPath, defaultConfig } from "../config/repository.ts";
import type { Review } from "../findings/review.ts";
import type { Outcome, Prepared } from "../github/run-review.ts";
import type { Persona } from "../persona/persona.ts";
import type { Reviewer } from "../ports/reviewer.ts";
import type { TokenAccount, TokenLedger } from "../ports/token-ledger.ts";
import { renderCheck } from "../render/check.ts";
import { renderComment } from "../render/comment.ts";
import { renderSummary } from "../render/summary.ts";
import { configNotes } from "../review/config-notes.ts";
import { review } from "../review/review.ts";
import { skipReason } from "../review/skip-reason.ts";
import { tokenAllowance } from "../review/token-allowance.ts";
import { rules } from "../rules/index.ts";
import { selectRules } from "../rules/select-rules.ts";
import { createStackTools } from "../stack/stack-tools.ts";
import { systemClock } from "./clock.ts";
import { createFileUrl } from "./file-url.ts";
import { createRenderContext } from "./render-context.ts";

/** What reviews of the App are made with. */
export interface ReviewMaker {
  readonly persona: Persona;
  readonly documentationUrl: string | undefined;
  readonly reviewerFor: (config: RepositoryConfig) => Reviewer | null;
  readonly ledger: TokenLedger;
  readonly onReviewed: (review: Review) => void;
}

/** One pull request that is to be reviewed. */
interface ReviewOrder {
  readonly prepared: Prepared;
  readonly account: TokenAccount;
  readonly isAskedFor: boolean;
  readonly signal: AbortSignal;
}

/** Decides whether a pull request is reviewed, reviews it within its budgets, and gives the texts that show the review. */
export async function makeReview(maker: ReviewMaker, order: ReviewOrder): Promise<Outcome> {
  const { prepared, account, isAskedFor, signal } = order;
  const { config, problems } = readConfig(prepared);
  const reason = skipReason({ ...prepared.pull, isAskedFor }, config);
  if (reason !== null) return { kind: "skipped", title: "Not reviewed", reason };
  const change = await prepared.readChange();
  const { reviewer, refusal } = await reviewerWithin(maker, config, account);
  const tools = { stack: await createStackTools(), rules: selectRules(rules, "default", config.rules), reviewer, clock: systemClock };
  const made = await review({ change, config, signal }, tools);
  await maker.ledger.record(account, systemClock.now(), made.usage.inputTokens + made.usage.outputTokens);
  const notes = [...configNotes(change, configurationPath, problems), ...refusal, ...made.notes];
  const noted: Review = { ...made, notes, incomplete: [...refusal, ...(made.incomplete ?? [])] };
  maker.onReviewed(noted);
  return { kind: "reviewed", review: noted, texts: textsOf(maker, prepared, change, config) };
}

/** The model, bounded by what the budgets leave; null with the reason where they leave nothing. */
async function reviewerWithin(
  maker: ReviewMaker,
  config: RepositoryConfig,
  account: TokenAccount,
): Promise<{ reviewer: Reviewer | null; refusal: readonly string[] }> {
  if (config.engine === "rules") return { reviewer: null, refusal: [] };
  const allowance = tokenAllowance(config.budgets, await maker.ledger.spent(account, systemClock.now()));
  if ("refusal" in allowance) return { reviewer: null, refusal: [allowance.refusal] };
  return { reviewer: maker.reviewerFor({ ...config, budgets: { ...config.budgets, tokensPerRun: allowance.tokens } }), refusal: [] };
}

function readConfig({ configuration }: Prepared) {
  const ruleIds = rules.map((rule) => rule.id);
  const organisation = parseRepositoryConfig(configuration.organisation ?? "", configurationPath, { ruleIds });
  const repository = parseRepositoryConfig(configuration.repository ?? "", configurationPath, { ruleIds, fallback: organisation.config });
  return { config: repository.config ?? defaultConfig, problems: repository.problems };
}

function textsOf(maker: ReviewMaker, prepared: Prepared, change: Change, config: RepositoryConfig): Extract<Outcome, { kind: "reviewed" }>["texts"] {
  const webUrl = prepared.pull.url.replace(/\/pull\/\d+$/, "");
  const fileUrl = createFileUrl(webUrl, change.base.commit, change.head.commit);
  const context = createRenderContext(maker.persona, { documentationUrl: maker.documentationUrl, fileUrl });
  const lineCount = (path: string) => {
    const content = change.head.read(path);
    return content.state === "text" ? content.text.split("\n").length : null;
  };
  return {
    comment: (finding) => renderComment(finding, context),
    // A pull request without anything serverless gets no comment: the check run says so.
    summary: (made) => (made.coverage.reviewed.length === 0 && made.findings.length === 0 ? null : renderSummary(made, context)),
    check: (made) => renderCheck(made, { failOn: config.failOn, lineCount }, context),
  };
}
