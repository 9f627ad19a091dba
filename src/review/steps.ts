import type { Clock } from "../ports/clock.ts";

/** Runs named steps in order and remembers how long each took. */
export interface Steps {
  readonly step: <T>(name: string, work: () => T | Promise<T>) => Promise<T>;
  /** Whole milliseconds by step, and `total`. */
  readonly timings: () => Record<string, number>;
}

/** Steps that stop between one another when `signal` aborts. */
export function createSteps(clock: Clock, signal: AbortSignal, onStep: (name: string) => void = () => undefined): Steps {
  const durations: Record<string, number> = {};
  const begin = clock.elapsed();
  return {
    async step(name, work) {
      signal.throwIfAborted();
      onStep(name);
      const start = clock.elapsed();
      const result = await work();
      durations[name] = Math.round(clock.elapsed() - start);
      return result;
    },
    timings: () => ({ ...durations, total: Math.round(clock.elapsed() - begin) }),
  };
}
