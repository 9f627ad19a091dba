import type { Usage } from "../findings/review.ts";

/** Tokens that one run may still use. */
export interface TokenBudget {
  left(): number;
  spend(usage: Usage): void;
  /** Output tokens that a call with this input may ask for; null where the call must not be made. */
  outputFor(inputTokens: number, wantedTokens: number): number | null;
}

/** An answer that has room for less than this is cut off: better not asked for. */
const leastOutputTokens = 2_000;

export function createBudget(tokens: number): TokenBudget {
  let left = tokens;
  return {
    left: () => left,
    spend(usage) {
      left -= usage.inputTokens + usage.outputTokens;
    },
    outputFor(inputTokens, wantedTokens) {
      const room = Math.min(wantedTokens, left - inputTokens);
      return room >= Math.min(leastOutputTokens, wantedTokens) ? room : null;
    },
  };
}
