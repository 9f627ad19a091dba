import { describe, expect, it } from "vitest";
import { place } from "../../src/review/decide.ts";
import type { Rule } from "../../src/rules/rule.ts";
import topics from "../persona/topics.json" with { type: "json" };
import { reviewExample } from "./review-example.ts";

const known = new Set(topics.flatMap((section) => section.topics.map((topic) => topic.id)));
const vendorPage =
  /^https:\/\/(docs\.aws\.amazon\.com|learn\.microsoft\.com|cloud\.google\.com|docs\.cloud\.google\.com|firebase\.google\.com|www\.serverless\.com|developer\.hashicorp\.com)\//;

/** Checks what every rule promises: known topics, a vendor's page, and examples that speak or stay silent as they should. */
export function describeRules(rules: readonly Rule[]): void {
  it("stand in the order of their ids", () => {
    expect(rules.map((rule) => rule.id)).toEqual(rules.map((rule) => rule.id).toSorted());
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))("%s names topics that exist, a vendor's page, and examples of both kinds", (_, rule) => {
    expect(rule.topics.length).toBeGreaterThan(0);
    expect(rule.topics.filter((topic) => !known.has(topic))).toEqual([]);
    expect(rule.source).toMatch(vendorPage);
    expect(rule.bad.length).toBeGreaterThan(0);
    expect(rule.good.length).toBeGreaterThan(0);
  });

  describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (_, rule) => {
    describeExamples(rule);
  });
}

function describeExamples(rule: Rule): void {
  it.each(rule.bad.map((example, index) => [index + 1, example] as const))(
    "speaks on bad example %i, says what, why and how to cure it, and stands on the diff",
    async (_number, example) => {
      const { findings, notes, change } = await reviewExample(example, [rule]);
      expect(notes).toEqual([]);
      expect(findings.length).toBeGreaterThan(0);
      for (const finding of findings) {
        expect(finding.what.length).toBeGreaterThan(20);
        expect(finding.why.length).toBeGreaterThan(20);
        expect(finding.fix.length).toBeGreaterThan(20);
        expect(`${finding.what} ${finding.why} ${finding.fix}`).not.toMatch(/undefined|\[object|NaN|null/);
        expect(place(finding, change).placement.inline).toBe(true);
      }
    },
  );

  it.each(rule.good.map((example, index) => [index + 1, example] as const))("is silent on good example %i", async (_number, example) => {
    const { findings, notes } = await reviewExample(example, [rule]);
    expect(notes).toEqual([]);
    expect(findings.map((finding) => finding.what)).toEqual([]);
  });
}
