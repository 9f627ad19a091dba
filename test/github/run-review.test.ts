import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TransientError, UserError } from "../../src/errors.ts";
import type { PlacedFinding } from "../../src/findings/finding.ts";
import type { Review } from "../../src/findings/review.ts";
import { type Outcome, type Prepared, type ReviewRun, runReview } from "../../src/github/run-review.ts";
import { emptyReview, placedFinding } from "../support/finding.ts";
import { clientOf } from "../support/github/client-of.ts";
import { openPullRequest, type PullRequestWorld } from "../support/github/pull-request.ts";
import { appId } from "../support/github/rest.ts";
import { createRecordingLog } from "../support/recording-log.ts";
import { reviewJob } from "../support/review-job.ts";

const base = { "template.yaml": "Resources:\n  A: 1\n  B: 2\n  C: 3\n  D: 4\n  E: 5\n  F: 6\n  G: 7\n  H: 8\n" };
const head = { "template.yaml": "Resources:\n  A: 10\n  B: 2\n  C: 3\n  D: 4\n  E: 5\n  F: 6\n  G: 7\n  H: 8\n" };

describe("a run of a review job", () => {
  let world: PullRequestWorld;
  const log = createRecordingLog();

  beforeEach(async () => {
    world = await openPullRequest(base, head);
  });
  afterEach(() => world.close());

  const run = (changes: Partial<ReviewRun> = {}): ReviewRun => ({
    job: reviewJob({ head: world.pull.head }),
    signal: new AbortController().signal,
    attempt: { number: 1, isLast: false },
    client: clientOf(world.github),
    appId,
    markerSecret: "a secret of the test",
    log,
    ...changes,
  });

  const making =
    (findings: readonly PlacedFinding[], changes: Partial<Review> = {}) =>
    async ({ pull }: Prepared): Promise<Outcome> => ({
      kind: "reviewed",
      review: emptyReview({ head: pull.head, findings, ...changes }),
      texts: {
        comment: (finding) => `comment on ${finding.id}`,
        summary: (review) =>
          `summary: ${review.findings.map((finding) => `${finding.id} ${finding.placement.inline ? "inline" : "here"}`).join(", ")}`,
        check: (review) => ({ conclusion: "success", title: "Reviewed", summary: `${review.findings.length} findings` }),
      },
    });

  it("posts one review, one summary and a completed check", async () => {
    const two = [
      placedFinding({ id: "f-1" }),
      placedFinding({ id: "f-2", placement: { inline: false, path: "x", startLine: 1, endLine: 1, side: "RIGHT" } }),
    ];
    expect(await runReview(run(), making(two))).toBe("published");
    const { state } = world.github;
    expect(state.reviews).toHaveLength(1);
    expect(state.reviewComments).toMatchObject([{ path: "template.yaml", line: 2, startLine: null, side: "RIGHT", commit: world.pull.head }]);
    expect(state.reviewComments[0]?.body).toMatch(/^comment on f-1\n\n<!-- serverless-reviewer:v1 kind=finding id=f-1 /);
    expect(state.issueComments).toHaveLength(1);
    expect(state.checkRuns).toMatchObject([{ name: "Serverless Reviewer", status: "completed", conclusion: "success", externalId: "1/reviewed" }]);
  });

  it("posts nothing when it is run again for the same head, and does not review again", async () => {
    await runReview(run(), making([placedFinding({ id: "f-1" })]));
    const written = world.github.requests.length;
    expect(await runReview(run({ job: reviewJob({ delivery: "another" }) }), () => Promise.reject(new Error("not expected")))).toBe("known");
    expect(world.github.requests.slice(written).every((request) => request.route.startsWith("GET"))).toBe(true);
  });

  it("finds its own review when it died between the review and the check, also when it finds other things now", async () => {
    let isCut = false;
    world.github.intercept = (route) => {
      isCut ||= route.startsWith("POST /repos/{owner}/{repo}/issues");
      return isCut ? { status: 503, body: {} } : undefined;
    };
    await expect(runReview(run(), making([placedFinding({ id: "f-1" })]))).rejects.toBeInstanceOf(TransientError);
    world.github.intercept = null;
    expect(
      await runReview(run({ attempt: { number: 2, isLast: false } }), making([placedFinding({ id: "f-1" }), placedFinding({ id: "f-9" })])),
    ).toBe("published");
    expect(world.github.state.reviews).toHaveLength(1);
    expect(world.github.state.checkRuns).toHaveLength(1);
    expect(world.github.state.issueComments).toHaveLength(1);
  });

  it("says after a push only what is new, answers what a rule no longer finds, and updates the one summary", async () => {
    await runReview(
      run(),
      making([placedFinding({ id: "f-1" }), placedFinding({ id: "f-2" }), placedFinding({ id: "f-3", source: "model", rule: null })]),
    );
    await world.push({ "template.yaml": `${head["template.yaml"]}  I: 9\n` });
    await runReview(run({ job: reviewJob({ delivery: "second" }) }), making([placedFinding({ id: "f-1" }), placedFinding({ id: "f-4" })]));
    const { state } = world.github;
    const opened = state.reviewComments.filter((comment) => comment.inReplyTo === null);
    expect(opened.map((comment) => comment.body.split("\n")[0])).toEqual(["comment on f-1", "comment on f-2", "comment on f-3", "comment on f-4"]);
    const answers = state.reviewComments.filter((comment) => comment.inReplyTo !== null);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({ inReplyTo: opened[1]?.id });
    expect(opened.map((comment) => comment.isResolved)).toEqual([false, true, false, false]);
    expect(state.issueComments).toHaveLength(1);
    expect(state.issueComments[0]?.body).toContain("summary: f-1 inline, f-4 inline");
    await world.push({ "other.yaml": "a: 1\n" });
    await runReview(run({ job: reviewJob({ delivery: "third" }) }), making([placedFinding({ id: "f-1" }), placedFinding({ id: "f-4" })]));
    expect(state.reviewComments.filter((comment) => comment.inReplyTo !== null)).toHaveLength(1);
    expect(state.reviews).toHaveLength(2);
  });

  it("does not take a comment for its own that somebody else wrote with a copied marker", async () => {
    await runReview(run(), making([placedFinding({ id: "f-1" })]));
    const { state } = world.github;
    const [copied] = state.issueComments.splice(0);
    if (copied === undefined) throw new Error("no summary");
    state.issueComments.push({ ...copied, author: { id: 666, login: "mallory", type: "User" } });
    await world.push({ "other.yaml": "a: 1\n" });
    await runReview(run({ job: reviewJob({ delivery: "second" }) }), making([]));
    expect(state.issueComments).toHaveLength(2);
    expect(state.issueComments[0]?.body).toBe(copied.body);
  });

  it("halves a review that GitHub refuses until only the refused comment is left, and tells it in the summary", async () => {
    const findings = ["f-1", "f-2", "f-3", "f-4"].map((id) => placedFinding({ id }));
    const refused = placedFinding({ id: "f-5", placement: { inline: true, path: "template.yaml", startLine: 9, endLine: 9, side: "RIGHT" } });
    await runReview(run(), making([...findings, refused]));
    expect(world.github.state.reviewComments.map((comment) => comment.body.split("\n")[0])).toEqual(findings.map(({ id }) => `comment on ${id}`));
    expect(world.github.state.issueComments[0]?.body).toContain("f-4 inline, f-5 here");
  });

  it("drops a review that a push has overtaken and ends its check as neutral", async () => {
    const make = making([placedFinding({ id: "f-1" })]);
    const end = await runReview(run(), async (prepared) => {
      await world.push({ "other.yaml": "a: 1\n" });
      return await make(prepared);
    });
    expect(end).toBe("superseded");
    const { state } = world.github;
    expect([state.reviews, state.issueComments]).toEqual([[], []]);
    expect(state.checkRuns).toMatchObject([{ status: "completed", conclusion: "neutral", title: "Superseded by a newer push", externalId: "1" }]);
  });

  it("ends the check as superseded when it is aborted because of a push, and keeps it open when it is stopped", async () => {
    const stopped = new AbortController();
    const stopping = async (): Promise<Outcome> => {
      stopped.abort();
      return await Promise.reject(new DOMException("stopped", "AbortError"));
    };
    await expect(runReview(run({ signal: stopped.signal }), stopping)).rejects.toThrow("stopped");
    expect(world.github.state.checkRuns).toMatchObject([{ status: "in_progress" }]);
    const end = await runReview(run({ signal: stopped.signal }), async () => {
      await world.push({ "other.yaml": "a: 1\n" });
      return await stopping();
    });
    expect(end).toBe("superseded");
    expect(world.github.state.checkRuns).toMatchObject([{ status: "completed", conclusion: "neutral" }]);
  });

  it("ends the check as skipped, with the reason, without reading the change", async () => {
    const end = await runReview(run(), async () => ({ kind: "skipped", title: "Draft", reason: "Drafts are not reviewed." }));
    expect(end).toBe("skipped");
    expect(world.github.state.checkRuns).toMatchObject([{ conclusion: "skipped", title: "Draft", summary: "Drafts are not reviewed." }]);
    expect(world.github.requests.some((request) => request.route.includes("compare"))).toBe(false);
    expect(await runReview(run({ job: reviewJob({ delivery: "ready" }) }), making([]))).toBe("published");
  });

  it.each([
    { name: "action_required for a UserError", error: new UserError("line 3 is wrong"), conclusion: "action_required", isLast: false },
    { name: "neutral for a bug", error: new TypeError("boom"), conclusion: "neutral", isLast: false },
    { name: "neutral for a TransientError on the last attempt", error: new TransientError("busy"), conclusion: "neutral", isLast: true },
  ])("ends the check as $name", async ({ error, conclusion, isLast }) => {
    await expect(runReview(run({ attempt: { number: 1, isLast } }), () => Promise.reject(error))).rejects.toBe(error);
    expect(world.github.state.checkRuns).toMatchObject([{ status: "completed", conclusion }]);
  });

  it("keeps the check open after a TransientError that is tried again", async () => {
    await expect(runReview(run(), () => Promise.reject(new TransientError("busy")))).rejects.toThrow("busy");
    expect(world.github.state.checkRuns).toMatchObject([{ status: "in_progress", title: "Waiting to try again" }]);
  });

  it("sends annotations in batches of 50 and the conclusion with the last", async () => {
    const make = making([]);
    const annotation = { path: "template.yaml", start_line: 1, end_line: 1, annotation_level: "notice", title: "t", message: "m" } as const;
    await runReview(run(), async (prepared) => {
      const outcome = await make(prepared);
      if (outcome.kind !== "reviewed") throw new Error("not expected");
      const check = () => ({ conclusion: "neutral", title: "t", summary: "s", annotations: Array.from({ length: 120 }, () => annotation) }) as const;
      return { ...outcome, texts: { ...outcome.texts, check } };
    });
    expect(world.github.state.checkRuns[0]?.annotations).toHaveLength(120);
    const updates = world.github.requests.filter((request) => request.route.startsWith("PATCH") && request.route.includes("check-runs"));
    expect(updates).toHaveLength(3);
  });

  it("tells the owners when the App lacks a permission", async () => {
    world.github.intercept = (route) =>
      route.includes("check-runs") ? { status: 403, body: { message: "Resource not accessible by integration" } } : undefined;
    await expect(runReview(run(), making([]))).rejects.toBeInstanceOf(UserError);
  });

  it("does nothing for a pull request that is closed or gone", async () => {
    world.pull.isOpen = false;
    expect(await runReview(run(), making([]))).toBe("gone");
    world.github.state.pulls.clear();
    expect(await runReview(run(), making([]))).toBe("gone");
    expect(world.github.state.checkRuns).toEqual([]);
  });

  it("reacts to the comment that gave the command with how it ended", async () => {
    world.github.state.issueComments.push({
      id: 77,
      pull: 1,
      body: "/serverless review",
      author: { id: 11, login: "alice", type: "User" },
      reactions: [],
    });
    await runReview(run({ job: reviewJob({ reason: "command", comment: 77 }) }), making([]));
    expect(world.github.state.issueComments[0]?.reactions).toEqual(["rocket"]);
  });

  it("asks GitHub a small number of times", async () => {
    const client = clientOf(world.github);
    await runReview(run({ client }), async (prepared) => {
      const change = await prepared.readChange();
      await change.head.load(["template.yaml"]);
      await change.base.load(["template.yaml"]);
      return await making([placedFinding({ id: "f-1" })])(prepared);
    });
    expect(client.requests).toBeLessThanOrEqual(15);
  });
});
