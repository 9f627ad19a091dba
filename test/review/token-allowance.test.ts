import { describe, expect, it } from "vitest";
import { tokenAllowance } from "../../src/review/token-allowance.ts";

const budgets = { tokensPerRun: 100_000, tokensPerPullRequest: 300_000, tokensPerDay: 1_000_000 };

describe("tokenAllowance", () => {
  it("is the run's budget while the others leave more", () => {
    expect(tokenAllowance(budgets, { pullRequest: 0, day: 0 })).toEqual({ tokens: 100_000 });
  });

  it("is what the pull request or the day leaves, where that is less", () => {
    expect(tokenAllowance(budgets, { pullRequest: 260_000, day: 0 })).toEqual({ tokens: 40_000 });
    expect(tokenAllowance(budgets, { pullRequest: 0, day: 970_000 })).toEqual({ tokens: 30_000 });
  });

  it("refuses and names the budget when next to nothing is left", () => {
    expect(tokenAllowance(budgets, { pullRequest: 295_000, day: 0 })).toEqual({
      refusal: expect.stringMatching(/tokens_per_pull_request`: 300000\) is used up/),
    });
    expect(tokenAllowance(budgets, { pullRequest: 0, day: 2_000_000 })).toEqual({ refusal: expect.stringMatching(/tokens_per_day/) });
  });
});
