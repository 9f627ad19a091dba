import { TransientError } from "../errors.ts";

/** GitHub refused a request: 401, 403, 404, 409, 410, 422. Whether that is somebody's mistake, only the caller knows. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly status: number;
  /** GitHub's list of reasons, as text; for a log, never for a comment. */
  readonly details: string;

  constructor(message: string, options: { status: number; details: string; cause: unknown }) {
    super(message, { cause: options.cause });
    this.status = options.status;
    this.details = options.details;
  }
}

/** What became of a failed request. `limited` and `unavailable` carry a TransientError. */
export type Failure =
  | { readonly kind: "limited"; readonly retryAfterSeconds: number; readonly error: TransientError }
  | { readonly kind: "unavailable"; readonly error: TransientError }
  | { readonly kind: "refused"; readonly error: RefusedError }
  | { readonly kind: "other"; readonly error: unknown };

/** Where GitHub names no time for a secondary limit, its documentation asks for at least a minute. */
const unnamedWaitSeconds = 60;

/** Sorts what Octokit threw. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { kind: "other", error };
  const status = "status" in error && typeof error.status === "number" ? error.status : undefined;
  const headers = headersOf(error);
  const retryAfterSeconds = status === 403 || status === 429 || isGraphqlLimit(error) ? waitOf(headers, error.message) : null;
  if (retryAfterSeconds !== null) {
    return { kind: "limited", retryAfterSeconds, error: new TransientError("GitHub's rate limit is reached", { retryAfterSeconds, cause: error }) };
  }
  // Octokit gives status 500 to failures of the network itself.
  if (status !== undefined && status >= 500) return { kind: "unavailable", error: new TransientError(`GitHub answers ${status}`, { cause: error }) };
  if (status !== undefined && status >= 400) {
    return { kind: "refused", error: new RefusedError(`GitHub refuses: ${error.message}`, { status, details: detailsOf(error), cause: error }) };
  }
  // A GraphQL answer without any data: a timeout or a fault on their side. Partial answers never come here.
  if (error.name === "GraphqlResponseError") return { kind: "unavailable", error: new TransientError("GitHub's GraphQL fails", { cause: error }) };
  return { kind: "other", error };
}

/** Seconds to wait where the refusal is for a rate limit; null where it is for something else. */
function waitOf(headers: Readonly<Record<string, unknown>>, message: string): number | null {
  const retryAfter = Number(headers["retry-after"]);
  if (retryAfter > 0) return retryAfter;
  if (String(headers["x-ratelimit-remaining"]) === "0") {
    // Both times are GitHub's, so a wrong clock on our side does not matter.
    const seconds = Number(headers["x-ratelimit-reset"]) - Date.parse(String(headers["date"])) / 1_000;
    return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : unnamedWaitSeconds;
  }
  // A secondary limit may come with neither header; nothing but the text tells it from a missing permission.
  return /rate limit/i.test(message) ? unnamedWaitSeconds : null;
}

function headersOf(error: object): Readonly<Record<string, unknown>> {
  const holder = "response" in error && isRecord(error.response) && isRecord(error.response["headers"]) ? error.response : error;
  return "headers" in holder && isRecord(holder.headers) ? holder.headers : {};
}

function isGraphqlLimit(error: Error): boolean {
  return "errors" in error && Array.isArray(error.errors) && error.errors.some((item: unknown) => isRecord(item) && item["type"] === "RATE_LIMITED");
}

function detailsOf(error: object): string {
  const data = "response" in error && isRecord(error.response) ? error.response["data"] : undefined;
  return isRecord(data) ? JSON.stringify(data["errors"] ?? data["message"] ?? "").slice(0, 1_000) : "";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
