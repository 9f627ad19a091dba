import type { Location } from "../../../../change/location.ts";
import { type ClosureDatum, type Datum, type TermDatum, literal } from "./datum.ts";
import { methodOf } from "./classes.ts";
import type { CallSite, Interpreter } from "./interpreter.ts";

/** Stands for every construct that an aspect visits; its argument is the scope. */
export const visited = "visited by an aspect";

/** The name of the call that an assignment to something of a package is kept as. */
export const assignment = "=";

/** Keeps `cfnFunction.timeout = 30`: what it changes is known when everything is made. */
export function recordAssignment(
  interpreter: Interpreter,
  receiver: Datum,
  change: { name: string; value: Datum; module: CallSite["frame"]["module"] },
) {
  const { name, value, module } = change;
  const at: Location = value.at;
  interpreter.state.record({
    receiver,
    name: assignment,
    arguments: [literal(name, at), value],
    at,
    conditional: interpreter.state.conditions > 0,
    module: module.path,
    language: module.language,
    result: value,
  });
}

/** `Aspects.of(scope).add(aspect)`: reads once what an aspect of the repository says to the constructs that it visits. */
export function runAspect(interpreter: Interpreter, receiver: Datum, handed: readonly Datum[], call: CallSite): void {
  const [aspect] = handed;
  if (receiver.kind !== "term" || receiver.name !== "core.Aspects.of" || aspect === undefined) return;
  const visit = visitOf(interpreter, aspect);
  if (visit === undefined) return;
  const node: TermDatum = {
    kind: "term",
    name: visited,
    receiver: undefined,
    arguments: receiver.arguments,
    module: call.frame.module.path,
    at: call.at,
  };
  interpreter.state.possibly(() => interpreter.callClosure(visit, { positional: [node], keywords: undefined }, call.at));
}

function visitOf(interpreter: Interpreter, aspect: Datum): ClosureDatum | undefined {
  if (aspect.kind === "instance") return methodOf(interpreter, aspect, "visit")?.closure;
  const held = aspect.kind === "object" ? aspect.fields.get("visit")?.value : undefined;
  return held?.kind === "closure" ? held : undefined;
}
