import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "../../src/app/create-app.ts";
import { createProbot } from "../../src/app/create-probot.ts";
import type { AppDependencies, CommandGitHub } from "../../src/app/dependencies.ts";
import { createMetrics, type Metrics } from "../../src/app/metrics.ts";
import { createWebServer } from "../../src/app/web-server.ts";
import { pullRequestOfCheck } from "../../src/github/check-run.ts";
import { decodePullRequest } from "../../src/github/pull-request.ts";
import type { ReviewJob } from "../../src/ports/job-queue.ts";
import { createNodeMiddleware } from "probot";
import { createAppKey } from "../support/github/app-credentials.ts";
import { pullAnswer } from "../support/github/answers.ts";
import { appId } from "../support/github/rest.ts";
import { alice, createState, type Pull, type State } from "../support/github/state.ts";
import { createRecordingLog } from "../support/recording-log.ts";
import { checkRunDelivery, commentDelivery, deliver, type Delivery, installation, pullRequestDelivery, webhookSecret } from "../support/webhook.ts";

const key = createAppKey();

describe("a webhook", () => {
  let state: State;
  let pull: Pull;
  let sent: ReviewJob[];
  let asked: string[];
  let mayWrite: boolean;
  let isReady: boolean;
  let sending: (job: ReviewJob) => Promise<boolean>;
  let metrics: Metrics;
  let url: string;
  let close: () => Promise<unknown>;

  beforeEach(async () => {
    state = createState("acme", "shop");
    pull = {
      number: 1,
      base: "b".repeat(40),
      head: "a".repeat(40),
      isDraft: false,
      isOpen: true,
      title: "A change",
      body: "About it",
      author: alice,
      labels: [],
      updatedAt: "2026-01-01T00:00:00Z",
    };
    [sent, asked, mayWrite, isReady] = [[], [], true, true];
    sending = async (job) => {
      const isNew = !sent.some((former) => former.delivery === job.delivery);
      if (isNew) sent.push(job);
      return isNew;
    };
    metrics = createMetrics({ hasProcessMetrics: false });
    const github: CommandGitHub = {
      mayWrite: async (account) => (asked.push(`mayWrite ${account.login}`), mayWrite),
      readPullRequest: async () => decodePullRequest(pullAnswer(pull, state)),
      acknowledge: async (comment) => void asked.push(`eyes ${comment}`),
      reply: async (number) => void asked.push(`reply ${number}`),
    };
    const log = createRecordingLog();
    const dependencies: AppDependencies = {
      queue: { send: (job) => sending(job) },
      metrics,
      log,
      appId,
      githubOf: async () => github,
      decodePullRequest,
      pullRequestOfCheck,
    };
    const probot = await createProbot({
      appId,
      privateKey: key.privateKey,
      webhookSecret,
      githubUrl: "http://127.0.0.1:1/api/v3",
      logLevel: "fatal",
      logFormat: "json",
    });
    const server = createWebServer({
      webhooks: await createNodeMiddleware(createApp(dependencies), { probot }),
      isReady: async () => isReady,
      metrics,
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
    close = () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)));
  });
  afterEach(() => close());

  const send = (delivery: Delivery) => deliver(url, delivery);
  const comment = (body: string) => commentDelivery(state, { id: 5, body, author: alice, pull: 1 });

  it.each(["opened", "reopened", "synchronize", "ready_for_review"])(
    "%s of a pull request becomes a job with the texts of that moment",
    async (action) => {
      const delivery = pullRequestDelivery(state, pull, action);
      expect((await send(delivery)).status).toBe(200);
      expect(sent).toEqual([
        {
          delivery: delivery.id,
          installation,
          owner: "acme",
          repository: "shop",
          pullRequest: 1,
          head: pull.head,
          title: "A change",
          body: "About it",
          reason: action,
          at: pull.updatedAt,
        },
      ]);
    },
  );

  it("that is delivered again is answered and stores nothing", async () => {
    const delivery = pullRequestDelivery(state, pull, "opened");
    await send(delivery);
    expect((await send(delivery)).status).toBe(200);
    expect(sent).toHaveLength(1);
    expect((await metrics.text()).body).toContain('serverless_reviewer_deliveries_total{event="pull_request",outcome="repeated"} 1');
  });

  it("is shown as failed when the job cannot be stored, so that it can be delivered again", async () => {
    sending = () => Promise.reject(new Error("disk full"));
    expect((await send(pullRequestDelivery(state, pull, "opened"))).status).toBe(500);
  });

  it("with a wrong signature is refused", async () => {
    const response = await deliver(url, pullRequestDelivery(state, pull, "opened"), "wrong");
    expect(response.status).toBe(400);
    expect(sent).toEqual([]);
  });

  it("of another kind or without an installation is ignored", async () => {
    await send(pullRequestDelivery(state, pull, "closed"));
    const { installation: _installation, ...payload } = pullRequestDelivery(state, pull, "opened").payload;
    expect((await send({ id: "x", event: "pull_request", payload })).status).toBe(200);
    expect(sent).toEqual([]);
  });

  it("with the review command of a writer becomes a job, and the comment gets eyes", async () => {
    await send(comment("/serverless review"));
    expect(sent).toMatchObject([{ reason: "command", comment: 5, head: pull.head }]);
    expect(asked).toEqual(["mayWrite alice", "eyes 5"]);
  });

  it("with a command of somebody who may not write is met with silence", async () => {
    mayWrite = false;
    await send(comment("/serverless review"));
    await send(comment("/serverless nonsense"));
    expect([sent, asked]).toEqual([[], ["mayWrite alice", "mayWrite alice"]]);
  });

  it("with an unknown command of a writer is answered with help", async () => {
    await send(comment("/serverless nonsense"));
    expect([sent, asked]).toEqual([[], ["mayWrite alice", "reply 1"]]);
  });

  it("with an ordinary comment asks GitHub nothing", async () => {
    await send(comment("Looks good"));
    expect(asked).toEqual([]);
  });

  it("with a re-run of our check becomes a job; of another app's check it does not", async () => {
    await send(checkRunDelivery(state, { action: "rerequested" }, "1/reviewed"));
    await send(checkRunDelivery(state, { action: "requested_action", requested_action: { identifier: "review" } }));
    expect(sent).toMatchObject([{ reason: "rerequested" }, { reason: "rerequested" }]);
    await send(checkRunDelivery(state, { action: "rerequested" }, "1", 666));
    await send(checkRunDelivery(state, { action: "rerequested" }, "not a number"));
    await send(checkRunDelivery(state, { action: "requested_action", requested_action: { identifier: "other" } }));
    expect(sent).toHaveLength(2);
  });

  it("without a length or above 25 MB is refused unread", async () => {
    const tooLarge = await fetch(`${url}/api/github/webhooks`, { method: "POST", body: new Uint8Array(26 * 1024 * 1024) }).then(
      (response) => response.status,
      () => "closed",
    );
    expect([413, "closed"]).toContain(tooLarge);
    expect((await fetch(`${url}/api/github/webhooks`)).status).toBe(405);
  });

  it("has health, readiness and metrics beside it", async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    isReady = false;
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain("serverless_reviewer_deliveries_total");
    expect((await fetch(`${url}/other`)).status).toBe(404);
  });
});
