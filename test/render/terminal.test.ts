import { stripVTControlCharacters } from "node:util";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { displayWidth } from "../../src/render/display-width.ts";
import { type TerminalContext, renderTerminal } from "../../src/render/terminal.ts";
import { hostileText } from "./hostile-text.ts";
import { emptyReview, modelFinding, removedAlarm, sampleContext, sampleReview, sampleSource, visibilityFinding } from "./sample-review.ts";

const context: TerminalContext = { ...sampleContext, color: false, width: 80, sourceOf: sampleSource };

describe("renderTerminal", () => {
  test("shows a finding with its code, its evidence and its cure", () => {
    const text = renderTerminal({ ...emptyReview, findings: [visibilityFinding], summary: "" }, context);
    expect(text.split("\n").slice(0, 30).join("\n")).toBe(`1 finding: 1 high

${"─".repeat(80)}
HIGH  Queue hides messages for less time than its consumer needs
      template.yaml:5 · sqs-visibility-below-6x-timeout

    3 │     Type: AWS::SQS::Queue
    4 │     Properties:
  > 5 │       VisibilityTimeout: 60
    6 │       RedrivePolicy:
    7 │         maxReceiveCount: 5

  template.yaml:14: \`ProcessOrders\` may run for 120 s
    13 │       Handler: src/process-orders.handler
  > 14 │       Timeout: 120
    15 │       Runtime: nodejs22.x

  \`ProcessOrders\` may now run for 120 s, but \`OrdersQueue\` hides a message for
  60 s.

  In production: a slow batch becomes visible again while the first attempt
  still works on it: orders are handled twice, and after 5 receives a message
  that succeeded lands in the DLQ.

  Fix: hide messages for at least six times the function's timeout, 720 s.

  - 5 │       VisibilityTimeout: 60
  + 5 │       VisibilityTimeout: 720

Reviewed 2 files, skipped 2. Compared bbbbbbb with aaaaaaa; rules only, no model`);
  });

  test("shows lines that are gone as removed", () => {
    const text = renderTerminal({ ...emptyReview, findings: [removedAlarm] }, context);
    expect(text).toContain("template.yaml:17-21 (before the change) · alarm-removed");
    expect(text).toContain("  - 17 │   CheckoutErrors:");
  });

  test("shows findings without a changed line after the others", () => {
    const text = renderTerminal({ ...emptyReview, findings: [modelFinding, visibilityFinding] }, context);
    expect(text.indexOf("Not on a changed line")).toBeGreaterThan(text.indexOf("HIGH"));
    expect(text.indexOf("MEDIUM")).toBeGreaterThan(text.indexOf("Not on a changed line"));
  });

  test("ends with cost, notes, suppressions, coverage and the disclaimer", () => {
    const text = renderTerminal(sampleReview, context);
    expect(text).toContain("Cost\n- about 15.40 USD a month more");
    expect(text).toContain("About this review\n- infra/modules.tf:3: module from another");
    expect(text).toContain("Suppressed\n- lambda-tracing-off: traces are taken by the mesh (template.yaml:12)");
    expect(text).toContain("- 1 file skipped, lock file: package-lock.json");
    expect(text).toMatch(/AI guidance, not professional engineering advice: validate it before you rely on\nit\.\n$/);
  });

  test("says why it is not complete", () => {
    expect(renderTerminal({ ...emptyReview, incomplete: ["the model did not answer"] }, context)).toMatch(
      /^The review is not complete\nNot complete: the model did not answer\n/,
    );
  });

  test("is the same text with colours and without, but for backticks", () => {
    const bare = (text: string) => stripVTControlCharacters(text).replaceAll(/`|\s/g, "");
    const colored = renderTerminal(sampleReview, { ...context, color: true });
    expect(colored).toContain("\u001b[");
    expect(bare(colored)).toBe(bare(renderTerminal(sampleReview, context)));
  });

  test("goes on without code when the source is not there", () => {
    expect(renderTerminal(sampleReview, { ...context, sourceOf: () => null })).toContain("  + 5 │       VisibilityTimeout: 720");
  });

  test("wraps prose at the width, counting wide characters twice", () => {
    const what = "注文キューのメッセージは六十秒間だけ隠されますが、関数は百二十秒まで動きます。 ".repeat(5) + "👩‍👩‍👧 ".repeat(60);
    const text = renderTerminal(
      { ...emptyReview, findings: [{ ...modelFinding, what, evidence: [] }] },
      { ...context, width: 60, sourceOf: () => null },
    );
    for (const line of text.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(60);
  });

  test("lets no control of the repository reach the terminal, for any text", () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.string({ unit: "binary" })), (text) => {
        const finding = {
          ...visibilityFinding,
          title: text,
          what: text,
          why: text,
          fix: text,
          rule: text,
          evidence: [{ location: { path: `${text}b`, startLine: 1, endLine: 1 }, side: "head" as const, note: text }],
        };
        const place = { ...visibilityFinding.placement, path: text, startLine: 1, endLine: 1 };
        const review = {
          ...emptyReview,
          base: text,
          summary: text,
          notes: [text],
          incomplete: [text],
          findings: [{ ...finding, placement: place, suggestion: { startLine: 1, endLine: 1, replacement: text } }],
          suppressed: [{ id: text, rule: null, reason: text, by: text }],
          coverage: { reviewed: [text], skipped: [{ path: text, reason: text }] },
        };
        expect(renderTerminal(review, { ...context, sourceOf: () => text })).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
      }),
      { numRuns: 500 },
    );
  });
});
