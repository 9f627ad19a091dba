import { describe, expect, it } from "vitest";
import { runsOfMonth } from "../../src/cost/runs-of-month.ts";

describe("runsOfMonth", () => {
  it.each([
    ["rate(1 minute)", 43_800],
    ["rate(5 minutes)", 8_760],
    ["rate(12 hours)", 60.83],
    ["rate(7 days)", 4.35],
    ["cron(0/15 * * * ? *)", 2_920],
    ["cron(0,30 8-17 ? * MON-FRI *)", 434.52],
    ["cron(0 3 * * ? *)", 30.42],
    ["cron(0 3 1,15 * ? *)", 2],
    ["cron(0 3 L * ? *)", 1],
    ["cron(0 3 ? * 6#2 *)", 1],
    ["cron(0 3 1 JAN,JUL ? *)", 0.17],
    ["cron(10/20 3 ? * SUN *)", 13.04],
    ["at(2027-01-01T00:00:00)", 0],
  ])("counts %s", (expression, runs) => {
    expect(Number(runsOfMonth(expression)?.toFixed(2))).toBe(runs);
  });

  it.each([
    "",
    "rate",
    "rate()",
    "rate(0 minutes)",
    "rate(-5 minutes)",
    "rate(5 fortnights)",
    "rate(5 minutes, 3)",
    "cron(* * * * *)",
    "cron(60 * * * ? *)",
    "cron(5-1 * * * ? *)",
    "cron(*/0 * * * ? *)",
    "cron(0 3 1 * MON *)",
    "cron(0 3 * * ? 2027)",
    "every day",
  ])("does not guess at %j", (expression) => {
    expect(runsOfMonth(expression)).toBeNull();
  });
});
