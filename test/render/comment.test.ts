import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlacedFinding } from "../../src/findings/finding.ts";
import { maximumBodyLength, renderBody, renderComment, renderEntry } from "../../src/render/comment.ts";
import { activeText, hostileText, plainTextsOf, tokensOf } from "./hostile-text.ts";
import { modelFinding, removedAlarm, sampleContext, visibilityFinding } from "./sample-review.ts";

describe("renderComment", () => {
  test("has the layout of the design", () => {
    expect(renderComment(visibilityFinding, sampleContext)).toBe(
      [
        "**High · Queue hides messages for less time than its consumer needs** · `sqs-visibility-below-6x-timeout`",
        visibilityFinding.what,
        `**In production:** ${visibilityFinding.why}`,
        `**Fix:** ${visibilityFinding.fix}`,
        "```suggestion\n      VisibilityTimeout: 720\n```",
        `- [\`template.yaml:14\`](https://github.com/acme/shop/blob/${"a".repeat(40)}/template.yaml#L14-L14): \`ProcessOrders\` may run for 120 s`,
        "<sub>22.6 Dead letter queue strategy · [why this rule](https://example.com/rules/sqs-visibility-below-6x-timeout) · AI guidance, not professional engineering advice: validate it before you rely on it ([disclaimer](https://example.com/disclaimer))</sub>",
      ].join("\n\n"),
    );
  });

  test("says that a finding is the model's", () => {
    const comment = renderComment(modelFinding, sampleContext);
    expect(comment).toContain("**Medium · One bad order fails the whole batch**\n");
    expect(comment).toContain("<sub>22.3 · found by the model · AI guidance");
  });

  test("puts a list below its label", () => {
    expect(renderComment({ ...modelFinding, why: "- a\n- b" }, sampleContext)).toContain("**In production:**\n\n- a\n- b");
  });

  test("leaves out links that the host does not have", () => {
    const local = { ...sampleContext, fileUrl: () => null, ruleDocumentationUrl: () => null, disclaimer: { line: "Guidance only", full: "" } };
    const comment = renderComment(visibilityFinding, local);
    expect(comment).toContain("- `template.yaml:14`: `ProcessOrders`");
    expect(comment).toMatch(/<sub>22.6 Dead letter queue strategy · Guidance only<\/sub>$/);
  });

  test("fences a suggestion with more backticks than it holds", () => {
    const comment = renderComment(
      { ...visibilityFinding, suggestion: { startLine: 5, endLine: 5, replacement: "a: |\n  ```\n  x\n  ```" } },
      sampleContext,
    );
    expect(comment).toContain("````suggestion\na: |\n  ```\n  x\n  ```\n````");
  });

  test("deletes the lines when the replacement is empty", () => {
    expect(renderComment({ ...visibilityFinding, suggestion: { startLine: 5, endLine: 5, replacement: "" } }, sampleContext)).toContain(
      "```suggestion\n```",
    );
  });

  test("does not offer to commit what could imitate a marker", () => {
    const comment = renderComment({ ...visibilityFinding, suggestion: { startLine: 5, endLine: 5, replacement: "<!-- x -->" } }, sampleContext);
    expect(comment).not.toContain("suggestion\n");
    expect(comment).not.toContain("<!--");
  });

  test("fits GitHub's limit and keeps the disclaimer however long the texts are", () => {
    const long = "`name` & <b> | ".repeat(20_000);
    const evidence = Array.from({ length: 500 }, (_, index) => ({
      location: { path: `${"p".repeat(300)}.yaml`, startLine: index + 1, endLine: index + 1 },
      side: "head" as const,
      note: long,
    }));
    const comment = renderComment(
      { ...visibilityFinding, title: long, what: long, why: long, fix: long, evidence, suggestion: { startLine: 5, endLine: 5, replacement: long } },
      sampleContext,
    );
    expect(comment.length).toBeLessThanOrEqual(maximumBodyLength);
    expect(comment).toContain("more characters are left out");
    expect(comment).toMatch(/validate it before you rely on it \(\[disclaimer\]\(.*\)\)<\/sub>$/);
  });

  test("holds no tag, image, mention or marker of the repository for any text", () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 7, maxLength: 7 }), (texts) => {
        const comment = renderComment(hostileFinding(texts), sampleContext);
        const active = tokensOf(comment).filter((token) => token.type === "image" || (token.type === "html" && !/^<\/?sub>$/.test(token.raw.trim())));
        expect(active).toEqual([]);
        expect(tokensOf(comment).filter((token) => token.type === "link" && !/^https:\/\/(github|example)\.com\//.test(token.href))).toEqual([]);
        for (const text of plainTextsOf(comment)) expect(text).not.toMatch(activeText);
        expect(comment).not.toContain("<!--");
        expect(tokensOf(comment).filter((token) => token.type === "code" && token.lang === "suggestion").length).toBeLessThanOrEqual(1);
        expect(comment).toMatch(/disclaimer\]\(https:\/\/example.com\/disclaimer\)\)<\/sub>$/);
      }),
      { numRuns: 500 },
    );
  });
});

function hostileFinding([title = "", what = "", why = "", fix = "", path = "", note = "", replacement = ""]: readonly string[]): PlacedFinding {
  const place = { path: path === "" ? "a" : path, startLine: 1, endLine: 1 };
  return {
    ...visibilityFinding,
    title,
    what,
    why,
    fix,
    rule: path === "" ? null : note,
    evidence: [{ location: { ...place, startLine: 9, endLine: 9 }, side: "head", note }],
    placement: { ...place, inline: true, side: "RIGHT" },
    suggestion: { startLine: 1, endLine: 1, replacement },
  };
}

describe("renderBody", () => {
  test("is what, why, fix and the disclaimer's line", () => {
    const body = renderBody(visibilityFinding, sampleContext);
    expect(body).not.toContain("suggestion");
    expect(body).toMatch(/^`ProcessOrders` may now[^]*\*\*In production:\*\*[^]*\*\*Fix:\*\*[^]*<sub>AI guidance/);
  });
});

describe("renderEntry", () => {
  test("says where the finding stands, and when that was before the change", () => {
    expect(renderEntry(removedAlarm, sampleContext, 1_000)).toContain(
      `At [\`template.yaml:17-21\`](https://github.com/acme/shop/blob/${"b".repeat(40)}/template.yaml#L17-L21), before the change`,
    );
  });
});
