/** Their configuration, permissions or input: one line that names file, line or variable, and the way out. Never retried. */
export class UserError extends Error {
  override readonly name = "UserError";
  /** What the reader can do about it, one sentence. */
  readonly remedy: string | undefined;

  constructor(message: string, options: { remedy?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.remedy = options.remedy;
  }
}

/** A rate limit, a 5xx, a timeout: the queue tries again. */
export class TransientError extends Error {
  override readonly name = "TransientError";
  /** Seconds to wait before the next try, where the service said so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, options: { retryAfterSeconds?: number | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
