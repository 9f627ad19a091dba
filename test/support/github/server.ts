import { createServer, type IncomingMessage } from "node:http";
import type { GitRepository } from "../git-repository.ts";
import type { Answer, World } from "./answers.ts";
import { createCredentials } from "./app-credentials.ts";
import type { KeyObject } from "node:crypto";
import { answerGraphql } from "./graphql.ts";
import { findOperation, type Operation } from "./openapi.ts";
import { appId, handlers } from "./rest.ts";
import { createState, type State } from "./state.ts";

/** A request that the server answered. `route` is GitHub's own, "POST /graphql", or the bare path. */
export interface Recorded {
  readonly route: string;
  readonly body: unknown;
  readonly status: number;
}

/** A GitHub of a test's own, which answers from a real git repository and refuses what GitHub refuses. */
export interface GitHubServer {
  /** "127.0.0.1:1234", for GHE_HOST. */
  readonly host: string;
  readonly state: State;
  readonly requests: readonly Recorded[];
  /** Requests that do not fit GitHub's own description of its API. A test asserts that there are none. */
  readonly violations: readonly string[];
  /** Called before a request is answered; what it gives is the answer. For pushes at a bad moment, rate limits and the like. */
  intercept: ((route: string, body: unknown) => Answer | undefined | Promise<Answer | undefined>) | null;
  /** A token of an installation, as the App would get it. */
  token(): string;
  close(): Promise<void>;
}

const tokenRoute = "POST /app/installations/{installation_id}/access_tokens";
const unauthorized: Answer = { status: 401, body: { message: "Bad credentials" } };

export async function startGitHub(options: {
  readonly repository: GitRepository;
  readonly owner: string;
  readonly name: string;
  readonly publicKey: KeyObject;
}): Promise<GitHubServer> {
  const world: World = { state: createState(options.owner, options.name), repository: options.repository };
  const credentials = createCredentials(appId, options.publicKey);
  const requests: Recorded[] = [];
  const violations: string[] = [];

  async function answer(request: IncomingMessage, body: unknown): Promise<{ readonly route: string; readonly answer: Answer }> {
    const url = new URL(request.url ?? "", "http://localhost");
    const authorization = request.headers.authorization;
    const isGraphql = url.pathname === "/api/graphql";
    const path = url.pathname.replace(/^\/api\/v3/, "");
    const operation = isGraphql ? null : findOperation({ method: request.method ?? "", path, query: url.searchParams, body });
    const route = isGraphql ? "POST /graphql" : (operation?.route ?? `${request.method} ${path}`);
    const isAllowed = route === tokenRoute ? credentials.isApp(authorization) : credentials.isInstallation(authorization);
    if (!isAllowed) return { route, answer: unauthorized };
    const intercepted = await server.intercept?.(route, body);
    if (intercepted !== undefined) return { route, answer: intercepted };
    if (isGraphql) return { route, answer: { status: 200, body: answerGraphql(world, body) } };
    return { route, answer: answerRest(route, operation, { query: url.searchParams, body }) };
  }

  function answerRest(route: string, operation: Operation | null, request: { readonly query: URLSearchParams; readonly body: unknown }): Answer {
    if (operation === null || operation.problems.length > 0) {
      violations.push(`${route}: ${operation === null ? "GitHub has no such operation" : operation.problems.join("; ")}`);
      return { status: 422, body: { message: "Invalid request", errors: operation?.problems ?? [] } };
    }
    if (route === tokenRoute) return { status: 201, body: credentials.issue() };
    const { owner, repo } = operation.parameters;
    if (owner !== options.owner || repo !== options.name) return { status: 404, body: { message: "Not Found" } };
    const handler = handlers[route];
    if (handler === undefined) throw new Error(`the test's GitHub does not implement ${route}`);
    return handler(world, { parameters: operation.parameters, ...request });
  }

  const http = createServer((request, response) => {
    void (async () => {
      const body = await readBody(request);
      const result = await answer(request, body).catch((error: unknown) => ({
        route: `${request.method} ${request.url}`,
        answer: { status: 500, body: { message: String(error) } } satisfies Answer as Answer,
      }));
      requests.push({ route: result.route, body, status: result.answer.status });
      response.writeHead(result.answer.status, { "content-type": "application/json; charset=utf-8", ...result.answer.headers });
      response.end(JSON.stringify(result.answer.body));
    })();
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const server: GitHubServer = {
    host: `127.0.0.1:${port}`,
    state: world.state,
    requests,
    violations,
    intercept: null,
    token: () => credentials.issue().token,
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return server;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString();
  return text === "" ? undefined : JSON.parse(text);
}
