import { createHash } from "node:crypto";
import type { Change } from "../change/change.ts";
import { TransientError, UserError } from "../errors.ts";
import type { Review } from "../findings/review.ts";
import type { Attempt, ReviewJob } from "../ports/job-queue.ts";
import type { Log } from "../ports/log.ts";
import { type CheckReport, type CheckRun, openCheckRun } from "./check-run.ts";
import type { GitHubClient } from "./client.ts";
import { RefusedError } from "./failures.ts";
import { createGitHubSource } from "./github-source.ts";
import { createMarkers } from "./marker.ts";
import { type PublicationTexts, publishReview } from "./publish-review.ts";
import { type PullRequest, type PullRequestAddress, readPullRequest } from "./pull-request.ts";
import { react } from "./react.ts";
import { type ConfigurationTexts, readConfiguration } from "./read-configuration.ts";

/** One try of a job, and what it works with. */
export interface ReviewRun {
  readonly job: ReviewJob;
  readonly signal: AbortSignal;
  readonly attempt: Attempt;
  /** Authenticated as the job's installation. */
  readonly client: GitHubClient;
  readonly appId: number;
  readonly markerSecret: string;
  readonly log: Log;
}

/** What a review is made from. Nothing of the change is read before `readChange` is called. */
export interface Prepared {
  readonly pull: PullRequest;
  readonly configuration: ConfigurationTexts;
  readChange(): Promise<Change>;
}

export interface ReviewTexts extends PublicationTexts {
  check(review: Review): CheckReport;
}

/** What is to be made of the pull request: a reason not to review it, or a review and the texts that show it. */
export type Outcome =
  | { readonly kind: "skipped"; readonly title: string; readonly reason: string }
  | { readonly kind: "reviewed"; readonly review: Review; readonly texts: ReviewTexts };

/** How a run ended: `gone` (closed, deleted), `known` (this head was reviewed before), `superseded` (a newer head came). */
export type RunEnd = "published" | "skipped" | "superseded" | "known" | "gone";

/**
 * Runs one job from pull request to publication. The live head is what is reviewed, whatever head the event named. A check run is opened first and ended
 * however the run ends; it is never green after a failure of ours. `make` decides and reviews; what it throws is told by class.
 * @throws UserError, TransientError or the bug that ended the run, after the check has been ended (a TransientError only ends it on the last attempt).
 */
export async function runReview(run: ReviewRun, make: (prepared: Prepared, signal: AbortSignal) => Promise<Outcome>): Promise<RunEnd> {
  const { job, client } = run;
  const address: PullRequestAddress = { owner: job.owner, repository: job.repository, number: job.pullRequest };
  try {
    const pull = await readPullRequest(client, address);
    if (pull === null || !pull.isOpen) return "gone";
    const isForced = job.reason === "command" || job.reason === "rerequested";
    const check = await openCheckRun(client, { address, head: pull.head, appId: run.appId, isForced });
    if (check === null) return "known";
    const end = await reviewUnderCheck(run, { address, pull, check }, make);
    if (job.comment !== undefined) await react(run, address, { comment: job.comment, content: end === "published" ? "rocket" : "confused" });
    return end;
  } catch (error) {
    throw toKnownError(error);
  }
}

interface Opened {
  readonly address: PullRequestAddress;
  readonly pull: PullRequest;
  readonly check: CheckRun;
}

async function reviewUnderCheck(run: ReviewRun, opened: Opened, make: Parameters<typeof runReview>[1]): Promise<RunEnd> {
  try {
    return await reviewAndPublish(run, opened, make);
  } catch (error) {
    if (run.signal.aborted && (await isOvertaken(run, opened))) {
      await opened.check.complete(superseded);
      return "superseded";
    }
    await endCheckAfter(run, opened.check, toKnownError(error));
    throw error;
  }
}

async function reviewAndPublish(run: ReviewRun, { address, pull, check }: Opened, make: Parameters<typeof runReview>[1]): Promise<RunEnd> {
  const { job, client, signal, log } = run;
  const source = createGitHubSource({ client, address, pull, title: job.title, body: job.body });
  const configuration = await readConfiguration(client, address, pull.base);
  const outcome = await make({ pull, configuration, readChange: () => source.read() }, signal);
  if (outcome.kind === "skipped") {
    await check.complete({ conclusion: "skipped", title: outcome.title, summary: outcome.reason });
    return "skipped";
  }
  const published = await publishReview(
    {
      client,
      address,
      markers: createMarkers(run.markerSecret, address),
      run: createHash("sha256").update(job.delivery).digest("hex").slice(0, 16),
      texts: outcome.texts,
      signal,
      log,
    },
    outcome.review,
  );
  await (published === null ? check.complete(superseded) : check.complete(outcome.texts.check(published.review), { isReviewed: true }));
  return published === null ? "superseded" : "published";
}

const superseded: CheckReport = {
  conclusion: "neutral",
  title: "Superseded by a newer push",
  summary: "The pull request moved on while this head was being reviewed. Nothing was posted; the newer head is reviewed instead.",
};

async function isOvertaken({ client }: ReviewRun, { address, pull }: Opened): Promise<boolean> {
  const now = await readPullRequest(client, address).catch(() => null);
  return now !== null && now.head !== pull.head;
}

/** Tells in the check why there is no review. A job that will be tried again keeps its check open. */
async function endCheckAfter({ attempt, signal, log }: ReviewRun, check: CheckRun, error: unknown): Promise<void> {
  const isComingBack = !attempt.isLast && (error instanceof TransientError || signal.aborted);
  try {
    if (isComingBack)
      await check.progress("Waiting to try again", "A service that the review needs did not answer. The review is tried again by itself.");
    else await check.complete(reportOf(error));
  } catch (failure) {
    log.error({ err: failure }, "the check run cannot be ended");
  }
}

function reportOf(error: unknown): CheckReport {
  if (error instanceof UserError) {
    const remedy = error.remedy === undefined ? "" : `\n\n${error.remedy}`;
    return { conclusion: "action_required", title: "Something must be put right first", summary: `${error.message}${remedy}` };
  }
  return {
    conclusion: "neutral",
    title: "Could not review",
    summary: "The review failed on our side, and nothing was reviewed. Comment `/serverless review` to try again.",
  };
}

/** Refusals that only the app's owners can put right become a UserError. */
function toKnownError(error: unknown): unknown {
  if (!(error instanceof RefusedError)) return error;
  if (error.status === 403) {
    return new UserError(`The GitHub App may not do what a review needs: ${error.message}.`, {
      remedy: "Give the App the permissions that app.yml lists and accept them for the installation.",
      cause: error,
    });
  }
  return error.status === 401 ? new UserError("GitHub does not accept the App's credentials for this installation.", { cause: error }) : error;
}
