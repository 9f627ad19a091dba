import type { Arguments, Origin } from "../origin.ts";

/** What a call hands to the parameters of one function. */
export interface Given {
  readonly scope: string;
  /** How many leading parameters the call does not write (self). */
  readonly shift: number;
  readonly arguments: Arguments;
}

/** A value that a function gives back, with its parameters replaced by what a call hands over. */
export function substitute(origin: Origin, given: Given, known = new Map<Origin, Origin>()): Origin {
  const before = known.get(origin);
  if (before !== undefined) return before;
  // A value that holds itself, or more than a name ever needs, stays as it is.
  known.set(origin, origin);
  if (known.size > 200) return origin;
  const replaced = replace(origin, given, (inner) => substitute(inner, given, known));
  known.set(origin, replaced);
  return replaced;
}

function replace(origin: Origin, given: Given, deeper: (inner: Origin) => Origin): Origin {
  switch (origin.kind) {
    case "parameter":
      if (origin.scope !== given.scope) return origin;
      return given.arguments.named.get(origin.name) ?? given.arguments.positional[origin.index - given.shift] ?? origin;
    case "member": {
      const of = deeper(origin.of);
      return of === origin.of ? origin : { ...origin, of };
    }
    case "result": {
      const callee = deeper(origin.callee);
      const positional = origin.arguments.positional.map(deeper);
      const named = new Map([...origin.arguments.named].map(([name, value]) => [name, deeper(value)]));
      const unchanged =
        callee === origin.callee &&
        positional.every((value, index) => value === origin.arguments.positional[index]) &&
        [...named].every(([name, value]) => value === origin.arguments.named.get(name));
      return unchanged ? origin : { ...origin, callee, arguments: { ...origin.arguments, positional, named } };
    }
    case "mixed":
      return { ...origin, parts: origin.parts.map(deeper) };
    default:
      return origin;
  }
}
