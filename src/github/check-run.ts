import { z } from "zod";
import type { GitHubClient } from "./client.ts";
import type { PullRequestAddress } from "./pull-request.ts";

/** The check's name; branch rules refer to it. */
const checkName = "Serverless Reviewer";

export type Conclusion = "success" | "neutral" | "failure" | "skipped" | "action_required";

/** A note on lines of a file, anywhere in it, in the API's own form. Messages hold at most 64 KB, titles 255 characters. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly title: string;
  readonly message: string;
}

/** What a check shows. `summary` and `text` are Markdown. */
export interface CheckReport {
  readonly conclusion: Conclusion;
  readonly title: string;
  readonly summary: string;
  readonly text?: string;
  readonly annotations?: readonly Annotation[];
}

/** A check run of one head. It is ended exactly once. */
export interface CheckRun {
  readonly id: number;
  /** Shows what happens while the check still runs. */
  progress(title: string, summary: string): Promise<void>;
  /** Ends the check. Annotations go in batches of 50, the conclusion with the last. `isReviewed`: the head needs no other review. */
  complete(report: CheckReport, end?: { readonly isReviewed: boolean }): Promise<void>;
}

const checkAnswer = z.object({
  id: z.number(),
  status: z.string(),
  conclusion: z.string().nullish(),
  external_id: z.string().nullish(),
});
const listAnswer = z.object({ check_runs: z.array(checkAnswer) });

const annotationsInARequest = 50;
const longestText = 65_535;
const longestTitle = 255;
const longestMessage = 16_000;
/** Button under a completed check; its identifier comes back in a `check_run.requested_action` event. */
const reviewAgainAction = { label: "Review again", description: "Review this head once more", identifier: "review" };

/**
 * Opens the check of a head, or takes up the one that a former try left open. Null when the head was reviewed before and `isForced` is false. The pull
 * request's number stands in `external_id`, because for forks the check's list of pull requests is empty.
 */
export async function openCheckRun(
  client: GitHubClient,
  request: { readonly address: PullRequestAddress; readonly head: string; readonly appId: number; readonly isForced: boolean },
): Promise<CheckRun | null> {
  const { address, head } = request;
  const repository = { owner: address.owner, repo: address.repository };
  const parameters = { ...repository, ref: head, check_name: checkName, app_id: request.appId, per_page: 100 };
  const listed = listAnswer.parse(await client.read("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", parameters));
  const own = listed.check_runs.filter((check) => pullRequestOfCheck(check.external_id) === address.number);
  const open = own.find((check) => check.status !== "completed");
  const isReviewed = own.some((check) => check.external_id?.endsWith(reviewedSuffix));
  if (open === undefined && isReviewed && !request.isForced) return null;
  const externalId = String(address.number);
  const id = open?.id ?? (await createCheck(client, { ...repository, head_sha: head, external_id: externalId }));
  return handleOf(client, { ...repository, check_run_id: id, external_id: externalId });
}

const reviewedSuffix = "/reviewed";

/** The pull request that a check of ours is about; null for another `external_id`. */
export function pullRequestOfCheck(externalId: string | null | undefined): number | null {
  const [, number] = /^([1-9]\d{0,9})(?:\/reviewed)?$/.exec(externalId ?? "") ?? [];
  return number === undefined ? null : Number(number);
}

async function createCheck(client: GitHubClient, parameters: Record<string, unknown>): Promise<number> {
  const output = { title: "Reviewing", summary: "The review has started." };
  const answer = await client.write("POST /repos/{owner}/{repo}/check-runs", { ...parameters, name: checkName, status: "in_progress", output });
  return checkAnswer.parse(answer).id;
}

function handleOf(client: GitHubClient, target: { owner: string; repo: string; check_run_id: number; external_id: string }): CheckRun {
  const update = (parameters: Record<string, unknown>) =>
    client.write("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", { ...target, ...parameters });

  return {
    id: target.check_run_id,
    async progress(title, summary) {
      await update({ status: "in_progress", output: { title: title.slice(0, longestTitle), summary: cut(summary) } });
    },
    async complete(report, end = { isReviewed: false }) {
      const output = { title: report.title.slice(0, longestTitle), summary: cut(report.summary), ...(report.text ? { text: cut(report.text) } : {}) };
      const batches = batchesOf((report.annotations ?? []).map(fit));
      for (const annotations of batches.slice(0, -1)) await update({ status: "in_progress", output: { ...output, annotations } });
      const annotations = batches.at(-1);
      await update({
        status: "completed",
        ...(end.isReviewed ? { external_id: `${target.external_id}${reviewedSuffix}` } : {}),
        conclusion: report.conclusion,
        output: annotations === undefined ? output : { ...output, annotations },
        actions: [reviewAgainAction],
      });
    },
  };
}

function batchesOf<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / annotationsInARequest) }, (_, index) =>
    items.slice(index * annotationsInARequest, (index + 1) * annotationsInARequest),
  );
}

function fit(annotation: Annotation): Annotation {
  return { ...annotation, title: annotation.title.slice(0, longestTitle), message: annotation.message.slice(0, longestMessage) };
}

/** A text that GitHub takes; what is too long ends with a sentence that says so. */
function cut(text: string): string {
  const notice = "\n\n… cut: GitHub takes no more text here.";
  return text.length <= longestText ? text : text.slice(0, longestText - notice.length) + notice;
}
