/** What may still be done for one pipeline, and for all of them: jobs, actions and scripts that call one another multiply without end. */
export class Allowance {
  private left: number;
  private readonly ofAll: Allowance | undefined;

  constructor(amount: number, ofAll?: Allowance) {
    this.left = amount;
    this.ofAll = ofAll;
  }

  /** Takes some of what is left; false where that is not enough. */
  take(amount = 1): boolean {
    if (this.left < amount) return false;
    this.left -= amount;
    return this.ofAll?.take(amount) ?? true;
  }
}

/** What the pipelines of one repository may do. */
export interface Allowances {
  /** Jobs and steps, each as often as it is called. */
  readonly steps: Allowance;
  /** Text of scripts that run, each as often as it is called. In UTF-16 units. */
  readonly text: Allowance;
  readonly commands: Allowance;
}

const mostSteps = 2_000;
const mostText = 400_000;
const mostCommands = 2_000;
/** Pipelines of one repository that may use all they are allowed; one that does takes nothing from the others. */
const pipelines = 10;

export function allowancesOfRepository(): Allowances {
  return {
    steps: new Allowance(mostSteps * pipelines),
    text: new Allowance(mostText * pipelines),
    commands: new Allowance(mostCommands * pipelines),
  };
}

/** What one of the pipelines may do. */
export function allowancesOfPipeline({ steps, text, commands }: Allowances): Allowances {
  return { steps: new Allowance(mostSteps, steps), text: new Allowance(mostText, text), commands: new Allowance(mostCommands, commands) };
}
