import { type Datum, choiceOf } from "./datum.ts";

interface Binding {
  value: Datum;
  /** How many undecided conditions surrounded the declaration. */
  readonly depth: number;
}

/** Names and what they stand for, inside one block. */
export class Environment {
  private readonly names = new Map<string, Binding>();
  private readonly parent: Environment | undefined;
  /** Assignments inside do not reach names outside: functions of Python. */
  private readonly isClosed: boolean;
  /** How many undecided conditions surround it. */
  readonly depth: number;

  constructor(parent?: Environment, options: { readonly isClosed?: boolean; readonly depth?: number } = {}) {
    this.parent = parent;
    this.isClosed = options.isClosed ?? false;
    this.depth = options.depth ?? parent?.depth ?? 0;
  }

  get ownNames(): readonly string[] {
    return [...this.names.keys()];
  }

  get(name: string): Datum | undefined {
    return this.find(name)?.value;
  }

  declare(name: string, value: Datum, depth: number): void {
    this.names.set(name, { value, depth });
  }

  /** Gives a known name another value; under a condition that did not surround the declaration, the old one stays possible. */
  assign(name: string, value: Datum, depth: number): boolean {
    const binding = this.findInside(name);
    if (binding === undefined) return false;
    binding.value = depth > binding.depth ? choiceOf([binding.value, value], `${name} depends on a condition`, value.at) : value;
    return true;
  }

  private findInside(name: string): Binding | undefined {
    return this.names.get(name) ?? (this.isClosed ? undefined : this.parent?.findInside(name));
  }

  private find(name: string): Binding | undefined {
    return this.names.get(name) ?? this.parent?.find(name);
  }
}
