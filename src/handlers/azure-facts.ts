import type { Location } from "../change/location.ts";

/** Why an answer differs when an orchestrator runs again over its history. */
export type NondeterminismKind = "clock" | "random" | "identifier" | "environment" | "network" | "input-output" | "wait" | "thread";

/**
 * What only Azure's platform makes worth asking, of the entry function and the local functions that it calls itself (JavaScript, TypeScript, Python, C#):
 * functions that are registered beside it in the same file do not count.
 */
export interface AzureFacts {
  /** What an orchestrator must not do, in the order of the code. */
  readonly nondeterminism: readonly { readonly kind: NondeterminismKind; readonly text: string; readonly at: Location }[];
  /** Loops without a condition that nothing inside leaves. */
  readonly endlessLoops: readonly { readonly at: Location }[];
  /** Where the orchestration is started anew (continueAsNew). */
  readonly continuations: readonly { readonly at: Location }[];
  /** Durable timers that race with other tasks; `cancelled` where something in the function cancels. */
  readonly racedTimers: readonly { readonly cancelled: boolean; readonly at: Location }[];
  /** Where code settles a message that it was given (complete, abandon, dead-letter, defer). */
  readonly settlements: readonly { readonly action: string; readonly at: Location }[];
  /** Items with a time to live of their own that are handed to an output binding. */
  readonly timedOutputs: readonly { readonly at: Location }[];
}
