import type { Datum } from "./datum.ts";
import type { CallArguments } from "./interpreter.ts";

/** Arguments in their order, those by name as one object at the end. */
export function argumentsWithKeywords(given: CallArguments): readonly Datum[] {
  return given.keywords === undefined ? given.positional : [...given.positional, given.keywords];
}
