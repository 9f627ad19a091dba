import type { Location } from "../../../../change/location.ts";
import type { Parameter } from "../syntax/syntax.ts";
import { bindPattern } from "./assignments.ts";
import { type ClosureDatum, type Datum, type ObjectDatum, literal, unknownDatum } from "./datum.ts";
import { Environment } from "./environment.ts";
import type { CallArguments, Frame, Interpreter } from "./interpreter.ts";

/** Runs a function of the repository and gives what it returns. */
export function callClosure(interpreter: Interpreter, closure: ClosureDatum, call: { given: CallArguments; at: Location }): Datum {
  const { at } = call;
  if (interpreter.state.isExhausted) return unknownDatum("the program is too large to evaluate", at);
  const result = interpreter.state.inside(at, () => {
    const isClosed = closure.module.language === "python";
    const environment = new Environment(closure.environment, { isClosed, depth: interpreter.state.conditions });
    const frame: Frame = { environment, module: closure.module, self: closure.self, owner: closure.owner };
    bindParameters(interpreter, closure.node.parameters, { given: call.given, frame, at });
    const completion = interpreter.run(closure.node.body, frame);
    return completion.how === "return" && completion.value !== undefined ? completion.value : literal(undefined, at);
  });
  return result ?? unknownDatum("calls are nested too deeply", at);
}

interface Binding {
  readonly given: CallArguments;
  readonly frame: Frame;
  readonly at: Location;
}

/** Declares the parameters of a function with what it is given. */
export function bindParameters(interpreter: Interpreter, parameters: readonly Parameter[], binding: Binding): void {
  const { given, frame } = binding;
  const named = new Set<string>();
  let position = 0;
  for (const parameter of parameters) {
    const name = parameter.pattern.kind === "name" ? parameter.pattern.name : undefined;
    const keyword = name === undefined || parameter.rest !== undefined ? undefined : given.keywords?.fields.get(name);
    if (keyword !== undefined && name !== undefined) named.add(name);
    const value =
      parameter.rest === undefined
        ? (keyword?.value ?? valueAt(interpreter, parameter, { binding, position }))
        : restOf(parameter, binding, { position, named });
    bindPattern(interpreter, parameter.pattern, { value, frame });
    if (parameter.rest === undefined && !parameter.isKeywordOnly && keyword === undefined) position += 1;
  }
}

function valueAt(interpreter: Interpreter, parameter: Parameter, { binding, position }: { binding: Binding; position: number }): Datum {
  const { given, frame, at } = binding;
  const written = parameter.isKeywordOnly ? undefined : given.positional[position];
  const isGiven = written !== undefined && !(written.kind === "literal" && written.value === undefined && frame.module.language === "typescript");
  if (isGiven) return written;
  const open = given.keywords?.open ?? given.open;
  if (open !== undefined) return unknownDatum(open, at);
  return parameter.value === undefined ? literal(undefined, at) : interpreter.evaluate(parameter.value, frame);
}

function restOf(parameter: Parameter, { given, frame, at }: Binding, taken: { position: number; named: ReadonlySet<string> }): Datum {
  if (parameter.rest === "list") return { kind: "list", items: given.positional.slice(taken.position), open: given.open, at };
  const fields = [...(given.keywords?.fields ?? [])].filter(([name]) => !taken.named.has(name));
  return {
    kind: "object",
    fields: new Map(fields),
    open: given.keywords?.open,
    depth: frame.environment.depth,
    at: given.keywords?.at ?? at,
  } satisfies ObjectDatum;
}
