import { describe, expect, it } from "vitest";
import { checkEdits } from "../../src/review/check-edits.ts";
import { place } from "../../src/review/decide.ts";
import { inspect } from "../../src/review/inspect.ts";
import { understand } from "../../src/review/understand.ts";
import { rules } from "../../src/rules/index.ts";
import type { Example, Rule } from "../../src/rules/rule.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";
import { exampleChange, exampleDate } from "../support/review-example.ts";

/** The edits that a rule proposes for an example, and those that a review offers, with every rule that is on by default looking at what comes of them. */
async function editsOn(example: Example, rule: Rule): Promise<{ proposed: number; offered: number; dropped: Readonly<Record<string, number>> }> {
  const change = exampleChange(example);
  const tools = await createStackTools();
  const understanding = await understand(change, tools);
  const placed = inspect(change, understanding, [rule], exampleDate).findings.map((finding) => place(finding, change));
  const context = {
    change,
    understanding,
    rules: rules.filter((one) => one === rule || one.onByDefault !== false),
    tools,
    now: exampleDate,
    signal: new AbortController().signal,
  };
  const { findings, dropped } = await checkEdits(placed, context);
  return {
    proposed: placed.filter((finding) => finding.edit !== null).length,
    offered: findings.filter((finding) => finding.suggestion !== null).length,
    dropped,
  };
}

describe("the edits of the rules", () => {
  const offering = new Set<string>();

  it.each(rules.map((rule) => [rule.id, rule] as const))("of %s are offered wherever it proposes them on its bad examples", async (_, rule) => {
    for (const example of rule.bad) {
      const { proposed, offered, dropped } = await editsOn(example, rule);
      expect({ offered, dropped }).toEqual({ offered: proposed, dropped: {} });
      if (offered > 0) offering.add(rule.id);
    }
  });

  it("are offered by more than a third of them", () => {
    expect(offering.size).toBeGreaterThan(rules.length / 3);
  });
});
