import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maximumBodyLength } from "../../src/render/comment.ts";
import { renderSummary } from "../../src/render/summary.ts";
import { activeText, hostileText, plainTextsOf, tokensOf } from "./hostile-text.ts";
import { emptyReview, modelFinding, sampleContext, sampleReview, visibilityFinding } from "./sample-review.ts";

const fullDisclaimer = "- have costs analysed by someone competent.";

describe("renderSummary", () => {
  test("begins with the number of findings by severity and what the change does", () => {
    expect(renderSummary(sampleReview, sampleContext)).toMatch(/^## 3 findings: 1 high and 2 medium\n\nRemoves alarm `CheckoutErrors`\. Raises/);
  });

  test("never clears a change when nothing is found", () => {
    const summary = renderSummary(emptyReview, sampleContext);
    expect(summary).toMatch(/^## Nothing found in what was reviewed\n/);
    expect(summary).toContain(fullDisclaimer);
  });

  test("says that there was nothing to review", () => {
    expect(renderSummary({ ...emptyReview, summary: "", coverage: { reviewed: [], skipped: [] } }, sampleContext)).toMatch(
      /^## Nothing serverless to review\n\nNo file was reviewed\./,
    );
  });

  test("says that it is not complete, and why", () => {
    const summary = renderSummary({ ...emptyReview, incomplete: ["the model did not answer"] }, sampleContext);
    expect(summary).toMatch(/^## The review is not complete\n\n\*\*This review is not complete:\*\*\n\n- the model did not answer/);
  });

  test("gives findings without an inline comment in full, the others only in the table", () => {
    const summary = renderSummary(sampleReview, sampleContext);
    expect(summary).toContain("| Medium | One bad order fails the whole batch |");
    expect(summary).toContain("<details><summary>1 finding without an inline comment</summary>\n\n**Medium · One bad order");
    expect(summary).not.toContain(visibilityFinding.why);
  });

  test("tells who must check data steps and what belongs into a security assessment", () => {
    const summary = renderSummary(
      { ...sampleReview, findings: [modelFinding, { ...modelFinding, category: "security", title: "Open URL" }] },
      sampleContext,
    );
    expect(summary).toContain("have the engineer who owns the data and its backups check: “One bad order fails the whole batch”.");
    expect(summary).toContain("next independent security assessment and penetration test: “Open URL”.");
  });

  test("holds diagram, cost with its advice, notes, suppressions, coverage and usage", () => {
    const summary = renderSummary(sampleReview, sampleContext);
    for (const part of [
      "```mermaid\nflowchart LR",
      "about 15.40 USD a month more",
      "have the cost analysed by someone",
      "not shown: below min\\_severity",
      "`lambda-tracing-off`, suppressed in `template.yaml:12`",
    ])
      expect(summary.replaceAll("min_severity", "min\\_severity")).toContain(part);
    expect(summary).toContain("Reviewed 2 files, skipped 2.");
    expect(summary).toContain("**Skipped, lock file:** `package-lock.json`");
    expect(summary).toContain("2 calls, 48,210 input tokens (31,000 from cache), 2,204 output tokens");
  });

  test("does not tell why each of the model's claims was refuted", () => {
    const leftOut = ["one", "two"].map((reason) => ({ finding: modelFinding, reason: `refuted: ${reason}` }));
    expect(renderSummary({ ...emptyReview, leftOut }, sampleContext)).toContain("- 2 findings are not shown: refuted by a second look");
  });

  test("leaves out whole parts in the stated order when it is too long, never the disclaimer", () => {
    const long = {
      ...sampleReview,
      diagram: "x".repeat(60_000),
      coverage: {
        ...sampleReview.coverage,
        skipped: Array.from({ length: 6_000 }, (_, index) => ({ path: `${"d".repeat(150)}${index}`, reason: `reason ${index % 25}` })),
      },
    };
    const summary = renderSummary(long, sampleContext);
    expect(summary.length).toBeLessThanOrEqual(maximumBodyLength);
    expect(summary).toContain("Left out here because the summary would be too long: the diagram, the lists of files.");
    expect(summary).toContain("lambda-tracing-off");
    expect(summary).toContain(fullDisclaimer);
  });

  test("fits the limit when everything in it is as long as it can be", () => {
    const long = "`|` <&> ".repeat(10_000);
    const finding = {
      ...modelFinding,
      title: long,
      what: long,
      why: long,
      fix: long,
      rule: long.slice(0, 200),
      placement: { ...modelFinding.placement, path: long },
    };
    const review = {
      ...sampleReview,
      summary: long,
      findings: Array.from({ length: 300 }, () => finding),
      notes: Array.from({ length: 300 }, () => long),
      incomplete: Array.from({ length: 300 }, () => long),
    };
    const summary = renderSummary(review, { ...sampleContext, fileUrl: () => null });
    expect(summary.length).toBeLessThanOrEqual(maximumBodyLength);
    expect(summary).toContain(fullDisclaimer);
  });

  test("holds no mention or reference of the repository for any text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const review = {
          ...emptyReview,
          summary: text,
          notes: [text],
          coverage: { reviewed: [text], skipped: [{ path: text, reason: text }] },
          suppressed: [{ id: "f-1", rule: text, reason: text, by: text }],
        };
        const summary = renderSummary(review, sampleContext);
        expect(summary).not.toContain("<!--");
        const tags = tokensOf(summary).filter((token) => token.type === "html");
        for (const tag of tags) expect(tag.raw.trim()).toMatch(/^(?:<details><summary>[\w ]+<\/summary>|<\/details>|<\/?sub>)$/);
        for (const plain of plainTextsOf(summary)) expect(plain).not.toMatch(activeText);
      }),
      { numRuns: 300 },
    );
  });
});
