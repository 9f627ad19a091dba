const longestWork = 300_000;
const deepestEvaluation = 120;

/** What evaluation of all files together shares: bounds, beyond which everything is unknown, and what it is asked for. */
export class Budget {
  private work = 0;
  private depth = 0;
  private judging = false;
  private readonly running = new Set<string>();

  /** Whether it is asked what exists: what only production has does not decide that. */
  get isJudging(): boolean {
    return this.judging;
  }

  /** Evaluates what decides whether something exists, or again what it is. */
  asking<T>(what: "whether" | "what", run: () => T): T {
    const before = this.judging;
    this.judging = what === "whether";
    try {
      return run();
    } finally {
      this.judging = before;
    }
  }

  /** Runs a step unless the bounds are reached; `instead` gives what stands for it then. */
  step<T>(run: () => T, instead: (reason: string) => T): T {
    this.work += 1;
    if (this.work > longestWork) return instead("there is too much to evaluate");
    if (this.depth >= deepestEvaluation) return instead("the expression is nested too deeply");
    this.depth += 1;
    try {
      return run();
    } finally {
      this.depth -= 1;
    }
  }

  /** Evaluates something that has a name, once at a time: a circle is not followed. */
  once<T>(name: string, run: () => T, instead: (reason: string) => T): T {
    if (this.running.has(name)) return instead("it refers to itself");
    this.running.add(name);
    try {
      return run();
    } finally {
      this.running.delete(name);
    }
  }
}
