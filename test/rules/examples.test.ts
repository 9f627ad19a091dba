import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { place } from "../../src/review/decide.ts";
import { rules } from "../../src/rules/index.ts";
import topics from "../persona/topics.json" with { type: "json" };
import { reviewExample } from "../support/review-example.ts";

const folder = join(import.meta.dirname, "..", "..", "src", "rules");
const known = new Set(topics.flatMap((section) => section.topics.map((topic) => topic.id)));

describe("the rules", () => {
  it("are all in the index, each in a file of its own name", () => {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".ts") && readFileSync(join(folder, file), "utf8").includes(": Rule = {"),
    );
    const names = files.map((file) => basename(file, ".ts"));
    expect(names.toSorted()).toEqual(rules.map((rule) => rule.id).toSorted());
  });

  it("stand in the index in the order of their ids", () => {
    expect(rules.map((rule) => rule.id)).toEqual(rules.map((rule) => rule.id).toSorted());
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))("%s names topics that exist, a vendor's page, and examples of both kinds", (_, rule) => {
    expect(rule.topics.length).toBeGreaterThan(0);
    expect(rule.topics.filter((topic) => !known.has(topic))).toEqual([]);
    expect(rule.source).toMatch(
      /^https:\/\/(docs\.aws\.amazon\.com|learn\.microsoft\.com|cloud\.google\.com|docs\.cloud\.google\.com|firebase\.google\.com|www\.serverless\.com|developer\.hashicorp\.com)\//,
    );
    expect(rule.bad.length).toBeGreaterThan(0);
    expect(rule.good.length).toBeGreaterThan(0);
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (_, rule) => {
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
});
