import { expect, it } from "vitest";
import { change, rounded, shown } from "../../src/cost/amounts.ts";

it("numbers are shown with grouped digits, without exponents and trailing zeros", () => {
  expect(shown(0.000_000_030_9)).toBe("0.0000000309");
  expect(shown(1_234_567.5)).toBe("1,234,567.5");
  expect(shown(0)).toBe("0");
  expect(rounded(12.3456)).toBe("12.35");
});

it("an amount that stays is shown once", () => {
  expect([change(5, 5), change(1024, 2048)]).toEqual(["5", "1,024 → 2,048"]);
});
