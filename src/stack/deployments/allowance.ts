/** What may still be done for one pipeline or template, and for all of them: jobs, actions and scripts that call one another multiply without end. */
export class Allowance {
  /** Whether something was asked for that there was not enough for. */
  isSpent = false;
  private left: number;
  private readonly ofAll: Allowance | undefined;

  constructor(amount: number, ofAll?: Allowance) {
    this.left = amount;
    this.ofAll = ofAll;
  }

  /** Takes some of what is left; false where that is not enough. */
  take(amount = 1): boolean {
    const isEnough = this.left >= amount && (this.ofAll?.take(amount) ?? true);
    if (isEnough) this.left -= amount;
    else this.isSpent = true;
    return isEnough;
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

/** Whether a part of what a pipeline does had to be left out. */
export function isAnySpent({ steps, text, commands }: Allowances): boolean {
  return steps.isSpent || text.isSpent || commands.isSpent;
}

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
