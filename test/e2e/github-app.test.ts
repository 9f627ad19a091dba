import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ClaudeServer, nothingToSay, startClaude } from "../support/claude-server.ts";
import { openPullRequest, type PullRequestWorld } from "../support/github/pull-request.ts";
import { alice, type Account, type Pull } from "../support/github/state.ts";
import { type Service, startService } from "../support/service.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";
import { commentDelivery, deliver, type Delivery, pullRequestDelivery } from "../support/webhook.ts";
import { base, claim, configuration, slower, template } from "./parcel-system.ts";

describe("the server, from webhook to review", { timeout: 120_000 }, () => {
  let world: PullRequestWorld;
  let claude: ClaudeServer;
  let service: Service;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const start = () =>
    startService({ githubHost: world.github.host, claudeUrl: claude.url, privateKey: world.key.privateKey, dataDirectory: folder.path });

  beforeAll(async () => {
    folder = await temporaryFolder();
    claude = await startClaude();
    world = await openPullRequest(base, slower);
    service = await start();
  }, 120_000);
  beforeEach(() => {
    world.github.intercept = null;
    claude.answer = (question) => (question.kind === "review" ? { claims: [claim] } : nothingToSay(question));
  });
  afterAll(async () => {
    await service.kill("SIGTERM");
    await claude.close();
    await world.close();
    await folder.remove();
  });

  const state = () => world.github.state;
  const checkOf = (pull: Pull, head = pull.head) =>
    state().checkRuns.filter((check) => check.head === head && Number.parseInt(check.externalId, 10) === pull.number);
  const endedCheck = (pull: Pull, head = pull.head) =>
    until(`the check of #${pull.number} ends`, () => checkOf(pull, head).find((check) => check.status === "completed"), 60);
  const reviewsOf = (pull: Pull) => state().reviews.filter((review) => review.pull === pull.number);
  const commentsOf = (pull: Pull) => state().reviewComments.filter((comment) => comment.pull === pull.number);
  const summariesOf = (pull: Pull) =>
    state().issueComments.filter((comment) => comment.pull === pull.number && comment.body.includes("kind=summary"));

  async function send(delivery: Delivery): Promise<number> {
    const begin = performance.now();
    const response = await deliver(service.url, delivery);
    expect(response.status).toBe(200);
    return performance.now() - begin;
  }

  it("reviews an opened pull request: one review in its hunks, the disclaimer in every text, a summary and a check", async () => {
    const pull = world.pull;
    const begin = performance.now();
    const acknowledged = await send(pullRequestDelivery(state(), pull, "opened"));
    const check = await endedCheck(pull);
    const took = performance.now() - begin;
    const requests = Map.groupBy(world.github.requests, (request) => request.route.split(" ")[0]);
    process.stdout.write(
      `acknowledged in ${acknowledged.toFixed(0)} ms, reviewed in ${took.toFixed(0)} ms with ${world.github.requests.length} GitHub requests ` +
        `(${[...requests].map(([method, of]) => `${of.length} ${method}`).join(", ")}) and ${claude.questions.length} model requests\n`,
    );
    expect(reviewsOf(pull)).toHaveLength(1);
    const comments = commentsOf(pull);
    expect(comments.some((comment) => comment.body.includes("sqs-visibility-below-6x-timeout"))).toBe(true);
    expect(comments.some((comment) => comment.body.includes("Memory is raised for work that waits"))).toBe(true);
    for (const comment of comments) expect(comment.body).toContain("not professional engineering advice");
    expect(summariesOf(pull)).toHaveLength(1);
    expect(summariesOf(pull)[0]?.body).toContain("not a professional engineering service");
    expect(["success", "neutral", "failure"]).toContain(check.conclusion);
    expect(world.github.requests.filter((request) => request.status === 422)).toEqual([]);
  });

  it("posts nothing when a delivery comes again, and nothing for a reopened pull request whose head is reviewed", async () => {
    const pull = await world.open(slower);
    const delivery = pullRequestDelivery(state(), pull, "opened");
    await send(delivery);
    await endedCheck(pull);
    const before = [reviewsOf(pull).length, commentsOf(pull).length, claude.questions.length];
    await send(delivery);
    await send(pullRequestDelivery(state(), pull, "reopened"));
    await wait(3_000);
    expect([reviewsOf(pull).length, commentsOf(pull).length, claude.questions.length]).toEqual(before);
    expect(checkOf(pull)).toHaveLength(1);
  });

  it("posts exactly one review when it is killed while the model thinks and started again", async () => {
    const pull = await world.open(slower);
    const asked = claude.questions.length;
    claude.answer = () => new Promise(() => undefined);
    await send(pullRequestDelivery(state(), pull, "opened"));
    await until("the model is asked", () => claude.questions.length > asked, 60);
    await service.kill("SIGKILL");
    expect(checkOf(pull)).toMatchObject([{ status: "in_progress" }]);
    claude.answer = (question) => (question.kind === "review" ? { claims: [claim] } : nothingToSay(question));
    service = await start();
    await endedCheck(pull);
    expect(reviewsOf(pull)).toHaveLength(1);
    expect(checkOf(pull)).toHaveLength(1);
  });

  it("does not pay again for an answer that was given before the process was killed", async () => {
    // Sizes of its own: the verification of another test's claim would be remembered.
    const pull = await world.open({ "template.yaml": template({ timeout: 200, memory: 2222 }) });
    const own = { ...claim, quote: "      MemorySize: 2222" };
    const questions = () => claude.questions.filter((question) => question.kind === "review").length;
    const asked = questions();
    claude.answer = (question) => (question.kind === "review" ? { claims: [own] } : new Promise(() => undefined));
    const verifying = claude.questions.length + 2;
    await send(pullRequestDelivery(state(), pull, "opened"));
    await until("the answer is to be verified", () => claude.questions.length >= verifying, 60);
    await service.kill("SIGKILL");
    claude.answer = nothingToSay;
    service = await start();
    await endedCheck(pull);
    expect(questions()).toBe(asked + 1);
    expect(reviewsOf(pull)).toHaveLength(1);
  });

  it("drops a review that a push overtakes, and reviews the newer head", async () => {
    const pull = await world.open(slower);
    const stale = pull.head;
    const asked = claude.questions.length;
    claude.answer = () => new Promise(() => undefined);
    await send(pullRequestDelivery(state(), pull, "opened"));
    await until("the model is asked", () => claude.questions.length > asked, 60);
    claude.answer = nothingToSay;
    await world.push({ "template.yaml": template({ timeout: 300, memory: 512 }) }, pull);
    await send(pullRequestDelivery(state(), pull, "synchronize"));
    await endedCheck(pull);
    expect(await endedCheck(pull, stale)).toMatchObject({ conclusion: "neutral", title: "Superseded by a newer push" });
    expect(reviewsOf(pull).map((review) => review.commit)).toEqual([pull.head]);
  });

  it("says after a push only what is new, and answers what is cured", async () => {
    const pull = await world.open(slower);
    claude.answer = nothingToSay;
    await send(pullRequestDelivery(state(), pull, "opened"));
    await endedCheck(pull);
    const said = commentsOf(pull).length;
    await world.push({ "other.txt": "nothing\n" }, pull);
    await send(pullRequestDelivery(state(), pull, "synchronize"));
    await endedCheck(pull);
    expect(commentsOf(pull)).toHaveLength(said);
    await world.push({ "template.yaml": template({ timeout: 15, memory: 3008 }) }, pull);
    await send(pullRequestDelivery(state(), pull, "synchronize"));
    await endedCheck(pull);
    const cured = commentsOf(pull).find((comment) => comment.body.includes("sqs-visibility-below-6x-timeout"));
    expect(commentsOf(pull).filter((comment) => comment.inReplyTo === cured?.id)).toHaveLength(1);
    expect(summariesOf(pull)).toHaveLength(1);
  });

  it("skips a draft with the reason in its check, and asks the model nothing", async () => {
    const pull = await world.open(slower, { isDraft: true });
    const asked = claude.questions.length;
    await send(pullRequestDelivery(state(), pull, "opened"));
    const check = await endedCheck(pull);
    expect(check.conclusion).toBe("skipped");
    expect(`${check.title} ${check.summary}`).toMatch(/draft/i);
    expect([reviewsOf(pull), summariesOf(pull), claude.questions.length]).toEqual([[], [], asked]);
    pull.isDraft = false;
    await send(pullRequestDelivery(state(), pull, "ready_for_review"));
    await until("the review is posted", () => reviewsOf(pull).length === 1, 60);
  });

  it("takes the configuration from base: one at head that turns the review off has no effect", async () => {
    const pull = await world.open({ ...slower, [configuration]: "enabled: false\n" });
    await send(pullRequestDelivery(state(), pull, "opened"));
    expect((await endedCheck(pull)).conclusion).not.toBe("skipped");
    expect(reviewsOf(pull)).toHaveLength(1);
  });

  it("obeys the review command of a writer and is silent to everybody else", async () => {
    const pull = await world.open(slower);
    await send(pullRequestDelivery(state(), pull, "opened"));
    await endedCheck(pull);
    const bob: Account = { id: 12, login: "bob", type: "User" };
    state().permissions.set("bob", { account: bob, permission: "read" });
    const say = async (author: Account, body: string) => {
      const comment = { id: state().nextId(), pull: pull.number, body, author, reactions: [] };
      state().issueComments.push(comment);
      await send(commentDelivery(state(), comment));
      return comment;
    };
    const refused = await say(bob, "/serverless review");
    await wait(1_500);
    expect(refused.reactions).toEqual([]);
    expect(checkOf(pull)).toHaveLength(1);
    const obeyed = await say(alice, "/serverless review");
    await until("the command is answered", () => obeyed.reactions.length === 2, 60);
    expect(obeyed.reactions).toEqual(["eyes", "rocket"]);
    expect(checkOf(pull)).toHaveLength(2);
    expect(reviewsOf(pull)).toHaveLength(1);
    await say(alice, "/serverless dance");
    await until("help is given", () => state().issueComments.some((comment) => comment.pull === pull.number && comment.body.includes("kind=help")));
  });

  it("loses nothing when GitHub refuses a comment: it halves the review and puts the refused one into the summary", async () => {
    const pull = await world.open(slower);
    world.github.intercept = (route, body) =>
      route.endsWith("/reviews") && JSON.stringify(body).includes("sqs-visibility-below-6x-timeout")
        ? { status: 422, body: { message: "Unprocessable Entity", errors: ["Line could not be resolved"] } }
        : undefined;
    await send(pullRequestDelivery(state(), pull, "opened"));
    await endedCheck(pull);
    expect(commentsOf(pull).some((comment) => comment.body.includes("Memory is raised"))).toBe(true);
    expect(commentsOf(pull).some((comment) => comment.body.includes("sqs-visibility-below-6x-timeout"))).toBe(false);
    expect(summariesOf(pull)[0]?.body).toContain("sqs-visibility-below-6x-timeout");
  });

  it("reviews by rules and says so, without a green check, when the model is overloaded", async () => {
    const pull = await world.open(slower);
    claude.answer = () => 529;
    await send(pullRequestDelivery(state(), pull, "opened"));
    const check = await endedCheck(pull);
    expect(check.conclusion).not.toBe("success");
    expect(commentsOf(pull).some((comment) => comment.body.includes("sqs-visibility-below-6x-timeout"))).toBe(true);
    expect(summariesOf(pull)[0]?.body).toMatch(/not complete|rules only/i);
  });

  it("refuses a delivery with a wrong signature", async () => {
    const pull = await world.open(slower);
    const response = await deliver(service.url, pullRequestDelivery(state(), pull, "opened"), "another secret");
    expect([400, 401]).toContain(response.status);
    await wait(1_000);
    expect(checkOf(pull)).toEqual([]);
  });

  it("prints no secret", () => {
    const printed = service.output();
    for (const secret of ["key of the tests", "ghs_", "PRIVATE KEY", "the webhook secret of the tests"]) expect(printed).not.toContain(secret);
  });
});
