import { describe, expect, it } from "vitest";
import { checkEdits } from "../../src/review/check-edits.ts";
import { place } from "../../src/review/decide.ts";
import { understand } from "../../src/review/understand.ts";
import { rules } from "../../src/rules/index.ts";
import type { Example, Rule } from "../../src/rules/rule.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";
import { exampleChange, exampleDate, reviewExample } from "../support/review-example.ts";

const tools = await createStackTools();

/** The edits of a rule on one of its bad examples, and why some of them would not be offered. */
async function editsOn(rule: Rule, example: Example): Promise<{ edits: number; dropped: Readonly<Record<string, number>> }> {
  const change = exampleChange(example);
  const { findings } = await reviewExample(example, [rule]);
  const placed = findings.filter(({ edit }) => edit !== null).map((finding) => place(finding, change));
  const understanding = await understand(change, tools);
  const { signal } = new AbortController();
  const { dropped } = await checkEdits(placed, { change, understanding, rules, tools, now: exampleDate, signal });
  return { edits: placed.length, dropped };
}

const examples = rules
  .filter(({ platforms }) => platforms.includes("azure") || platforms.includes("google"))
  .flatMap((rule) => rule.bad.map((example, index) => [rule.id, index + 1, { rule, example }] as const));

describe("an edit of a rule for Azure or Google Cloud", () => {
  it.each(examples)("parses, cures and causes nothing else on what %s calls bad (%i)", async (_id, _number, { rule, example }) => {
    const { dropped } = await editsOn(rule, example);
    expect(dropped).toEqual({});
  });

  it("stands beside more than half of the rules", async () => {
    const cured = new Set<string>();
    for (const [id, , { rule, example }] of examples) if ((await editsOn(rule, example)).edits > 0) cured.add(id);
    expect(cured.size).toBeGreaterThan(new Set(examples.map(([id]) => id)).size / 2);
  });
});
