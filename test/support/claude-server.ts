import { LLMock } from "@copilotkit/aimock";

/** A question that the service asked the model. */
export interface Question {
  readonly kind: "review" | "refutation";
  /** The whole user message. */
  readonly text: string;
}

/** The model of a whole-process test. */
export interface ClaudeServer {
  readonly url: string;
  readonly questions: readonly Question[];
  /** What it answers: a JSON document, or an HTTP status that it fails with. Tests replace it. */
  answer: (question: Question) => Answer | Promise<Answer>;
  close(): Promise<void>;
}

export type Answer = object | number;

/** A model that claims nothing and lets every finding stand. */
export function nothingToSay({ kind, text }: Question): Answer {
  if (kind === "review") return { claims: [] };
  const labels = new Set(text.match(/\bF\d+\b/g) ?? []);
  return { verdicts: [...labels].map((finding) => ({ finding, reason: "The line shows it.", ground: "none", stands: true })) };
}

export async function startClaude(): Promise<ClaudeServer> {
  const mock = new LLMock({ port: 0 });
  const questions: Question[] = [];
  mock.on({ predicate: () => true }, async (request) => {
    const text = request.messages.flatMap((message) => (message.role === "user" ? [textOf(message.content)] : [])).join("\n");
    const question: Question = { kind: text.startsWith("Review this pull request") ? "review" : "refutation", text };
    questions.push(question);
    const answer = await server.answer(question);
    if (typeof answer === "number") return { error: { type: "overloaded_error", message: "Overloaded" }, status: answer };
    return { content: JSON.stringify(answer), usage: { input_tokens: 1_000, output_tokens: 100 } };
  });
  await mock.start();
  const server: ClaudeServer = { url: mock.url, questions, answer: nothingToSay, close: () => mock.stop() };
  return server;
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part: unknown) => (typeof part === "object" && part !== null && "text" in part ? String(part.text) : "")).join("");
}
