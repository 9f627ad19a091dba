import { describe, expect, it } from "vitest";
import { mergeTwins } from "../../src/review/merge-twins.ts";
import { findingAt } from "../support/finding-at.ts";

describe("mergeTwins", () => {
  it("tells once what one block causes for several resources, and names the others", () => {
    const [merged, ...rest] = mergeTwins(
      ["A", "B", "C"].map((name) => findingAt(5, { id: `f-${name}`, resource: `aws:queue:${name}`, what: `\`${name}\` is wrong.` })),
    );
    expect(rest).toEqual([]);
    expect(merged).toMatchObject({ id: "f-A", what: "`A` is wrong. The same holds for `B`, `C`." });
  });

  it("counts the others when there are many", () => {
    const [merged] = mergeTwins(Array.from({ length: 9 }, (_, index) => findingAt(5, { resource: `aws:queue:Q${index}`, what: "Wrong." })));
    expect(merged?.what).toBe("Wrong. The same holds for `Q1`, `Q2`, `Q3`, `Q4` and 4 more.");
  });

  it("counts the uses of a module instead of naming each", () => {
    const uses = ["orders", "examples/a/orders", "examples/b/orders"].map((name) =>
      findingAt(5, { resource: `aws:queue:${name}`, what: `\`${name}\` is wrong.` }),
    );
    expect(mergeTwins(uses).map((one) => one.what)).toEqual(["`orders` is wrong. The same holds wherever it is used: at 2 more places."]);
  });

  it("names routes that end alike", () => {
    const routes = ["GET /orders", "POST /orders"].map((name) => findingAt(5, { resource: `aws:route:${name}`, what: "Open." }));
    expect(mergeTwins(routes).map((one) => one.what)).toEqual(["Open. The same holds for `POST /orders`."]);
  });

  it("says at one place what else is wrong with the same resource", () => {
    const missing = ["A", "B", "A", "C"].map((name) => findingAt(5, { what: `\`${name}\` is not defined.` }));
    expect(mergeTwins(missing).map((one) => one.what)).toEqual([
      "`A` is not defined.\n\nThe same is wrong here, too:\n\n- `B` is not defined.\n- `C` is not defined.",
    ]);
  });

  it("tells once what one line shows of two resources that stand elsewhere, and keeps what can be committed", () => {
    const at = { path: "flow.asl.json", startLine: 6, endLine: 6 };
    const evidence = [{ location: at, side: "head", note: "no Retry" }] as const;
    const suggestion = { startLine: 10, endLine: 10, replacement: "x" };
    const twins = [
      findingAt(6, { id: "f-1", resource: "aws:workflow:One", what: "`One` does not retry.", evidence }),
      { ...findingAt(10, { id: "f-2", resource: "aws:workflow:Two", what: "`Two` does not retry.", evidence }), suggestion },
    ];
    expect(mergeTwins(twins).map(({ id, what }) => `${id} ${what}`)).toEqual(["f-2 `Two` does not retry. The same holds for `One`."]);
  });

  it("keeps apart what it says of another resource in other words or numbers", () => {
    const [fast, slow] = [findingAt(5, { what: "`A` runs for 30 s." }), findingAt(5, { resource: "aws:queue:B", what: "`B` runs for 60 s." })];
    expect(mergeTwins([fast, slow])).toEqual([fast, slow]);
  });

  it("keeps findings of other rules and other lines apart", () => {
    expect(mergeTwins([findingAt(5), findingAt(6), findingAt(5, { rule: "another-rule" })])).toHaveLength(3);
  });
});
