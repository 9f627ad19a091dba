import { setTimeout as sleep } from "node:timers/promises";
import type { Message, MessageCountTokensParams, TextBlockParam } from "@anthropic-ai/sdk/resources/messages/messages";
import { type Usage, noUsage } from "../findings/review.ts";
import { classifyFailure } from "./classify-failure.ts";
import type { ModelClient } from "./client.ts";
import type { ModelConfiguration } from "./configuration.ts";
import type { ModelRequest } from "./model-request.ts";

/** What became of a call. `rejected`: the service does not take the request as it is, most likely because it is too long. */
export type Outcome =
  | { readonly state: "answered"; readonly text: string; readonly usage: Usage }
  | { readonly state: "cut-off"; readonly usage: Usage }
  | { readonly state: "refused" | "rejected" | "failed"; readonly note: string; readonly usage: Usage };

/** Sends requests, with bounded retries. Throws only when `signal` aborts. */
export interface Caller {
  call(request: ModelRequest, outputTokens: number, signal: AbortSignal): Promise<Outcome>;
  /** Exact input tokens; null where they cannot be had. */
  count(request: ModelRequest, signal: AbortSignal): Promise<number | null>;
}

export interface CallerParts {
  /** Made at the first call. */
  readonly client: () => Promise<ModelClient>;
  readonly provider: ModelConfiguration["provider"];
  readonly timeoutMilliseconds: number;
  /** Waits; throws when the signal aborts. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** 0 to 1, for jitter. */
  readonly random?: () => number;
}

const mostAttempts = 4;
/** A call that ran into the deadline is long and costly: one more try, no more. */
const mostTimeouts = 2;
/** A service that asks to wait longer than this is down for our purposes: the review goes on by rules. */
const longestWaitMilliseconds = 60_000;
const firstWaitMilliseconds = 1_000;

export function createCaller(parts: CallerParts): Caller {
  const wait = parts.wait ?? ((milliseconds, signal) => sleep(milliseconds, undefined, { signal }));
  const random = parts.random ?? Math.random;
  const options = (signal: AbortSignal) => ({ signal, timeoutMilliseconds: parts.timeoutMilliseconds });

  async function call(request: ModelRequest, outputTokens: number, signal: AbortSignal): Promise<Outcome> {
    const client = await parts.client().catch(() => null);
    if (client === null)
      return { usage: noUsage, state: "failed", note: `the client for ${parts.provider} could not be made: its region or credentials are missing` };
    const parameters = { ...parametersOf(request, parts.provider), max_tokens: outputTokens };
    for (let attempt = 1, timeouts = 0; ; attempt++) {
      const deadline = AbortSignal.timeout(parts.timeoutMilliseconds);
      try {
        return outcomeOf(await client.send(parameters, options(AbortSignal.any([signal, deadline]))));
      } catch (error) {
        signal.throwIfAborted();
        const failure = classifyFailure(error, deadline.aborted);
        if (failure.kind === "timeout") timeouts++;
        if (failure.kind === "rejected") return { state: "rejected", note: failure.note, usage: noUsage };
        const pause = (failure.afterMilliseconds ?? firstWaitMilliseconds * 2 ** (attempt - 1)) * (1 + random() * 0.25);
        const isOver = failure.kind === "final" || attempt >= mostAttempts || timeouts >= mostTimeouts || pause > longestWaitMilliseconds;
        if (isOver) return { state: "failed", note: attempt === 1 ? failure.note : `${failure.note}, after ${attempt} attempts`, usage: noUsage };
        await wait(pause, signal).catch(() => signal.throwIfAborted());
      }
    }
  }

  async function count(request: ModelRequest, signal: AbortSignal): Promise<number | null> {
    const client = await parts.client().catch(() => null);
    try {
      return client?.count ? await client.count(parametersOf(request, parts.provider), options(signal)) : null;
    } catch {
      signal.throwIfAborted();
      return null;
    }
  }

  return { call, count };
}

function parametersOf({ model, system, content, format }: ModelRequest, provider: CallerParts["provider"]): MessageCountTokensParams {
  const blocks = system.map(({ text, keep }): TextBlockParam => {
    // Only the first-party service is known to take a time to live.
    return { type: "text", text, cache_control: provider === "anthropic" ? { type: "ephemeral", ttl: keep } : { type: "ephemeral" } };
  });
  return { model, system: blocks, messages: [{ role: "user", content }], output_config: { format } };
}

function outcomeOf(message: Message): Outcome {
  const text = message.content.map((block) => (block.type === "text" ? block.text : "")).join("");
  const usage = usageOf(message);
  switch (message.stop_reason) {
    case "refusal":
      return { state: "refused", usage, note: "the model declined to review this change" };
    case "max_tokens":
    case "model_context_window_exceeded":
      return { state: "cut-off", usage };
    default:
      return { state: "answered", text, usage };
  }
}

/** `inputTokens` are all of them: those that were read from the cache and written to it, too. */
function usageOf({ usage }: Message): Usage {
  const cached = usage.cache_read_input_tokens ?? 0;
  return {
    calls: 1,
    inputTokens: usage.input_tokens + (usage.cache_creation_input_tokens ?? 0) + cached,
    cachedInputTokens: cached,
    outputTokens: usage.output_tokens,
  };
}
