import { describe, expect, it } from "vitest";
import { planPublication } from "../../src/github/plan-publication.ts";
import type { Conversation, OwnThread } from "../../src/github/read-conversation.ts";
import { emptyReview, placedFinding } from "../support/finding.ts";

const silence: Conversation = { threads: [], reviews: [], summary: null };
const thread = (id: string, changes: Partial<OwnThread> = {}, source: "rule" | "model" = "rule"): OwnThread => ({
  threadId: `t-${id}`,
  comment: 1,
  mark: { kind: "finding", id, head: "before", run: "r0", source },
  isResolved: false,
  isOutdated: false,
  canResolve: true,
  isAnswered: false,
  ...changes,
});
const idsOf = (items: readonly { readonly id: string }[]) => items.map((item) => item.id);

describe("the plan of a publication", () => {
  it("says inline findings that no thread says, at most 30, in their order", () => {
    const findings = Array.from({ length: 40 }, (_, index) => placedFinding({ id: `f-${index}` }));
    const summaryOnly = placedFinding({ id: "f-x", placement: { inline: false, path: "p", startLine: 1, endLine: 1, side: "RIGHT" } });
    const plan = planPublication(emptyReview({ findings: [summaryOnly, ...findings] }), { ...silence, threads: [thread("f-0")] }, "r1");
    expect(idsOf(plan.comments)).toEqual(idsOf(findings.slice(1, 31)));
  });

  it("says nothing again when this run has posted its review of this head", () => {
    const review = emptyReview({ findings: [placedFinding({ id: "f-1" })] });
    const reviews = [{ kind: "review", id: "", head: "head", run: "r1", source: "" }] as const;
    expect(planPublication(review, { ...silence, reviews }, "r1").comments).toEqual([]);
    expect(idsOf(planPublication(review, { ...silence, reviews }, "r2").comments)).toEqual(["f-1"]);
  });

  it("counts a rule's finding as cured when it is neither found, left out nor suppressed", () => {
    const review = emptyReview({
      findings: [placedFinding({ id: "f-stands" })],
      leftOut: [{ finding: placedFinding({ id: "f-left" }), reason: "below min_severity" }],
      suppressed: [{ id: "f-suppressed", rule: "r", reason: "known", by: "x" }],
    });
    const threads = ["f-stands", "f-left", "f-suppressed", "f-cured"].map((id) => thread(id));
    const plan = planPublication(review, { ...silence, threads }, "r1");
    expect(plan.cured.map((cured) => cured.mark.id)).toEqual(["f-cured"]);
  });

  it("does not answer a thread twice, nor one that is resolved", () => {
    const threads = [thread("f-1", { isAnswered: true }), thread("f-2", { isResolved: true })];
    expect(planPublication(emptyReview(), { ...silence, threads }, "r1").cured).toEqual([]);
  });

  it("takes the model's silence for a cure only where the lines changed and the model was asked", () => {
    const usage = { calls: 1, inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 };
    const threads = [thread("f-1", {}, "model"), thread("f-2", { isOutdated: true }, "model")];
    const cured = (review: ReturnType<typeof emptyReview>) => planPublication(review, { ...silence, threads }, "r1").cured.map((one) => one.mark.id);
    expect(cured(emptyReview({ engine: "claude", usage }))).toEqual(["f-2"]);
    expect(cured(emptyReview({ engine: "rules" }))).toEqual([]);
  });
});
