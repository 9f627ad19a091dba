import { APIConnectionError, APIConnectionTimeoutError, APIError } from "@anthropic-ai/sdk";

/** What a failed call means for us. `retry`: another try may work, after `afterMilliseconds` where the service says so. */
export interface Failure {
  readonly kind: "retry" | "timeout" | "rejected" | "final";
  readonly afterMilliseconds: number | null;
  /** For the review's reader: no text of the service, which could hold anything. */
  readonly note: string;
}

/** Errors that come inside a stream have no status, only a type. */
const passingTypes: ReadonlySet<string> = new Set(["rate_limit_error", "overloaded_error", "api_error", "timeout_error"]);

/** Decides by class, status and type of an SDK's error. `timedOut` says that our own deadline ended the call. */
export function classifyFailure(error: unknown, timedOut: boolean): Failure {
  if (timedOut || error instanceof APIConnectionTimeoutError)
    return { kind: "timeout", afterMilliseconds: null, note: "the model did not answer in time" };
  if (error instanceof APIConnectionError) return { kind: "retry", afterMilliseconds: null, note: "the model service could not be reached" };
  if (!(error instanceof APIError))
    return { kind: "final", afterMilliseconds: null, note: "the model service gave an answer that could not be read" };
  const { status, type }: { status: number | undefined; type: string | null } = error;
  const answer = `the model service answered ${status ?? "in its stream"}${type === null ? "" : ` (${type})`}`;
  const isPassing =
    status === undefined ? type !== null && passingTypes.has(type) : status === 408 || status === 409 || status === 429 || status >= 500;
  if (isPassing) return { kind: "retry", afterMilliseconds: retryAfter(error.headers), note: answer };
  if (status === 400 || status === 413) return { kind: "rejected", afterMilliseconds: null, note: answer };
  return { kind: "final", afterMilliseconds: null, note: answer };
}

/** `retry-after-ms`, or `retry-after` in seconds; a date there is rare and left to our own waiting. */
function retryAfter(headers: Headers | undefined): number | null {
  const milliseconds = Number.parseFloat(headers?.get("retry-after-ms") ?? "");
  if (milliseconds >= 0) return milliseconds;
  const seconds = Number.parseFloat(headers?.get("retry-after") ?? "");
  return seconds >= 0 ? seconds * 1_000 : null;
}
