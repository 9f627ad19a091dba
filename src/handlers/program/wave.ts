import type { Origin } from "../origin.ts";

/** What is reached in one phase, while it is computed. */
export interface Wave {
  readonly scopes: Set<string>;
  readonly names: Set<string>;
  readonly classes: Set<string>;
  readonly namespaces: Set<string>;
  readonly members: Set<string>;
  readonly values: Readonly<Record<Way, Set<Origin>>>;
}

/**
 * How something is reached: "run" by code that runs; "held" through the value of a top-level variable, which was computed at load, so that what it calls ran
 * then; "made" where it is known to be what was called.
 */
export type Way = "run" | "held" | "made";

export function newWave(): Wave {
  return {
    scopes: new Set(),
    names: new Set(),
    classes: new Set(),
    namespaces: new Set(),
    members: new Set(),
    values: { run: new Set(), held: new Set(), made: new Set() },
  };
}

/** How much is reached: a wave goes on until it no longer grows. */
export function sizeOf(wave: Wave): number {
  return wave.scopes.size + wave.names.size + wave.classes.size + wave.namespaces.size + wave.members.size;
}
