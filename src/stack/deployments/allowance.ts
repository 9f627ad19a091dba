/** What may still be done for one repository: jobs, actions and scripts that call one another multiply without end. */
export class Allowance {
  private left: number;

  constructor(amount: number) {
    this.left = amount;
  }

  /** Takes some of what is left; false where that is not enough. */
  take(amount = 1): boolean {
    this.left -= amount;
    return this.left >= 0;
  }
}

/** The allowances of the pipelines of one repository. */
export interface Allowances {
  /** Jobs and steps, each as often as it is called. */
  readonly steps: Allowance;
  /** Text of scripts that run, each as often as it is called. In UTF-16 units. */
  readonly text: Allowance;
  readonly commands: Allowance;
}

export function allowances(): Allowances {
  return { steps: new Allowance(20_000), text: new Allowance(2_000_000), commands: new Allowance(20_000) };
}
