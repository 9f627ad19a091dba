import { describe, expect, it } from "vitest";
import { foldRepeats } from "../../src/review/fold-repeats.ts";
import { findingAt } from "../support/finding-at.ts";

const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    findingAt(10 + index, {
      id: `f-${index}`,
      resource: `aws:function:F${index}`,
      what: "Old runtime.",
      why: `F${index} gets no fixes.`,
      fix: `Move F${index}.`,
    }),
  );

describe("foldRepeats", () => {
  it("leaves a rule that speaks a few times as it is", () => {
    expect(foldRepeats(many(4))).toHaveLength(4);
  });

  it("tells a rule that speaks often three times, and names the other places in the last", () => {
    const folded = foldRepeats(many(6));
    expect(folded.map((one) => one.id)).toEqual(["f-0", "f-1", "f-2"]);
    expect(folded[2]?.what).toBe(
      "Old runtime. The same stands at 3 more places: `F3` at `template.yaml:13`, `F4` at `template.yaml:14`, `F5` at `template.yaml:15`.",
    );
  });

  it("says what is there where it is not the same", () => {
    const calls = many(5).map((one, index) => ({ ...one, what: `\`F${index}\` calls \`s3:${["A", "B", "C", "C", "D"][index] ?? ""}\`.` }));
    expect(foldRepeats(calls)[2]?.what).toBe(
      "`F2` calls `s3:C`. The same stands at 1 more place: `F3` at `template.yaml:13`.\n\nThe same is wrong at 1 more place:\n\n- `template.yaml:14`: `F4` calls `s3:D`.",
    );
  });

  it("leaves folder and file out of a name that stands beside its place", () => {
    const named = (resource: string, path: string) => findingAt(1, { resource, placement: { ...findingAt(1).placement, path } });
    const folded = foldRepeats([
      named("google:function:a/fn/main", "a/fn/index.js"),
      named("google:function:a/fn/main", "a/fn/src/index.js"),
      named("azure:function-app:b/main.bicep/app", "b/main.bicep"),
      named("aws:route:GET /orders", "c/template.yaml"),
    ]);
    expect(folded[0]?.what).toContain(": `main` at `a/fn/src/index.js:1`, `app` at `b/main.bicep:1`, `GET /orders` at `c/template.yaml:1`.");
  });

  it("counts one cure as one where it can be committed at some of its places only", () => {
    const edit = { path: "template.yaml", start: 0, end: 1, replacement: "x" };
    const same = many(6).map((one, index) => ({ ...one, severity: "medium" as const, fix: "Move.", edit: index % 2 === 0 ? edit : null }));
    expect(foldRepeats(same)).toHaveLength(1);
  });

  it("keeps those that a hunk can show", () => {
    const hidden = many(6).map((one, index) => (index < 3 ? { ...one, placement: { ...one.placement, inline: false } } : one));
    expect(foldRepeats(hidden).map((one) => one.id)).toEqual(["f-3", "f-4", "f-5"]);
  });

  it("tells one cure once where more than two need it, and names the places", () => {
    const same = many(4).map((one) => ({ ...one, severity: "high" as const, fix: "Move to nodejs24.x." }));
    expect(foldRepeats(same.slice(0, 2))).toHaveLength(2);
    const folded = foldRepeats([...same, ...many(6).slice(4)]);
    expect(folded.map((one) => one.id)).toEqual(["f-0", "f-4", "f-5"]);
    expect(folded[0]?.what).toBe(
      "Old runtime. The same stands at 3 more places: `F1` at `template.yaml:11`, `F2` at `template.yaml:12`, `F3` at `template.yaml:13`.",
    );
  });

  it("tells one consequence once, below high and where there is nothing to commit", () => {
    const alarms = many(4).map((one) => ({ ...one, why: "Failed messages pile up unseen." }));
    expect(foldRepeats(alarms).map((one) => one.id)).toEqual(["f-0"]);
    expect(foldRepeats(alarms.map((one) => ({ ...one, severity: "high" as const })))).toHaveLength(4);
    const edit = { path: "template.yaml", start: 1, end: 2, replacement: "x" };
    expect(foldRepeats(alarms.map((one) => ({ ...one, edit })))).toHaveLength(4);
  });

  it("never takes together what the model says", () => {
    const claims = many(6).map((one) => ({ ...one, rule: null, source: "model" as const }));
    expect(foldRepeats(claims)).toEqual(claims);
  });

  it("counts other severities apart", () => {
    expect(foldRepeats([...many(3), ...many(3).map((one) => ({ ...one, severity: "high" as const }))])).toHaveLength(6);
  });
});
