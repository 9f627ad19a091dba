import type { ConstructNode, ConstructScope } from "./construct-node.ts";
import { type Datum, type InstanceDatum, isUndefined, nodeOf } from "./datum.ts";
import type { CallArguments, CallSite, Interpreter } from "./interpreter.ts";
import { isOfCdk } from "./package-name.ts";

const roots = new Set(["core.App", "core.Stage"]);
const stacks = new Set(["core.Stack", "core.NestedStack"]);

export interface ConstructDraft {
  /** `aws-sqs.Queue`. */
  readonly type: string;
  readonly given: CallArguments;
  readonly call: CallSite;
  readonly importedBy?: string;
}

/** A construct of a package. */
export function makeConstruct(interpreter: Interpreter, draft: ConstructDraft): InstanceDatum {
  const instance: InstanceDatum = {
    kind: "instance",
    definition: undefined,
    fields: new Map(),
    node: undefined,
    depth: interpreter.state.conditions,
    at: draft.call.at,
  };
  attachConstruct(interpreter, instance, draft);
  return instance;
}

/** Whether something of a package is made as a construct is: in a scope, with an id. */
export function isConstruction(name: string | undefined, given: CallArguments): boolean {
  if (name === undefined || !/^[A-Z]/u.test(name)) return false;
  const { scope, id } = scopeAndId(given);
  if (scope === undefined || id === undefined) return name === "App";
  if (constructIn(scope) !== undefined) return isTextual(id) || id.kind === "unknown" || id.kind === "choice";
  return scope.kind === "unknown" && isTextual(id);
}

/** Whether what a class hands to its base of a package cannot be a scope and an id: the base is no construct then. */
export function isNoConstruction(given: CallArguments): boolean {
  const { scope, id } = scopeAndId(given);
  return scope !== undefined && (id === undefined || ["object", "instance", "list"].includes(id.kind) || isUndefined(id));
}

function isTextual(datum: Datum): boolean {
  return datum.kind === "text" || (datum.kind === "literal" && typeof datum.value === "string");
}

function constructIn(datum: Datum): ConstructNode | undefined {
  if (datum.kind === "choice") return datum.options.map(constructIn).find((node) => node !== undefined);
  return nodeOf(datum);
}

/** Gives an instance its place in the construct tree. */
export function attachConstruct(interpreter: Interpreter, instance: InstanceDatum, draft: ConstructDraft): void {
  const { call, type } = draft;
  const { scope, id, rest } = scopeAndId(draft.given);
  const parent = (scope && constructIn(scope)) ?? nodeOf(call.frame.self);
  const idText = id === undefined ? "" : textOfId(id);
  const isStack = stacks.has(type) || (!isOfCdk(type) && type.endsWith("Stack"));
  const ownScope = isStack || roots.has(type) || parent === undefined ? scopeOf(instance, draft, idText) : parent.scope;
  const isTop = ownScope !== parent?.scope;
  const path = isTop ? "" : interpreter.state.pathOf(ownScope, parent.path === "" ? idText : `${parent.path}/${idText}`);
  const node: ConstructNode = {
    id: idText,
    path,
    scope: ownScope,
    type,
    writtenType: call.written === "" ? type : call.written,
    arguments: rest,
    importedBy: draft.importedBy,
    at: id === undefined ? call.at : interpreter.state.siteOf(id.at, call.at),
    module: call.frame.module.path,
    language: call.frame.module.language,
    conditional: interpreter.state.conditions > 0,
    instance,
    parent,
  };
  instance.node = node;
  interpreter.state.add(node);
  if (!isOfCdk(type)) interpreter.state.escape(rest);
}

/** Told by the class that declares a stack, since ids often hold a stage. */
function scopeOf(instance: InstanceDatum, { call }: ConstructDraft, id: string): ConstructScope {
  const { definition } = instance;
  if (definition === undefined) return { name: id === "" ? call.frame.module.path : `${call.frame.module.path}#${id}` };
  return { name: `${definition.module.path}#${definition.node.name ?? id}` };
}

/** Python may give scope and id by name. */
function scopeAndId(given: CallArguments): { scope: Datum | undefined; id: Datum | undefined; rest: readonly Datum[] } {
  const { keywords } = given;
  const named = (name: string) => keywords?.fields.get(name)?.value;
  const scope = given.positional[0] ?? named("scope");
  const id = given.positional[1] ?? named("id") ?? named("constructId");
  const rest = given.positional.slice(2);
  return { scope, id, rest: keywords === undefined ? rest : [...rest, keywords] };
}

/** Scope, id and properties in this order, as a constructor of TypeScript takes them. */
export function byPlace(given: CallArguments): CallArguments {
  const { scope, id, rest } = scopeAndId(given);
  const [properties, ...others] = rest.map((one) => plainOf(one, 0));
  const isWhole = scope !== undefined && id !== undefined;
  const empty: Datum = { kind: "object", fields: new Map(), open: undefined, depth: 0, at: id?.at ?? { path: "", startLine: 1, endLine: 1 } };
  return isWhole ? { positional: [scope, id, properties ?? empty, ...others], keywords: undefined, open: given.open } : given;
}

const deepestStruct = 6;

/** Python's structs, `sqs.QueueProps(visibility_timeout=…)`, as the objects that they are. */
function plainOf(datum: Datum, depth: number): Datum {
  if (depth > deepestStruct) return datum;
  const [only, ...others] = datum.kind === "term" ? datum.arguments : [];
  const isStruct = datum.kind === "term" && datum.receiver === undefined && only?.kind === "object" && others.length === 0;
  const object = isStruct && /(?:Props|Options)$/u.test(datum.name) ? only : datum;
  if (object.kind !== "object") return datum;
  const fields = [...object.fields].map(([name, field]) => [name, { ...field, value: plainOf(field.value, depth + 1) }] as const);
  return { ...object, fields: new Map(fields) };
}

/** The id as text; what is not known stands in braces. */
export function textOfId(id: Datum): string {
  switch (id.kind) {
    case "literal":
      return String(id.value);
    case "text":
      return id.parts.map((part) => (part.kind === "literal" ? String(part.value) : "{}")).join("");
    default:
      return "{}";
  }
}
