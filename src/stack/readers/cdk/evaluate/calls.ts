import { callListMethod } from "./builtins/lists.ts";
import { callObjectMethod } from "./builtins/objects.ts";
import { callGlobal } from "./builtins/globals.ts";
import { argumentsWithKeywords } from "./call-arguments.ts";
import { callTextMethod } from "./builtins/texts.ts";
import { hierarchyOf, methodOf, staticMember, superMethodOf } from "./classes.ts";
import { byPlace, isConstruction, makeConstruct } from "./constructs.ts";
import { type Datum, type InstanceDatum, type LibraryDatum, choiceOf, literal, unknownDatum } from "./datum.ts";
import type { CallArguments, CallSite, Interpreter } from "./interpreter.ts";
import { callPackageMethod } from "./package-methods.ts";
import { isOfCdk } from "./package-name.ts";
import { inPlaces } from "./positional-names.ts";

/** Calls or constructs a value. */
export function invoke(interpreter: Interpreter, callee: Datum, work: Call): Datum {
  const { given, call } = work;
  switch (callee.kind) {
    case "closure":
      return interpreter.callClosure(callee, given, call.at);
    case "class":
      return interpreter.instantiate(callee, given, call);
    case "library":
      return callLibrary(interpreter, callee, work);
    case "choice":
      return eachOption(interpreter, callee, (option) => invoke(interpreter, option, work));
    default:
      return unread(interpreter, work, callee);
  }
}

interface Call {
  readonly given: CallArguments;
  readonly call: CallSite;
}

/** A call that nobody can follow: what it is handed may be changed by it, and functions that it is handed may run. */
function unread(interpreter: Interpreter, { given, call }: Call, callee: Datum): Datum {
  const handed = argumentsWithKeywords(given);
  interpreter.state.escape(handed);
  const reason = callee.kind === "unknown" ? callee.reason : "computed in code";
  for (const one of handed) {
    if (one.kind !== "closure") continue;
    const parameters = one.node.parameters.map(() => unknownDatum(reason, call.at));
    interpreter.state.possibly(() => interpreter.callClosure(one, { positional: parameters, keywords: undefined }, call.at));
  }
  return unknownDatum(reason, call.at);
}

function eachOption(interpreter: Interpreter, choice: Extract<Datum, { kind: "choice" }>, work: (option: Datum) => Datum): Datum {
  const options = choice.options.filter((option) => option.kind !== "literal" || typeof option.value === "string");
  const results = interpreter.state.possibly(() => options.map(work));
  return choiceOf(results, choice.reason, choice.at);
}

export function callMethod(interpreter: Interpreter, receiver: Datum, name: string, work: Call): Datum {
  const { given, call } = work;
  switch (receiver.kind) {
    case "instance":
      return callInstance(interpreter, receiver, name, work);
    case "library":
      return invoke(interpreter, interpreter.member(receiver, name, call.at), work);
    case "class":
      return callStatic(interpreter, receiver, name, work);
    case "namespace":
      return invoke(interpreter, interpreter.exported(receiver.module, name, call.at), work);
    case "term":
    case "attribute":
      return callPackageMethod(interpreter, receiver, name, work);
    case "choice":
      return eachOption(interpreter, receiver, (option) => callMethod(interpreter, option, name, work));
    case "object": {
      const held = receiver.fields.get(name)?.value;
      if (held?.kind === "closure") return interpreter.callClosure({ ...held, self: held.node.isArrow ? held.self : receiver }, given, call.at);
      if (held !== undefined && held.kind !== "literal") return invoke(interpreter, held, work);
      return callObjectMethod(interpreter, receiver, name, work) ?? unread(interpreter, work, receiver);
    }
    case "list":
      return callListMethod(interpreter, receiver, name, work) ?? unread(interpreter, work, receiver);
    case "literal":
    case "text":
      return callTextMethod(interpreter, receiver, name, work) ?? unknownDatum("computed in code", call.at);
    case "closure":
      return callFunctionMethod(interpreter, receiver, name, work);
    case "unknown":
      return unread(interpreter, work, receiver);
  }
}

function callInstance(interpreter: Interpreter, receiver: InstanceDatum, name: string, work: Call): Datum {
  const { given, call } = work;
  const owner = call.frame.owner;
  if (name.startsWith("super.")) {
    const inherited = owner === undefined ? undefined : superMethodOf(interpreter, owner, name.slice("super.".length), receiver);
    if (inherited !== undefined) return interpreter.callClosure(inherited, given, call.at);
    return receiver.node === undefined ? literal(undefined, call.at) : callPackageMethod(interpreter, receiver, name.slice("super.".length), work);
  }
  const field = receiver.fields.get(name);
  if (field !== undefined) return invoke(interpreter, field, work);
  const method = methodOf(interpreter, receiver, name);
  if (method !== undefined) return interpreter.callClosure(method.closure, given, call.at);
  const shared = receiver.definition === undefined ? undefined : staticMember(interpreter, receiver.definition, name);
  if (shared !== undefined) return invoke(interpreter, shared, work);
  if (receiver.node !== undefined) return callPackageMethod(interpreter, receiver, name, work);
  return unread(interpreter, work, receiver);
}

function callStatic(interpreter: Interpreter, receiver: Extract<Datum, { kind: "class" }>, name: string, work: Call): Datum {
  const method = staticMember(interpreter, receiver, name);
  if (method !== undefined) return invoke(interpreter, method, work);
  // Static methods that a class inherits from a package: `OrdersQueue.fromQueueArn(…)`.
  const last = hierarchyOf(interpreter, receiver).at(-1);
  const base =
    last?.node.base === undefined
      ? undefined
      : interpreter.evaluate(last.node.base, { environment: last.environment, module: last.module, self: undefined, owner: last });
  return base?.kind === "library" ? callMethod(interpreter, base, name, work) : unread(interpreter, work, receiver);
}

function callFunctionMethod(interpreter: Interpreter, receiver: Extract<Datum, { kind: "closure" }>, name: string, { given, call }: Call): Datum {
  if (name === "bind") return receiver;
  if (name === "call") return interpreter.callClosure(receiver, { ...given, positional: given.positional.slice(1) }, call.at);
  return unknownDatum("computed in code", call.at);
}

function callLibrary(interpreter: Interpreter, library: LibraryDatum, work: Call): Datum {
  const { call } = work;
  const name = library.path.at(-1);
  const given = isOfCdk(library.package) ? inPlaces(name ?? "", work.given) : work.given;
  const handed = argumentsWithKeywords(given);
  const known = callGlobal(interpreter, library, { given, handed, call });
  if (known !== undefined) return known;
  if (library.package !== "global" && isConstruction(name, given)) {
    const recipe = interpreter.recipe(library, { at: call.at, module: call.frame.module });
    if (recipe !== undefined) return interpreter.instantiate(recipe, byPlace(given), call);
    return makeConstruct(interpreter, { type: `${library.package}.${library.path.join(".")}`, given, call });
  }
  const isImport = name !== undefined && /^from[A-Z]/u.test(name) && isConstruction("Imported", given);
  if (isImport) {
    const type = `${library.package}.${library.path.slice(0, -1).join(".")}`;
    return makeConstruct(interpreter, { type, given, call, importedBy: name });
  }
  if (library.package !== "global" && !isOfCdk(library.package)) interpreter.state.escape(handed);
  return {
    kind: "term",
    name: `${library.package}.${library.path.join(".")}`,
    receiver: undefined,
    arguments: handed,
    module: call.frame.module.path,
    at: call.at,
  };
}
