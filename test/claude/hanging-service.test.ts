import { type Server, createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createClaudeReviewer } from "../../src/claude/claude-reviewer.ts";
import { loadPersona } from "../../src/persona/load-persona.ts";
import { ordersBrief } from "./support/brief.ts";
import { streamOf } from "./support/service.ts";

const persona = await loadPersona();

/** A real server on loopback: aborted connections cannot be faked inside the process. */
describe("a model service that hangs", () => {
  let server: Server;
  let requests = 0;
  let beginsToAnswer = false;
  let onRequest: () => void = () => undefined;

  beforeEach(async () => {
    requests = 0;
    onRequest = () => undefined;
    server = createServer((_, response) => {
      requests++;
      if (beginsToAnswer) response.writeHead(200, { "content-type": "text/event-stream" }).write(streamOf("{").slice(0, 200));
      onRequest();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  function address(): string {
    const bound = server.address();
    return `http://127.0.0.1:${typeof bound === "object" ? bound?.port : bound}`;
  }

  function reviewer(timeoutMilliseconds: number) {
    const model = { provider: "anthropic", apiKey: "key", baseUrl: address(), timeoutMilliseconds } as const;
    return createClaudeReviewer({ persona, model, wait: () => Promise.resolve() });
  }

  test.each([
    ["before it answers", false],
    ["in the middle of its answer", true],
  ])("is asked twice, then the opinion ends in a note: %s", async (_, begins) => {
    beginsToAnswer = begins;
    const opinion = await reviewer(1_000).opine(ordersBrief());
    expect(opinion.notes).toEqual(["The model gave no opinion: the model did not answer in time, after 2 attempts."]);
    expect(requests).toBe(2);
  });

  test.each([
    ["before it answers", false],
    ["in the middle of its answer", true],
  ])("is left at once when the run is aborted: %s", async (_, begins) => {
    beginsToAnswer = begins;
    const controller = new AbortController();
    onRequest = () => controller.abort(new Error("a newer push"));
    await expect(reviewer(60_000).opine(ordersBrief({ signal: controller.signal }))).rejects.toThrow("a newer push");
    expect(requests).toBe(1);
  });

  test("that cannot be reached at all ends in a note", async () => {
    const model = { provider: "anthropic", apiKey: "key", baseUrl: address() } as const;
    server.close();
    const opinion = await createClaudeReviewer({ persona, model, wait: () => Promise.resolve() }).opine(ordersBrief());
    expect(opinion.notes).toEqual(["The model gave no opinion: the model service could not be reached, after 4 attempts."]);
  });
});
