import { describe, expect, it } from "vitest";
import { snapshotOf } from "../../src/change/lazy-snapshot.ts";
import { checkEdits } from "../../src/review/check-edits.ts";
import { place } from "../../src/review/decide.ts";
import { inspect } from "../../src/review/inspect.ts";
import { understand, understandHead } from "../../src/review/understand.ts";
import { reservedConcurrencyZero } from "../../src/rules/functions/reserved-concurrency-zero.ts";
import type { Rule } from "../../src/rules/rule.ts";
import { setValue } from "../../src/rules/words.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";
import { exampleChange, exampleDate } from "../support/review-example.ts";

const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      ReservedConcurrentExecutions: 0
`;

/** The rule with an edit that writes this in place of the 0. */
const writing = (replacement: string): Rule => ({
  ...reservedConcurrencyZero,
  *check(context) {
    for (const draft of reservedConcurrencyZero.check?.(context) ?? []) {
      const setting = context.stack.resourcesOf("function")[0]?.number("reservedConcurrency");
      const at = setting?.known === true ? setting.valueAt : undefined;
      if (at?.start === undefined || at.end === undefined) throw new Error("no place");
      yield { ...draft, edit: { path: at.path, start: at.start, end: at.end, replacement } };
    }
  },
});

/** A rule about one number. */
const refuses = (number: number): Rule => ({
  ...reservedConcurrencyZero,
  id: `refuses-${number}`,
  *check({ stack }) {
    for (const lambda of stack.resourcesOf("function")) {
      const reserved = lambda.number("reservedConcurrency");
      if (!reserved.known || reserved.value !== number) continue;
      yield { subject: lambda, claim: "reserved", evidence: [{ at: reserved.at }], what: "w", why: "w", fix: "f", edit: setValue(reserved, 7) };
    }
  },
});

async function check(rules: readonly Rule[], head: Readonly<Record<string, string>> = { "template.yaml": template }) {
  const change = exampleChange({ head });
  const tools = await createStackTools();
  const understanding = await understand(change, tools);
  const found = inspect(change, understanding, rules, exampleDate).findings.map((finding) => place(finding, change));
  expect(found.some((finding) => finding.suggestion !== null)).toBe(true);
  return checkEdits(found, { change, understanding, rules, tools, now: exampleDate, signal: new AbortController().signal });
}

describe("checkEdits", () => {
  it("keeps a suggestion that cures its finding", async () => {
    const { findings, dropped } = await check([writing("5")]);
    expect(findings.map((finding) => finding.suggestion?.replacement)).toEqual(["      ReservedConcurrentExecutions: 5"]);
    expect(dropped).toEqual({});
  });

  it.each([
    ["does not cure the finding", "0 # still off", "it would not cure the finding"],
    ["breaks the file", "[0", "the file would not parse"],
    ["makes a value that cannot be known, and so hides the finding in an error", "*nowhere", "the file would not parse"],
  ])("drops one that %s and counts it", async (_, replacement, reason) => {
    const { findings, dropped } = await check([writing(replacement)]);
    expect(findings.map((finding) => [finding.suggestion, finding.edit])).toEqual([[null, null]]);
    expect(dropped).toEqual({ [reason]: 1 });
  });

  it("drops one that causes another finding", async () => {
    const { findings, dropped } = await check([writing("3"), refuses(3)]);
    expect(findings.map((finding) => finding.suggestion)).toEqual([null]);
    expect(dropped).toEqual({ "it would cause another finding": 1 });
  });

  it("minds no finding that stood before", async () => {
    const other = template.slice(template.indexOf("  Orders:")).replace("Orders:", "Bills:").replace("Executions: 0", "Executions: 3");
    const { dropped } = await check([writing("5"), refuses(3)], { "template.yaml": template + other });
    expect(dropped).toEqual({});
  });

  it("puts a finding without its suggestion back to its evidence", async () => {
    const { findings } = await check([writing("0 # still off")]);
    expect(findings[0]?.placement).toMatchObject({ inline: true, path: "template.yaml", startLine: 8, endLine: 8 });
  });

  it("lets a rule that fails cost only itself", async () => {
    const failing: Rule = { ...refuses(1), id: "fails", check: fail };
    const { findings } = await check([writing("5"), failing]);
    expect(findings[0]?.suggestion).not.toBeNull();
  });

  it("tries no more than thirty and drops the rest", async () => {
    const functions = Array.from({ length: 32 }, (_, index) => `  F${index}:\n${template.slice(template.indexOf("    Type:"))}`).join("");
    const { findings, dropped } = await check([refuses(0)], { "template.yaml": template.slice(0, template.indexOf("  Orders:")) + functions });
    expect(findings.filter((finding) => finding.suggestion !== null)).toHaveLength(30);
    expect(dropped).toEqual({ "not tried": 2 });
  });

  it("stops when the review is stopped", async () => {
    const change = exampleChange({ head: { "template.yaml": template } });
    const tools = await createStackTools();
    const understanding = await understand(change, tools);
    const found = inspect(change, understanding, [writing("5")], exampleDate).findings.map((finding) => place(finding, change));
    const signal = AbortSignal.abort(new Error("a newer push"));
    await expect(checkEdits(found, { change, understanding, rules: [], tools, now: exampleDate, signal })).rejects.toThrow("a newer push");
  });
});

describe("understandHead", () => {
  it("gives resources the ids that they have, also where two scopes share a name", async () => {
    const files = { "one/template.yaml": template, "two/template.yaml": template };
    const change = { ...exampleChange({ base: files, head: files }), head: snapshotOf(files, "again") };
    const tools = await createStackTools();
    const known = await understand(exampleChange({ base: files, head: files }), tools);
    const again = await understandHead(change, known, tools);
    const ids = known.head.resources.map((resource) => resource.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(again.head.resources.map((resource) => resource.id)).toEqual(ids);
    expect(again.delta.addedResources).toEqual([]);
  });
});

function fail(): never {
  throw new Error("not expected to be told here");
}
