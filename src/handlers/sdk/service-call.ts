import type { Target } from "../facts.ts";
import type { Origin } from "../origin.ts";
import type { EntryParameters } from "../program/event.ts";
import type { Resolver } from "../program/resolver.ts";

/** A call of a service, before it is known when it runs. */
export interface ServiceCall {
  readonly service: string;
  readonly action: string;
  readonly operation: string;
  readonly target: Target;
  readonly arguments: ReadonlyMap<string, string | number | boolean>;
  readonly argumentNames: readonly string[];
  readonly argumentsComplete: boolean;
}

/** What tells targets. */
export interface CallContext {
  readonly resolver: Resolver;
  readonly entry: EntryParameters;
}

/** What an operation is given: its entries by the API's names. */
export interface Input {
  readonly entries: ReadonlyMap<string, Origin>;
  readonly complete: boolean;
}

const nothing: Input = { entries: new Map(), complete: false };

/** One operation of an AWS service, with what it is given. `given` is the target, where the client holds it or a position names it. */
export interface Operation {
  readonly service: string;
  readonly operation: string;
  readonly input: Input;
  readonly given: Origin | null;
}

/** The entries of an object that is given; none where it is no object at hand. */
export function inputOf(origin: Origin | undefined, context: CallContext): Input {
  if (origin === undefined) return { entries: new Map(), complete: true };
  const value = context.resolver.resolve(origin);
  return value.kind === "object" ? { entries: value.entries, complete: value.complete } : nothing;
}

/** Literal arguments by name, and the names of all. */
export function describeInput(input: Input, context: CallContext): Pick<ServiceCall, "arguments" | "argumentNames" | "argumentsComplete"> {
  const literals = new Map<string, string | number | boolean>();
  for (const [name, given] of input.entries) {
    const value = context.resolver.resolve(given);
    if (value.kind === "literal" && value.value !== null) literals.set(name, value.value);
  }
  return { arguments: literals, argumentNames: [...input.entries.keys()], argumentsComplete: input.complete };
}
