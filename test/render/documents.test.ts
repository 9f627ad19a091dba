import type { SarifBuilder } from "node-sarif-builder";
import { describe, expect, test } from "vitest";
import { renderJson } from "../../src/render/json.ts";
import { renderMarkdown } from "../../src/render/markdown.ts";
import { renderSarif } from "../../src/render/sarif.ts";
import type { Rule } from "../../src/rules/rule.ts";
import { modelFinding, removedAlarm, sampleContext, sampleReview, visibilityFinding } from "./sample-review.ts";

describe("renderJson", () => {
  const document: Record<string, unknown> & { findings: Record<string, unknown>[] } = JSON.parse(renderJson(sampleReview, sampleContext));

  test("has the fields of version 1", () => {
    expect(document).toMatchObject({
      version: 1,
      tool: { name: "serverless-reviewer", version: "0.1.0" },
      engine: "claude",
      base: "b".repeat(40),
      head: "a".repeat(40),
      summary: sampleReview.summary,
      diagram: sampleReview.diagram,
      cost: sampleReview.cost,
      suppressed: [{ id: "f-3123456789abcdef", rule: "lambda-tracing-off", reason: "traces are taken by the mesh", by: "template.yaml:12" }],
      coverage: sampleReview.coverage,
      usage: sampleReview.usage,
      timings: { total: 4_200 },
    });
  });

  test("flattens a finding's place and gives evidence by lines", () => {
    expect(document.findings[0]).toMatchObject({
      id: visibilityFinding.id,
      rule: "sqs-visibility-below-6x-timeout",
      source: "rule",
      path: "template.yaml",
      startLine: 5,
      endLine: 5,
      side: "RIGHT",
      inline: true,
      evidence: [
        { path: "template.yaml", startLine: 5, endLine: 5, note: "`OrdersQueue` hides a message for 60 s" },
        { path: "template.yaml", startLine: 14, endLine: 14, note: "`ProcessOrders` may run for 120 s" },
      ],
      suggestion: { startLine: 5, endLine: 5, replacement: "      VisibilityTimeout: 720" },
    });
    expect(document.findings[2]).toMatchObject({ rule: null, source: "model", inline: false, suggestion: null });
  });

  test("says the disclaimer in every body", () => {
    for (const finding of document.findings) expect(finding["body"]).toContain("AI guidance, not professional engineering advice");
  });
});

describe("renderMarkdown", () => {
  test("holds every inline comment under its place, then the summary with the disclaimer", () => {
    const text = renderMarkdown(sampleReview, sampleContext);
    expect(text).toMatch(/^### \[`template\.yaml:5`\]\(https:[^)]+\)\n\n\*\*High · Queue hides/);
    expect(text).toContain(
      "`template.yaml:17-21`](https://github.com/acme/shop/blob/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb/template.yaml#L17-L21) (before the change)\n",
    );
    expect(text.indexOf("## 3 findings")).toBeGreaterThan(text.indexOf("alarm-removed"));
    expect(text).toMatch(/- have costs analysed by someone competent\.\n$/);
  });
});

describe("renderSarif", () => {
  const parse = (text: string): SarifBuilder["log"] => JSON.parse(text);
  const [run] = parse(renderSarif(sampleReview, sampleContext)).runs;

  test("gives each rule once, with its page, level and topics", () => {
    expect(run?.tool.driver).toMatchObject({ name: "serverless-reviewer", version: "0.1.0" });
    expect(run?.tool.driver.rules?.map((rule) => rule.id)).toEqual(["sqs-visibility-below-6x-timeout", "alarm-removed", "model/data"]);
    expect(run?.tool.driver.rules?.[0]).toMatchObject({
      helpUri: "https://example.com/rules/sqs-visibility-below-6x-timeout",
      defaultConfiguration: { level: "error" },
      properties: { tags: ["reliability", "22.6 Dead letter queue strategy", "9.6 Timeout chains"], precision: "high" },
    });
  });

  test("takes title and level from the rules that ran, where it has them", () => {
    const rule: Rule = {
      id: "alarm-removed",
      title: "An alarm is removed",
      topics: [],
      category: "observability",
      severity: "high",
      platforms: ["aws"],
      source: "https://example.com/alarms",
      bad: [],
      good: [],
    };
    const [told] = parse(renderSarif(sampleReview, { ...sampleContext, ruleDocumentationUrl: () => null, rules: [rule] })).runs;
    expect(told?.tool.driver.rules?.[1]).toMatchObject({
      shortDescription: { text: "An alarm is removed" },
      helpUri: "https://example.com/alarms",
      defaultConfiguration: { level: "error" },
    });
  });

  test("gives results with identity, place and evidence", () => {
    expect(run?.results?.[0]).toMatchObject({
      ruleId: "sqs-visibility-below-6x-timeout",
      ruleIndex: 0,
      level: "error",
      partialFingerprints: { "finding/v1": visibilityFinding.id },
      locations: [{ physicalLocation: { artifactLocation: { uri: "template.yaml", uriBaseId: "%SRCROOT%" }, region: { startLine: 5, endLine: 5 } } }],
    });
    expect(run?.results?.[0]?.message.text).toContain("AI guidance");
    expect(run?.results?.[0]?.relatedLocations).toHaveLength(2);
  });

  test("places a removal at head where evidence stands there", () => {
    const shown = {
      ...removedAlarm,
      evidence: [...removedAlarm.evidence, { location: { path: "a b.yaml", startLine: 3, endLine: 4 }, side: "head" as const, note: "" }],
    };
    const [moved] = parse(renderSarif({ ...sampleReview, findings: [shown] }, sampleContext)).runs;
    expect(moved?.results?.[0]?.locations?.[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: "a%20b.yaml" },
      region: { startLine: 3, endLine: 4 },
    });
  });

  test("marks suppressed findings with their reason and place", () => {
    expect(run?.results?.at(-1)).toMatchObject({
      ruleId: "lambda-tracing-off",
      suppressions: [{ kind: "inSource", status: "accepted", justification: "traces are taken by the mesh" }],
      locations: [{ physicalLocation: { artifactLocation: { uri: "template.yaml" }, region: { startLine: 12 } } }],
    });
  });

  test("says that a run was not whole", () => {
    const [failed] = parse(renderSarif({ ...sampleReview, incomplete: ["the model did not answer"] }, sampleContext)).runs;
    expect(failed?.invocations?.[0]).toMatchObject({ executionSuccessful: false });
    expect(run?.invocations?.[0]).toMatchObject({ executionSuccessful: true });
  });

  test("gives security findings a security severity", () => {
    const [secure] = parse(
      renderSarif({ ...sampleReview, findings: [{ ...modelFinding, category: "security", severity: "critical" }] }, sampleContext),
    ).runs;
    expect(secure?.tool.driver.rules?.[0]?.properties).toMatchObject({ "security-severity": "9.5", precision: "medium" });
  });
});
