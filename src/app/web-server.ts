import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Metrics } from "./metrics.ts";

/** Where Probot takes webhooks. */
export const webhookPath = "/api/github/webhooks";

/** GitHub delivers at most 25 MB. */
const largestBodyBytes = 25 * 1024 * 1024;

/** What the server answers with. */
export interface WebParts {
  /** Probot's middleware: verifies, handles and answers webhooks. */
  readonly webhooks: (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;
  /** Whether the queue takes jobs. */
  readonly isReady: () => Promise<boolean>;
  readonly metrics: Pick<Metrics, "text">;
}

/** The HTTP server: webhooks, `/healthz` (the process lives), `/readyz` (the queue answers) and `/metrics`. It does not listen yet. */
export function createWebServer(parts: WebParts): Server {
  return createServer((request, response) => {
    void answer(parts, request, response).catch(() => {
      if (!response.headersSent) send(response, 500, "the request failed\n");
    });
  });
}

async function answer(parts: WebParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? "").split("?", 1)[0];
  if (request.method === "GET" && path === "/healthz") return send(response, 200, "alive\n");
  if (request.method === "GET" && path === "/readyz")
    return (await parts.isReady()) ? send(response, 200, "ready\n") : send(response, 503, "the queue does not answer\n");
  if (request.method === "GET" && path === "/metrics") {
    const { contentType, body } = await parts.metrics.text();
    return send(response, 200, body, contentType);
  }
  if (path !== webhookPath) return send(response, 404, "nothing is here\n");
  const refusal = refusalOf(request);
  if (refusal !== null) return send(response, refusal, "the delivery is not taken\n");
  await parts.webhooks(request, response, () => send(response, 404, "nothing is here\n"));
}

/** The middleware reads bodies of any size into memory; GitHub always says how large its own are. */
function refusalOf(request: IncomingMessage): number | null {
  if (request.method !== "POST") return 405;
  const length = Number(request.headers["content-length"]);
  if (!Number.isInteger(length)) return 411;
  return length > largestBodyBytes ? 413 : null;
}

function send(response: ServerResponse, status: number, body: string, contentType = "text/plain; charset=utf-8"): void {
  const mustClose = status >= 400 && status !== 404;
  response.writeHead(status, { "content-type": contentType, ...(mustClose ? { connection: "close" } : {}) }).end(body);
}
