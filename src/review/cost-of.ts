import type { RepositoryConfig } from "../config/repository.ts";
import { type CostDelta, costDelta } from "../cost/cost-delta.ts";
import type { Understanding } from "./understand.ts";

/** What the change may cost a month, null where nothing can be computed. An error of ours costs the figures, not the review. */
export function costOf(
  { base, head, delta }: Understanding,
  { traffic }: RepositoryConfig,
): { readonly cost: CostDelta | null; readonly notes: readonly string[] } {
  try {
    return { cost: costDelta({ base, head, delta, traffic }), notes: [] };
  } catch (error) {
    return { cost: null, notes: [`The cost figures failed and were left out: ${error instanceof Error ? error.message : String(error)}.`] };
  }
}
