import { posix } from "node:path";
import type { Location } from "../../../../change/location.ts";
import { methodOf, staticMember } from "./classes.ts";
import { type Datum, type InstanceDatum, choiceOf, literal, textOfDatum, unknownDatum } from "./datum.ts";
import type { Interpreter } from "./interpreter.ts";
import { fieldOf } from "./objects.ts";
import { serviceMember } from "./package-name.ts";
import { absolutePath, folderOf } from "./project-path.ts";

/** The property of a value. */
export function memberOf(interpreter: Interpreter, of: Datum, name: string, at: Location): Datum {
  switch (of.kind) {
    case "instance":
      return memberOfInstance(interpreter, of, name, at);
    case "object": {
      const field = fieldOf(of, name);
      if (field !== undefined) return field.value;
      return of.open === undefined ? literal(undefined, at) : unknownDatum(of.open, at);
    }
    case "library":
      return memberOfLibrary(of, name, at);
    case "term":
    case "attribute":
      return { kind: "attribute", of, name, at };
    case "namespace":
      return interpreter.exported(of.module, name, at);
    case "class":
      return staticMember(interpreter, of, name) ?? (name === "name" ? literal(of.node.name, at) : literal(undefined, at));
    case "choice":
      return memberOfChoice(interpreter, of, name, at);
    case "list":
      return name === "length" && of.open === undefined ? literal(of.items.length, at) : unknownDatum("computed in code", at);
    case "literal":
      return memberOfLiteral(of.value, name, at);
    case "unknown":
      return unknownDatum(of.reason, at);
    default:
      return unknownDatum("computed in code", at);
  }
}

function memberOfInstance(interpreter: Interpreter, of: InstanceDatum, name: string, at: Location): Datum {
  const field = of.fields.get(name);
  if (field !== undefined) return field;
  const method = methodOf(interpreter, of, name);
  if (method !== undefined)
    return method.isGetter ? interpreter.callClosure(method.closure, { positional: [], keywords: undefined }, at) : method.closure;
  const shared = of.definition === undefined ? undefined : staticMember(interpreter, of.definition, name);
  if (shared !== undefined) return shared;
  if (of.node !== undefined) return { kind: "attribute", of, name, at };
  const isDeclared = of.definition?.node.fields.some((one) => one.name === name) === true;
  return isDeclared ? literal(undefined, at) : unknownDatum(`${name} is not set`, at);
}

function memberOfLibrary(of: Extract<Datum, { kind: "library" }>, name: string, at: Location): Datum {
  const [first, second] = of.path;
  const service = of.package === "core" && first === undefined ? serviceMember(name) : undefined;
  if (service !== undefined) return { kind: "library", package: service, path: [], at };
  if (of.package === "global" && first === "process" && second === "env")
    return unknownDatum(`the environment variable ${name} is known when the stack is synthesized`, at);
  if (of.package === "pip:os" && first === "environ" && name !== "get")
    return unknownDatum(`the environment variable ${name} is known when the stack is synthesized`, at);
  if (of.package === "global" && first === "import.meta") {
    if (name === "url" || name === "filename") return literal(absolutePath(at.path), at);
    if (name === "dirname") return literal(absolutePath(folderOf(at.path)), at);
  }
  // A default import and a module are one: `import path from "path"`.
  if (name === "default" && first === undefined) return of;
  return { kind: "library", package: of.package, path: [...of.path, name], at };
}

function memberOfChoice(interpreter: Interpreter, of: Extract<Datum, { kind: "choice" }>, name: string, at: Location): Datum {
  const options = of.options.filter((option) => option.kind !== "literal");
  return choiceOf(
    options.map((option) => memberOf(interpreter, option, name, at)),
    of.reason,
    at,
  );
}

function memberOfLiteral(value: unknown, name: string, at: Location): Datum {
  if (typeof value === "string" && name === "length") return literal(value.length, at);
  // `pathlib.Path(__file__).parent`.
  const text = textOfDatum({ kind: "literal", value: typeof value === "string" ? value : undefined, at });
  if (text !== undefined && name === "parent") return literal(posix.dirname(text), at);
  return value === undefined || value === null ? literal(undefined, at) : unknownDatum("computed in code", at);
}
