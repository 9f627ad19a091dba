import type { Server } from "node:http";
import { createNodeMiddleware } from "probot";
import { createApp } from "../app/create-app.ts";
import { createProbot } from "../app/create-probot.ts";
import { createMetrics, type Metrics } from "../app/metrics.ts";
import { createWebServer, webhookPath } from "../app/web-server.ts";
import { type ServerEnvironment, readServerEnvironment } from "../config/env.ts";
import { UserError } from "../errors.ts";
import type { Review } from "../findings/review.ts";
import { pullRequestOfCheck } from "../github/check-run.ts";
import { type GitHubClient, createClient } from "../github/client.ts";
import { createCommandAccess } from "../github/command-github.ts";
import { createMarkers } from "../github/marker.ts";
import { decodePullRequest } from "../github/pull-request.ts";
import { runReview } from "../github/run-review.ts";
import { loadPersona } from "../persona/load-persona.ts";
import type { AnswerStore } from "../ports/answer-store.ts";
import type { Attempt, JobQueue, ReviewJob } from "../ports/job-queue.ts";
import type { Log } from "../ports/log.ts";
import type { TokenLedger } from "../ports/token-ledger.ts";
import { createAnswerStore } from "../queue/answer-store.ts";
import { openStore } from "../queue/open-store.ts";
import { createJobQueue } from "../queue/pg-boss-queue.ts";
import { createTokenLedger } from "../queue/token-ledger.ts";
import { createReviewer } from "./reviewer.ts";
import { makeReview, type ReviewMaker } from "./make-review.ts";

/** How long running reviews may go on after the process was asked to stop; they are worked again after the next start. */
const graceSeconds = 25;

/** What both processes share. */
interface Service {
  readonly environment: ServerEnvironment;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly queue: JobQueue;
  readonly answers: AnswerStore;
  readonly ledger: TokenLedger;
  readonly probot: Awaited<ReturnType<typeof createProbot>>;
  clientOf(installation: number): Promise<GitHubClient>;
}

/** Answers webhooks and works the queue, until the process is asked to stop. @throws UserError for an environment that is not complete. */
export async function serve(): Promise<void> {
  const service = await openService();
  const { environment, log, metrics, queue, probot } = service;
  const app = createApp({
    queue,
    metrics,
    log,
    appId: environment.appId,
    githubOf: async ({ installation, owner, repository }) =>
      createCommandAccess({
        client: await service.clientOf(installation),
        owner,
        repository,
        log,
        markersOf: (number) => createMarkers(environment.markerSecret, { owner, repository, number }),
      }),
    decodePullRequest,
    pullRequestOfCheck,
  });
  const webhooks = await createNodeMiddleware(app, { probot, webhooksPath: webhookPath });
  const server = createWebServer({ webhooks, isReady: () => queue.isReady(), metrics });
  await listen(server, environment);
  log.info({ host: environment.host, port: addressOf(server), path: webhookPath }, "listening");
  await startWorking(service);
  await untilStopped(service, server);
}

/** Only works the queue. @throws UserError without DATABASE_URL: the embedded database belongs to one process. */
export async function work(): Promise<void> {
  if (readServerEnvironment().databaseUrl === undefined) {
    throw new UserError("a worker of its own needs DATABASE_URL", {
      remedy: "Set it to a postgres:// URL that the server uses too, or let `serve` work the queue.",
    });
  }
  const service = await openService();
  await startWorking(service);
  service.log.info({}, "working");
  await untilStopped(service, null);
}

async function openService(): Promise<Service> {
  const environment = readServerEnvironment();
  const probot = await createProbot(environment);
  const { log } = probot;
  const metrics = createMetrics();
  const store = await openStore(environment, log);
  const queue = await createJobQueue(store, environment.workerConcurrency, log);
  const [answers, ledger] = [await createAnswerStore(store), await createTokenLedger(store)];
  const clientOf = async (installation: number) =>
    createClient(await probot.auth(installation), {
      writePauseMs: environment.githubWritePauseMs,
      onRequest: (kind) => metrics.githubRequests.inc({ kind }),
    });
  return { environment, log, metrics, queue, answers, ledger, probot, clientOf };
}

async function startWorking(service: Service): Promise<void> {
  const { environment, metrics, queue, answers, ledger } = service;
  const persona = await loadPersona();
  const maker: ReviewMaker = {
    persona,
    documentationUrl: environment.documentationUrl,
    reviewerFor: (config) => createReviewer({ environment: environment.model, persona, config, model: config.model ?? undefined, answers }),
    ledger,
    onReviewed: (review) => count(review, metrics),
  };
  await queue.work((job, signal, attempt) => workJob({ service, maker, job, signal, attempt }));
}

async function workJob(parts: { service: Service; maker: ReviewMaker; job: ReviewJob; signal: AbortSignal; attempt: Attempt }): Promise<void> {
  const { service, maker, job, signal, attempt } = parts;
  const { environment, log, metrics } = service;
  const client = await service.clientOf(job.installation);
  const isAskedFor = job.reason === "command" || job.reason === "rerequested";
  try {
    const run = { job, signal, attempt, client, appId: environment.appId, markerSecret: environment.markerSecret, log };
    const end = await runReview(run, (prepared, aborted) => makeReview(maker, { prepared, account: job, isAskedFor, signal: aborted }));
    metrics.jobs.inc({ end });
    log.info(
      { delivery: job.delivery, owner: job.owner, repository: job.repository, pullRequest: job.pullRequest, end, requests: client.requests },
      "the job ended",
    );
  } catch (error) {
    metrics.jobs.inc({ end: "failed" });
    throw error;
  }
}

function count(review: Review, metrics: Metrics): void {
  metrics.reviews.inc({ engine: review.engine, conclusion: review.findings.length > 0 ? "findings" : "none" });
  for (const [step, milliseconds] of Object.entries(review.timings)) metrics.reviewSeconds.observe({ step }, milliseconds / 1_000);
  metrics.modelTokens.inc({ kind: "input" }, review.usage.inputTokens);
  metrics.modelTokens.inc({ kind: "cached" }, review.usage.cachedInputTokens);
  metrics.modelTokens.inc({ kind: "output" }, review.usage.outputTokens);
}

function listen(server: Server, { host, port }: ServerEnvironment): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      reject(
        new UserError(`cannot listen on ${host}:${port}: ${cause.code ?? cause.message}`, {
          remedy: "Set PORT or HOST to an address that is free.",
          cause,
        }),
      );
    });
    server.listen(port, host, resolve);
  });
}

function addressOf(server: Server): number | null {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : null;
}

/** Waits for SIGTERM or SIGINT, then takes no more deliveries, lets running reviews end, and closes the store. */
function untilStopped({ queue, log }: Service, server: Server | null): Promise<void> {
  return new Promise((resolve) => {
    const stop = (signal: string) => {
      log.info({ signal }, "stopping");
      server?.close();
      void queue.stop(graceSeconds).then(resolve, resolve);
    };
    process.once("SIGTERM", stop);
    process.once("SIGINT", stop);
  });
}
