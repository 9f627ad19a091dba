import type { CallRecord, ReadRecord } from "../code-model.ts";
import type { Absence, HandlerFacts } from "../facts.ts";
import { type Origin, textOf } from "../origin.ts";
import { environmentName } from "../program/environment.ts";
import { type InterpretContext, phaseOf } from "./context.ts";

type Read = HandlerFacts["environmentReads"][number];

/** Reads of the environment, also those through a function that takes the variable's name. */
export function interpretEnvironmentReads(context: InterpretContext): Pick<HandlerFacts, "environmentReads" | "environmentComplete"> {
  const found: Read[] = [];
  let environmentComplete = true;
  for (const { scope, phase } of context.scopes) {
    for (const read of scope.reads) {
      const name = environmentName(read.origin);
      const variable = textOf(name ?? undefined);
      if (variable !== null) found.push({ name: variable, absence: read.absence, phase: phaseOf(phase, scope, read), at: read.at });
      else if (!throughParameter(name, read, context, found)) environmentComplete = false;
    }
  }
  return { environmentReads: found, environmentComplete };
}

/** The variable's name is a parameter: each call that writes it out is a read. False where some call does not. */
function throughParameter(name: Origin | null, read: ReadRecord, context: InterpretContext, found: Read[]): boolean {
  if (name?.kind !== "parameter") return false;
  let complete = true;
  const shift = context.resolver.scopeOf(name.scope)?.parameters[0]?.name === "self" ? 1 : 0;
  for (const call of context.resolver.callsOf(name.scope)) {
    const given = call.arguments.named.get(name.name) ?? call.arguments.positional[name.index - shift];
    const variable = textOf(given === undefined ? undefined : context.resolver.resolve(given));
    if (variable === null) complete = false;
    else
      found.push({
        name: variable,
        absence: absenceAt(call, read),
        phase: context.phases.get(call) ?? "invocation",
        at: call.at,
      });
  }
  return complete;
}

/** A call may give a default beside the name; what it does with the answer is not looked at. */
function absenceAt(call: CallRecord, { absence }: ReadRecord): Absence {
  if (call.arguments.positional.length + call.arguments.named.size > 1) return "handled";
  return absence === "unguarded" ? "handed-on" : absence;
}
