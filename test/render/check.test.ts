import { describe, expect, test } from "vitest";
import { renderCheck } from "../../src/render/check.ts";
import { emptyReview, modelFinding, removedAlarm, sampleContext, sampleReview, visibilityFinding } from "./sample-review.ts";

const never = { failOn: "never" } as const;

describe("renderCheck", () => {
  test("fails only when a finding is at or above the policy", () => {
    expect(renderCheck(sampleReview, { failOn: "high" }, sampleContext).conclusion).toBe("failure");
    expect(renderCheck(sampleReview, { failOn: "critical" }, sampleContext).conclusion).toBe("success");
    expect(renderCheck(sampleReview, never, sampleContext).conclusion).toBe("success");
  });

  test("is neutral when the review is not whole, also with findings", () => {
    const incomplete = ["the model did not answer"];
    expect(renderCheck({ ...emptyReview, incomplete }, never, sampleContext).conclusion).toBe("neutral");
    expect(renderCheck({ ...sampleReview, incomplete }, never, sampleContext)).toMatchObject({
      conclusion: "neutral",
      title: "3 findings: 1 high and 2 medium (the review is not complete)",
    });
  });

  test("still fails by the policy when the review is not whole", () => {
    expect(renderCheck({ ...sampleReview, incomplete: ["a rule failed"] }, { failOn: "high" }, sampleContext).conclusion).toBe("failure");
  });

  test("is neutral when nothing was reviewed", () => {
    expect(renderCheck({ ...emptyReview, coverage: { reviewed: [], skipped: [] } }, never, sampleContext)).toMatchObject({
      conclusion: "neutral",
      title: "Nothing serverless to review",
    });
  });

  test("annotates what stands at head, and a removal only where head shows it", () => {
    const shown = {
      ...removedAlarm,
      evidence: [...removedAlarm.evidence, { location: { path: "template.yaml", startLine: 10, endLine: 15 }, side: "head" as const, note: "" }],
    };
    const paths = (findings: (typeof sampleReview)["findings"]) =>
      renderCheck({ ...sampleReview, findings }, never, sampleContext).annotations.map((one) => [one.path, one.start_line, one.end_line]);
    expect(paths([visibilityFinding, removedAlarm, modelFinding])).toEqual([
      ["template.yaml", 5, 5],
      ["src/process-orders.js", 5, 7],
    ]);
    expect(paths([shown])).toEqual([["template.yaml", 10, 15]]);
  });

  test("keeps annotations inside the file", () => {
    const placement = { ...visibilityFinding.placement, startLine: 0, endLine: 900 };
    const [annotation] = renderCheck(
      { ...sampleReview, findings: [{ ...visibilityFinding, placement }] },
      { ...never, lineCount: () => 15 },
      sampleContext,
    ).annotations;
    expect(annotation).toMatchObject({ start_line: 1, end_line: 15 });
  });

  test("gives annotations as plain text with the disclaimer", () => {
    const [annotation] = renderCheck({ ...sampleReview, findings: [modelFinding] }, never, sampleContext).annotations;
    expect(annotation).toMatchObject({ annotation_level: "warning", title: "One bad order fails the whole batch" });
    expect(annotation?.message).toMatch(/^`handler` throws[^]*In production: one malformed[^]*Found by the model\.\n\nAI guidance, not professional/);
  });

  test("marks as failure what the policy refuses, low findings as notices", () => {
    const levels = renderCheck(
      { ...sampleReview, findings: [visibilityFinding, { ...modelFinding, severity: "low" }] },
      { failOn: "high" },
      sampleContext,
    ).annotations.map((one) => one.annotation_level);
    expect(levels).toEqual(["failure", "notice"]);
  });

  test("fits the limits of the API", () => {
    const long = "`|` <&> ".repeat(10_000);
    const finding = { ...modelFinding, title: long, what: long, why: long, fix: long };
    const check = renderCheck({ ...sampleReview, findings: Array.from({ length: 100 }, () => finding) }, never, sampleContext);
    expect(check.summary.length).toBeLessThanOrEqual(65_535);
    expect(check.text.length).toBeLessThanOrEqual(65_535);
    expect(check.text).toMatch(/and \d+ more, without their text here$/);
    for (const annotation of check.annotations) {
      expect(Buffer.byteLength(annotation.message)).toBeLessThan(64 * 1024);
      expect(annotation.title.length).toBeLessThanOrEqual(255);
    }
  });
});
