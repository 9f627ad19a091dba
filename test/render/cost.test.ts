import { describe, expect, test } from "vitest";
import { type CostDelta, costLines, costTotal, readCost, renderCost } from "../../src/render/cost.ts";

const cost: CostDelta = {
  currency: "USD",
  region: "us-east-1",
  priceDate: "2025-06-01",
  items: [{ name: "`A` requests | all", before: 10, after: 1_244.5, formula: "runs × price" }],
  assumptions: ["a million runs a month"],
};

describe("readCost", () => {
  test("takes only the known shape with something in it", () => {
    expect(readCost(cost)).toEqual(cost);
    for (const other of [null, undefined, {}, "12 USD", { ...cost, items: [] }, { ...cost, items: [{ name: 1 }] }])
      expect(readCost(other)).toBeNull();
  });
});

describe("costTotal", () => {
  test("says more, less or no difference", () => {
    expect(costTotal(cost)).toBe("about 1,234.50 USD a month more");
    expect(costTotal({ ...cost, items: [{ name: "a", before: 3, after: 1, formula: "" }] })).toBe("about 2.00 USD a month less");
    expect(costTotal({ ...cost, items: [{ name: "a", before: 1, after: 1.001, formula: "" }] })).toBe("no difference worth a cent");
  });

  test("adds nothing up over an unknown amount", () => {
    expect(costTotal({ ...cost, items: [...cost.items, { name: "b", before: null, after: 1, formula: "" }] })).toBe("the difference is not known");
  });
});

describe("renderCost and costLines", () => {
  test("give region, price date, assumptions, formula and the advice with every figure", () => {
    for (const text of [renderCost(cost), costLines(cost).join("\n")]) {
      for (const part of [
        "us-east-1",
        "2025-06-01",
        "a million runs a month",
        "runs × price",
        "An estimate at list prices, not a quote: have the cost analysed",
      ])
        expect(text).toContain(part);
    }
    expect(renderCost(cost)).toContain("| `A` requests ¦ all | 10.00 | 1,244.50 | runs × price |");
  });
});
