import nock from "nock";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createClaudeReviewer } from "../../src/claude/claude-reviewer.ts";
import type { ModelConfiguration } from "../../src/claude/configuration.ts";
import { UserError } from "../../src/errors.ts";
import type { PlacedFinding } from "../../src/findings/finding.ts";
import { loadPersona } from "../../src/persona/load-persona.ts";
import type { AnswerStore } from "../../src/ports/answer-store.ts";
import { ordersBrief } from "./support/brief.ts";
import { type SeenRequest, answers, fails, serviceAddress } from "./support/service.ts";

const persona = await loadPersona();
let seen: SeenRequest[] = [];
let waits: number[] = [];

beforeAll(() => nock.disableNetConnect());
beforeEach(() => {
  seen = [];
  waits = [];
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

function reviewer(model: Partial<ModelConfiguration> = {}, store?: AnswerStore) {
  return createClaudeReviewer({
    persona,
    model: { provider: "anthropic", apiKey: "key", ...model },
    answers: store,
    wait: (milliseconds) => Promise.resolve(void waits.push(milliseconds)),
    random: () => 0,
  });
}

const claim = {
  kind: "duplicate-effect",
  title: "Queue redelivers while the function still runs",
  what: "`ProcessOrders` may run for 120 s, `OrdersQueue` hides a message for 60 s.",
  why: "A slow batch becomes visible again and the order is charged twice.",
  fix: "Hide messages for 720 s.",
  path: "template.yaml",
  side: "head",
  quote: "      Timeout: 120",
  resource: "aws:queue:OrdersQueue",
  severity: "high",
  category: "reliability",
  confidence: 0.9,
  topics: ["22.6", "99.9"],
  replacement: null,
};
const answer = JSON.stringify({ claims: [claim] });

describe("opine", () => {
  test("turns a proven claim into a finding with evidence on the quoted line", async () => {
    answers(seen, answer, { usage: { input_tokens: 10, cache_read_input_tokens: 1_000, cache_creation_input_tokens: 200, output_tokens: 70 } });
    const opinion = await reviewer().opine(ordersBrief());
    expect(opinion.answered).toBe(true);
    expect(opinion.findings).toMatchObject([
      {
        source: "model",
        rule: null,
        title: claim.title,
        severity: "high",
        confidence: 0.9,
        topics: ["22.6"],
        resource: "aws:queue:OrdersQueue",
        evidence: [{ side: "head", location: { path: "template.yaml", startLine: 6, endLine: 6 } }],
      },
    ]);
    expect(opinion.usage).toEqual({ calls: 1, inputTokens: 1_210, cachedInputTokens: 1_000, outputTokens: 70 });
    expect(opinion.notes).toEqual([]);
  });

  test("sends a cached prefix of persona, practices and sections, a schema, and the change as data", async () => {
    answers(seen, '{"claims":[]}');
    await reviewer().opine(ordersBrief());
    const [request] = seen;
    expect(request?.model).toBe("claude-sonnet-5-5");
    expect(request?.system.map((block) => block.cache_control)).toEqual([
      { type: "ephemeral", ttl: "1h" },
      { type: "ephemeral", ttl: "5m" },
    ]);
    expect(request?.system[0]?.text).toContain("principal serverless engineer");
    expect(request?.system[0]?.text).toContain("Forbidden kinds of phrasing");
    expect(request?.system[1]?.text).toContain("22.6");
    expect(request?.output_config).toMatchObject({ format: { type: "json_schema", schema: { required: ["claims"] } } });
    expect(request?.messages[0]?.content).toMatch(/\+ +6 \| {7}Timeout: 120/);
    expect(request?.messages[0]?.content).toContain("timeoutSeconds: 30 -> 120");
  });

  test("has the same prefix for another change of the same kind", async () => {
    answers(seen, '{"claims":[]}');
    answers(seen, '{"claims":[]}');
    await reviewer().opine(ordersBrief());
    await reviewer().opine(ordersBrief({}, { title: "Another title", head: { "src/app.js": "export const handler = async () => {};\n" } }));
    expect(seen[1]?.system[0]).toEqual(seen[0]?.system[0]);
    expect(seen[1]?.messages).not.toEqual(seen[0]?.messages);
  });

  test("tries again after 429 and waits as long as the service asks", async () => {
    fails(seen, 429, "rate_limit_error", { "retry-after": "7" });
    answers(seen, answer);
    const opinion = await reviewer().opine(ordersBrief());
    expect(opinion.findings).toHaveLength(1);
    expect(waits).toEqual([7_000]);
  });

  test("gives up when the service asks to wait longer than a review can", async () => {
    fails(seen, 429, "rate_limit_error", { "retry-after": "3600" });
    const opinion = await reviewer().opine(ordersBrief());
    expect(opinion).toMatchObject({ answered: false, notes: ["The model gave no opinion: the model service answered 429 (rate_limit_error)."] });
    expect(waits).toEqual([]);
  });

  test("ends in a note when the service stays overloaded, without its words", async () => {
    for (let attempt = 0; attempt < 4; attempt++) fails(seen, 529, "overloaded_error");
    const opinion = await reviewer().opine(ordersBrief());
    expect(opinion.answered).toBe(false);
    expect(opinion.notes).toEqual(["The model gave no opinion: the model service answered 529 (overloaded_error), after 4 attempts."]);
    expect(waits).toEqual([1_000, 2_000, 4_000]);
    expect(nock.isDone()).toBe(true);
  });

  test("tries again when the stream itself says overloaded", async () => {
    const error = { type: "error", error: { type: "overloaded_error", message: "Overloaded" } };
    nock(serviceAddress)
      .post("/v1/messages")
      .reply(200, `event: error\ndata: ${JSON.stringify(error)}\n\n`, { "content-type": "text/event-stream" });
    answers(seen, answer);
    expect((await reviewer().opine(ordersBrief())).findings).toHaveLength(1);
  });

  test("does not try again when the key is refused", async () => {
    fails(seen, 401, "authentication_error");
    const opinion = await reviewer().opine(ordersBrief());
    expect(opinion.notes).toEqual(["The model gave no opinion: the model service answered 401 (authentication_error)."]);
    expect(seen).toHaveLength(1);
  });

  test("ends in a note when the model refuses", async () => {
    answers(seen, "", { stop: "refusal" });
    const opinion = await reviewer().opine(ordersBrief());
    expect(opinion).toMatchObject({ answered: false, notes: ["The model gave no opinion: the model declined to review this change."] });
    expect(opinion.usage.calls).toBe(1);
  });

  test("asks once more and for less when the answer is cut off", async () => {
    answers(seen, '{"claims":[{"kind":', { stop: "max_tokens" });
    answers(seen, answer);
    const opinion = await reviewer().opine(ordersBrief());
    expect(opinion.findings).toHaveLength(1);
    expect(opinion.usage.calls).toBe(2);
    expect(seen[1]?.messages[0]?.content).toContain("at most three claims");
  });

  test("ends in a note when the answer is cut off twice", async () => {
    answers(seen, "{", { stop: "max_tokens" });
    answers(seen, "{", { stop: "max_tokens" });
    expect((await reviewer().opine(ordersBrief())).notes).toEqual(["The model gave no opinion: its answer was cut off."]);
  });

  test("asks once more when the answer is not JSON, then takes the second", async () => {
    answers(seen, "I found a problem in the queue.");
    answers(seen, `\`\`\`json\n${answer}\n\`\`\``);
    const opinion = await reviewer().opine(ordersBrief());
    expect(opinion.findings).toHaveLength(1);
    expect(seen).toHaveLength(2);
  });

  test("ends in a note when the answer is empty twice", async () => {
    answers(seen, "");
    answers(seen, "");
    const opinion = await reviewer().opine(ordersBrief());
    expect(opinion).toMatchObject({ answered: false, notes: ["The model gave no opinion: its answer could not be read, also on a second try."] });
  });

  test("shrinks a request that the service rejects, and gives up in the end", async () => {
    const large = { "src/big.js": Array.from({ length: 3_000 }, (_, line) => `export const value${line} = ${line};`).join("\n") };
    for (let attempt = 0; attempt < 3; attempt++) fails(seen, 400, "invalid_request_error");
    const opinion = await reviewer().opine(ordersBrief({}, { head: large }));
    expect(opinion.notes).toEqual(["The model gave no opinion: the model service answered 400 (invalid_request_error)."]);
    const lengths = seen.map((request) => request.messages[0]?.content.length ?? 0);
    expect(lengths).toEqual(lengths.toSorted((one, other) => other - one));
    expect(lengths.at(-1)).toBeLessThan((lengths[0] ?? 0) * 0.6);
  });

  test("throws when the signal aborts between two attempts", async () => {
    const controller = new AbortController();
    fails(seen, 529, "overloaded_error");
    const stopping = createClaudeReviewer({
      persona,
      model: { provider: "anthropic", apiKey: "key" },
      wait: () => {
        controller.abort(new Error("a newer push"));
        return Promise.reject(new Error("waiting was aborted"));
      },
    });
    await expect(stopping.opine(ordersBrief({ signal: controller.signal }))).rejects.toThrow("a newer push");
  });

  test("does not ask when no changed file can be sent", async () => {
    const brief = ordersBrief();
    const opinion = await reviewer().opine({
      ...brief,
      change: { ...brief.change, files: brief.change.files.map((file) => ({ ...file, binary: true })) },
    });
    expect(opinion).toMatchObject({ answered: false, notes: ["The model was not asked: no changed file could be sent to it."] });
  });

  test("never starts a call that would exceed the run's budget", async () => {
    const opinion = await reviewer({ budgets: { runTokens: 3_000 } }).opine(ordersBrief());
    expect(opinion.answered).toBe(false);
    expect(opinion.notes[0]).toMatch(/^The model gave no opinion: the run's token budget is used up/);
    expect(seen).toEqual([]);
  });

  test("asks the service to count near the limit, and asks for no more output than is left", async () => {
    nock(serviceAddress).post("/v1/messages/count_tokens").reply(200, { input_tokens: 39_000 });
    answers(seen, answer);
    const opinion = await reviewer({ budgets: { runTokens: 45_000 } }).opine(ordersBrief());
    expect(opinion.answered).toBe(true);
    expect(seen[0]?.max_tokens).toBe(6_000);
  });

  test("does not send the same request twice within a run", async () => {
    answers(seen, answer);
    const brief = ordersBrief();
    const one = reviewer();
    const first = await one.opine(brief);
    const second = await one.opine(brief);
    expect(second.findings).toEqual(first.findings);
    expect(second.usage.calls).toBe(0);
    expect(seen).toHaveLength(1);
  });

  test("does not pay again for an answer that the store remembers", async () => {
    const kept = new Map<string, string>();
    const store: AnswerStore = { get: (key) => Promise.resolve(kept.get(key)), set: (key, value) => Promise.resolve(void kept.set(key, value)) };
    answers(seen, answer);
    const first = await reviewer({}, store).opine(ordersBrief());
    const second = await reviewer({}, store).opine(ordersBrief());
    expect(second.findings).toEqual(first.findings);
    expect(second.usage).toEqual({ calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 });
    expect(kept.size).toBe(1);
  });

  test("reviews without a memory when the store fails", async () => {
    const broken = () => Promise.reject(new Error("disk is full"));
    answers(seen, answer);
    expect((await reviewer({}, { get: broken, set: broken }).opine(ordersBrief())).answered).toBe(true);
  });
});

describe("refute", () => {
  const placed = (id: string): PlacedFinding => ({
    id,
    rule: null,
    source: "model",
    title: claim.title,
    what: claim.what,
    why: claim.why,
    fix: claim.fix,
    severity: "high",
    confidence: 0.9,
    category: "reliability",
    topics: ["22.6"],
    resource: "aws:queue:OrdersQueue",
    evidence: [{ location: { path: "template.yaml", startLine: 6, endLine: 6 }, side: "head", note: "" }],
    edit: null,
    placement: { inline: true, path: "template.yaml", startLine: 6, endLine: 6, side: "RIGHT" },
    suggestion: null,
  });
  const verdicts = (...list: object[]) => JSON.stringify({ verdicts: list });

  test("gives each finding its verdict, and none stands without one", async () => {
    answers(
      seen,
      verdicts(
        { finding: "F1", reason: "The default holds.", ground: "none", stands: true },
        { finding: "F2", reason: "Line 15 sets it.", ground: "handled elsewhere", stands: false },
        { finding: "F9", reason: "", ground: "none", stands: true },
      ),
    );
    const refutation = await reviewer().refute(ordersBrief(), [placed("f-1"), placed("f-2"), placed("f-3")]);
    expect(refutation.verdicts).toEqual([
      { finding: "f-1", stands: true, reason: "The default holds." },
      { finding: "f-2", stands: false, reason: "handled elsewhere: Line 15 sets it." },
      { finding: "f-3", stands: false, reason: "not verified: no verdict was given" },
    ]);
    expect(refutation.usage.calls).toBe(1);
  });

  test("lets the verdict against a finding win where there are two", async () => {
    answers(
      seen,
      verdicts(
        { finding: "F1", reason: "", ground: "none", stands: true },
        { finding: "F1", reason: "No.", ground: "wrong platform fact", stands: false },
      ),
    );
    const { verdicts: given } = await reviewer().refute(ordersBrief(), [placed("f-1")]);
    expect(given[0]?.stands).toBe(false);
  });

  test("asks a fresh context with the lines and resources around the evidence", async () => {
    answers(seen, verdicts());
    await reviewer({ verifyModel: "claude-haiku-5-5" }).refute(ordersBrief(), [placed("f-1")]);
    const content = seen[0]?.messages[0]?.content ?? "";
    expect(seen[0]?.model).toBe("claude-haiku-5-5");
    expect(seen[0]?.system[0]?.text).toContain("refute");
    expect(content).toContain(claim.what);
    expect(content).toMatch(/- +6 \| {7}Timeout: 30\n\+ +6 \| {7}Timeout: 120/);
    expect(content).toContain("visibilityTimeoutSeconds = 60");
    expect(content).toContain("## 22.6 ");
  });

  test("asks for ten findings at a time", async () => {
    const all = (count: number) =>
      verdicts(...Array.from({ length: count }, (_, index) => ({ finding: `F${index + 1}`, reason: "", ground: "none", stands: true })));
    answers(seen, all(10));
    answers(seen, all(2));
    const findings = Array.from({ length: 12 }, (_, index) => placed(`f-${index}`));
    const refutation = await reviewer().refute(ordersBrief(), findings);
    expect(refutation.verdicts.filter((verdict) => verdict.stands).map((verdict) => verdict.finding)).toEqual(findings.map((finding) => finding.id));
    expect(seen).toHaveLength(2);
  });

  test("lets nothing stand when the service is down, and says so", async () => {
    for (let attempt = 0; attempt < 4; attempt++) fails(seen, 503, "api_error");
    const refutation = await reviewer().refute(ordersBrief(), [placed("f-1")]);
    expect(refutation.verdicts).toEqual([{ finding: "f-1", stands: false, reason: "not verified: no verdict was given" }]);
    expect(refutation.notes).toEqual([
      "1 finding of the model could not be verified and is left out: the model service answered 503 (api_error), after 4 attempts.",
    ]);
  });
});

describe("createClaudeReviewer", () => {
  test("names the variable when the Anthropic API has no key", () => {
    expect(() => createClaudeReviewer({ persona, model: { provider: "anthropic" } })).toThrow(UserError);
    expect(() => createClaudeReviewer({ persona, model: { provider: "anthropic" } })).toThrow("ANTHROPIC_API_KEY is not set.");
  });
});
