import { setTimeout as wait } from "node:timers/promises";
import { type Failure, failureOf, RefusedError } from "./failures.ts";

/** What we need of an Octokit; Probot's and @octokit/rest's both have it. */
export interface Octokit {
  request(
    route: string,
    parameters?: Record<string, unknown>,
  ): Promise<{ readonly data: unknown; readonly headers: Readonly<Record<string, unknown>> }>;
  graphql(query: string, variables?: Record<string, unknown>): Promise<unknown>;
}

/** GitHub's API with our manners: errors by class, writes one after another with a pause, short waits for rate limits, and a count of requests. */
export interface GitHubClient {
  /** Reads through REST. @throws RefusedError (4xx), TransientError. */
  read(route: string, parameters?: Record<string, unknown>): Promise<unknown>;
  /** Writes through REST; a write that may have happened is never repeated here. @throws RefusedError (4xx), TransientError. */
  write(route: string, parameters?: Record<string, unknown>): Promise<unknown>;
  /** Asks GraphQL; gives what data there is also when a part of the answer failed, and null for a failed part. */
  query(query: string, variables?: Record<string, unknown>): Promise<unknown>;
  /** A GraphQL mutation, with the pause of a write. */
  mutate(query: string, variables?: Record<string, unknown>): Promise<unknown>;
  /** Requests sent so far. */
  readonly requests: number;
}

export interface ClientOptions {
  /** Milliseconds between the end of a write and the next one; GitHub asks for 1,000. */
  readonly writePauseMs: number;
  /** A rate limit that ends sooner is waited for; a longer one is left to the queue. */
  readonly longestWaitSeconds?: number;
  /** Pause before a read that met a 5xx is sent again, doubled once. */
  readonly retryPauseMs?: number;
  readonly onRequest?: (kind: "read" | "write" | "graphql") => void;
}

const triesOfARead = 3;

export function createClient(octokit: Octokit, options: ClientOptions): GitHubClient {
  const { writePauseMs, longestWaitSeconds = 60, retryPauseMs = 500, onRequest } = options;
  let requests = 0;
  let lastWrite: Promise<unknown> = Promise.resolve();

  async function send<Answer>(kind: "read" | "write" | "graphql", call: () => Promise<Answer>, tries: number): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      requests += 1;
      onRequest?.(kind);
      try {
        return await call();
      } catch (error) {
        const pauseMs = pauseBeforeRetry(failureOf(error), attempt, tries);
        if (pauseMs === null) throw failureOf(error).error;
        await wait(pauseMs);
      }
    }
  }

  /** A refusal for a rate limit changed nothing, so it may be repeated even for a write. */
  function pauseBeforeRetry(failure: Failure, attempt: number, tries: number): number | null {
    if (failure.kind === "limited")
      return attempt === 1 && failure.retryAfterSeconds <= longestWaitSeconds ? failure.retryAfterSeconds * 1_000 : null;
    return failure.kind === "unavailable" && attempt < tries ? retryPauseMs * attempt : null;
  }

  function inTurn<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    const turn = lastWrite.then(call);
    lastWrite = turn.catch(() => undefined).then(() => wait(writePauseMs));
    return turn;
  }

  return {
    read: async (route, parameters) => (await send("read", () => octokit.request(route, parameters), triesOfARead)).data,
    write: (route, parameters) => inTurn(async () => (await send("write", () => octokit.request(route, parameters), 1)).data),
    query: (query, variables) => send("graphql", () => partOf(octokit.graphql(query, variables)), triesOfARead),
    mutate: (query, variables) => inTurn(() => send("graphql", () => octokit.graphql(query, variables), 1)),
    get requests() {
      return requests;
    },
  };
}

/** GraphQL answers 200 with `data` and `errors` when only a part failed: a repository that is not there, an object that is too large. */
async function partOf(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && "data" in error && typeof error.data === "object" && error.data !== null) return error.data;
    throw error;
  }
}

/** Reads, or gives null where GitHub says that there is no such thing (404, 410). */
export async function readOrNull(client: GitHubClient, route: string, parameters: Record<string, unknown>): Promise<unknown> {
  try {
    return await client.read(route, parameters);
  } catch (error) {
    if (error instanceof RefusedError && (error.status === 404 || error.status === 410)) return null;
    throw error;
  }
}
