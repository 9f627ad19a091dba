import { describe, expect, it } from "vitest";
import { secondsOf } from "../../../../src/stack/platforms/azure/durations.ts";

describe("secondsOf", () => {
  it.each([
    ["PT30S", 30],
    ["PT1M", 60],
    ["PT1H30M", 5_400],
    ["P14D", 1_209_600],
    ["P1DT2H", 93_600],
    ["00:10:00", 600],
    ["00:00:30.5", 30.5],
    ["1.00:00:00", 86_400],
    ["-1", -1],
    ["P10675199DT2H48M5.4775807S", 3_000_000_000],
  ])("reads %s", (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds);
  });

  it.each(["P", "", "soon", "10", "10:00", "PT1X"])("takes %j for no duration", (text) => {
    expect(secondsOf(text)).toBeUndefined();
  });
});
