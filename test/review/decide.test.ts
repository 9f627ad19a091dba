import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../src/config/repository.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { decide, isIgnoredPath, place } from "../../src/review/decide.ts";
import { changeOf } from "../support/example-change.ts";

const now = new Date("2026-11-23T12:00:00Z");
const change = changeOf({ "a.yaml": "one\ntwo\n" }, { "a.yaml": "one\n2\n3\n4\n5\n6\n7\n8\n9\n10\n" });
const finding = (id: string, parts: Partial<Finding> = {}): Finding => ({
  id,
  rule: "some-rule",
  source: "rule",
  title: "t",
  what: "w",
  why: "y",
  fix: "f",
  severity: "medium",
  confidence: 1,
  category: "reliability",
  topics: ["1.1"],
  resource: "aws:queue:Orders",
  evidence: [{ location: { path: "a.yaml", startLine: 2, endLine: 2 }, side: "head", note: "" }],
  edit: null,
  ...parts,
});
const decideOn = (findings: readonly Finding[], config: Partial<typeof defaultConfig> = {}) =>
  decide(
    findings.map((one) => place(one, change)),
    { ...defaultConfig, ...config },
    now,
  );

describe("decide", () => {
  it("puts the worst first, then the surest, in the same order whatever the input's", () => {
    const findings = [
      finding("low", { severity: "low" }),
      finding("sure"),
      finding("unsure", { confidence: 0.7 }),
      finding("worst", { severity: "critical" }),
    ];
    const order = ["worst", "sure", "unsure", "low"];
    expect(decideOn(findings).findings.map((one) => one.id)).toEqual(order);
    expect(decideOn(findings.toReversed()).findings.map((one) => one.id)).toEqual(order);
  });

  it("keeps at most max_comments inline and tells the rest in the summary", () => {
    const { findings } = decideOn([finding("a"), finding("b"), finding("c")], { maxComments: 2 });
    expect(findings.map((one) => one.placement.inline)).toEqual([true, true, false]);
  });

  it("leaves out what is below min_severity and says why", () => {
    const { findings, leftOut } = decideOn([finding("a", { severity: "low" })], { minSeverity: "high" });
    expect(findings).toEqual([]);
    expect(leftOut.map((one) => one.reason)).toEqual(["below min_severity (high)"]);
  });

  it("takes the severity that the configuration gives a rule, and leaves out a rule that is off", () => {
    expect(decideOn([finding("a")], { rules: new Map([["some-rule", "critical"]]) }).findings[0]?.severity).toBe("critical");
    expect(decideOn([finding("a")], { rules: new Map([["some-rule", "off"]]) }).leftOut[0]?.reason).toMatch(/off/);
  });

  it("leaves out what is not sure enough", () => {
    expect(decideOn([finding("a", { confidence: 0.5, rule: null, source: "model" })]).leftOut[0]?.reason).toBe("confidence 0.50 is below 0.6");
  });

  it("marks what the team has accepted, by rule and resource name", () => {
    const suppress = [{ rule: "some-rule", resource: "Orders", reason: "the consumer is idempotent" }];
    const { findings, suppressed } = decideOn([finding("a"), finding("b", { resource: "aws:queue:Other" })], { suppress });
    expect(findings.map((one) => one.id)).toEqual(["b"]);
    expect(suppressed).toEqual([{ id: "a", rule: "some-rule", reason: "the consumer is idempotent", by: ".github/serverless-reviewer.yml" }]);
  });

  it("lets a suppression hold through its last day and no longer", () => {
    const until = (day: string) => decideOn([finding("a")], { suppress: [{ rule: "some-rule", reason: "for now", until: day }] }).suppressed.length;
    expect([until("2026-11-22"), until("2026-11-23")]).toEqual([0, 1]);
  });

  it("offers a suggestion on exactly the lines that it replaces", () => {
    const placed = place(finding("a", { edit: { path: "a.yaml", start: 4, end: 5, replacement: "two" } }), change);
    expect(placed.suggestion).toEqual({ startLine: 2, endLine: 2, replacement: "two" });
    expect(placed.placement).toMatchObject({ startLine: 2, endLine: 2, inline: true });
  });
});

describe("isIgnoredPath", () => {
  it("takes only what paths.include names, less what paths.exclude names", () => {
    const config = { ...defaultConfig, paths: { include: ["services/**"], exclude: ["**/legacy/**"] } };
    expect(["services/a.yaml", "infra/a.yaml", "services/legacy/a.yaml"].map((path) => isIgnoredPath(path, config))).toEqual([false, true, true]);
  });
});
