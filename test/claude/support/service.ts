import nock from "nock";

/** What the fake service saw: the bodies of `POST /v1/messages`, in order. */
export interface SeenRequest {
  readonly model: string;
  readonly max_tokens: number;
  readonly system: readonly { readonly text: string; readonly cache_control?: unknown }[];
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly output_config: unknown;
}

export const serviceAddress = "https://api.anthropic.com";

interface Said {
  readonly stop?: string;
  readonly usage?: Record<string, number>;
}

/** The event stream of one answer, as the Messages API sends it. */
export function streamOf(text: string, { stop = "end_turn", usage = {} }: Said = {}): string {
  const message = { id: "msg_1", type: "message", role: "assistant", model: "m", content: [], stop_reason: null, stop_sequence: null };
  const input = { input_tokens: 100, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 1, ...usage };
  const events: [string, object][] = [
    ["message_start", { message: { ...message, usage: input } }],
    ["content_block_start", { index: 0, content_block: { type: "text", text: "" } }],
    ["content_block_delta", { index: 0, delta: { type: "text_delta", text } }],
    ["content_block_stop", { index: 0 }],
    ["message_delta", { delta: { stop_reason: stop, stop_sequence: null }, usage: { output_tokens: usage["output_tokens"] ?? 50 } }],
    ["message_stop", {}],
  ];
  return events.map(([type, data]) => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`).join("");
}

/** The next answer of the service. Bodies are recorded in `seen`. */
export function answers(seen: SeenRequest[], text: string, said: Said = {}): nock.Scope {
  return nock(serviceAddress)
    .post("/v1/messages", (body: SeenRequest) => seen.push(body) > 0)
    .reply(200, streamOf(text, said), { "content-type": "text/event-stream" });
}

export function fails(seen: SeenRequest[], status: number, type: string, headers: Record<string, string> = {}): nock.Scope {
  return nock(serviceAddress)
    .post("/v1/messages", (body: SeenRequest) => seen.push(body) > 0)
    .reply(status, { type: "error", error: { type, message: "sk-ant-should-not-be-shown" } }, { "content-type": "application/json", ...headers });
}
