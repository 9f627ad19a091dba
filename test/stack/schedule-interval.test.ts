import { describe, expect, it } from "vitest";
import { shortestIntervalSeconds } from "../../src/stack/schedule-interval.ts";

describe("the shortest interval of a schedule", () => {
  it.each([
    ["rate(1 minute)", 60],
    ["rate(12 hours)", 43_200],
    ["rate(1 day)", 86_400],
    ["cron(* * * * ? *)", 60],
    ["cron(0/15 * * * ? *)", 900],
    ["cron(5,20,50 * * * ? *)", 900],
    ["cron(0 * * * ? *)", 3_600],
    ["cron(0 9-17 ? * MON-FRI *)", 3_600],
    ["cron(30 8,20 * * ? *)", 43_200],
    ["cron(0 3 * * ? *)", 86_400],
    ["cron(0 3 1 * ? *)", 86_400],
    ["at(2026-12-24T08:00:00)", Infinity],
  ])("of %s is told", (expression, seconds) => {
    expect(shortestIntervalSeconds(expression)).toBe(seconds);
  });

  it.each(["", "every day", "rate(soon)", "rate(0 minutes)", "rate(5 weeks)", "cron(0 3 * *)", "cron(x 3 * * ? *)", "cron(0/0 * * * ? *)"])(
    "of %s is not told",
    (expression) => {
      expect(shortestIntervalSeconds(expression)).toBeNull();
    },
  );
});
