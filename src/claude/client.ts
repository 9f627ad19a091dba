import Anthropic from "@anthropic-ai/sdk";
import type { Message, MessageCountTokensParams, MessageStreamParams } from "@anthropic-ai/sdk/resources/messages/messages";
import type { ModelConfiguration } from "./configuration.ts";

interface CallOptions {
  readonly signal: AbortSignal;
  readonly timeoutMilliseconds: number;
}

/** What we use of a provider's SDK. Answers are streamed: long ones would outlive an idle connection. */
export interface ModelClient {
  send(parameters: MessageStreamParams, options: CallOptions): Promise<Message>;
  /** Exact input tokens; null where the provider cannot count. */
  count: ((parameters: MessageCountTokensParams, options: CallOptions) => Promise<number>) | null;
}

/** Our own retries know how long waiting is worth it, and nothing of a request belongs in a log. */
const quiet = { maxRetries: 0, logLevel: "off" } as const;

/** Makes the one client of a provider. Nothing is sent. @throws what an SDK throws where its platform's settings are missing. */
export async function createModelClient(configuration: ModelConfiguration): Promise<ModelClient> {
  const baseURL = configuration.baseUrl === undefined ? {} : { baseURL: configuration.baseUrl };
  if (configuration.provider === "bedrock") {
    const { AnthropicBedrock } = await import("@anthropic-ai/bedrock-sdk");
    // Bedrock has no endpoint that counts tokens.
    return { ...clientOf(new AnthropicBedrock({ ...quiet, ...baseURL }).messages), count: null };
  }
  if (configuration.provider === "vertex") {
    const { AnthropicVertex } = await import("@anthropic-ai/vertex-sdk");
    return clientOf(new AnthropicVertex({ ...quiet, ...baseURL }).messages);
  }
  return clientOf(new Anthropic({ ...quiet, ...baseURL, apiKey: configuration.apiKey ?? null }).messages);
}

type MessagesResource = Pick<Anthropic["messages"], "stream"> & Partial<Pick<Anthropic["messages"], "countTokens">>;

function clientOf(messages: MessagesResource): ModelClient {
  return {
    send: (parameters, { signal, timeoutMilliseconds }) => messages.stream(parameters, { signal, timeout: timeoutMilliseconds }).finalMessage(),
    count:
      messages.countTokens === undefined
        ? null
        : async (parameters, { signal, timeoutMilliseconds }) => {
            const counted = await messages.countTokens?.(parameters, { signal, timeout: timeoutMilliseconds });
            return counted?.input_tokens ?? 0;
          },
  };
}
