import type { Location } from "../../../../change/location.ts";
import type { ClassNode } from "../syntax/syntax.ts";
import { argumentsWithKeywords } from "./call-arguments.ts";
import { bindParameters } from "./closures.ts";
import { attachConstruct, isNoConstruction } from "./constructs.ts";
import type { ClassDatum, ClosureDatum, Datum, InstanceDatum } from "./datum.ts";
import { Environment } from "./environment.ts";
import type { CallArguments, CallSite, Frame, Interpreter } from "./interpreter.ts";
import { isOfCdk } from "./package-name.ts";
import { inPlaces } from "./positional-names.ts";

/** More levels of inheritance than anyone writes. */
const deepestInheritance = 12;

export function classDatum(node: ClassNode, frame: Frame): ClassDatum {
  return { kind: "class", node, environment: frame.environment, module: frame.module, statics: new Map(), at: node.at };
}

/** What a class extends: a class of the repository, something of a package, or nothing. */
function baseOf(interpreter: Interpreter, definition: ClassDatum): Datum | undefined {
  const { base } = definition.node;
  const found = base === undefined ? undefined : interpreter.evaluate(base, frameOf(definition, undefined));
  return found?.kind === "library" ? (interpreter.recipe(found, definition) ?? found) : found;
}

/** A class and its bases in the repository, nearest first. */
export function hierarchyOf(interpreter: Interpreter, definition: ClassDatum): readonly ClassDatum[] {
  const classes: ClassDatum[] = [];
  let current: Datum | undefined = definition;
  while (current?.kind === "class" && classes.length < deepestInheritance) {
    classes.push(current);
    current = baseOf(interpreter, current);
  }
  return classes;
}

/** The construct class of a package that a class ends in; undefined where it is no construct. */
export function packageBaseOf(interpreter: Interpreter, definition: ClassDatum): Extract<Datum, { kind: "library" }> | undefined {
  const last = hierarchyOf(interpreter, definition).at(-1);
  const base = last === undefined ? undefined : baseOf(interpreter, last);
  return base?.kind === "library" && base.package !== "global" ? base : undefined;
}

export function instantiate(interpreter: Interpreter, definition: ClassDatum, work: { given: CallArguments; call: CallSite }): Datum {
  const instance: InstanceDatum = {
    kind: "instance",
    definition,
    fields: new Map(),
    node: undefined,
    depth: interpreter.state.conditions,
    at: work.call.at,
  };
  interpreter.state.inside(work.call.at, () => construct(interpreter, definition, { ...work, instance }));
  return instance.node === undefined ? (instance.term ?? instance) : instance;
}

/** `super(…)` inside a constructor. */
export function callSuper(interpreter: Interpreter, given: CallArguments, call: CallSite): void {
  const { self, owner } = call.frame;
  if (self?.kind !== "instance" || owner === undefined) return;
  runBase(interpreter, owner, { given, call, instance: self });
  initializeFields(interpreter, owner, self);
}

interface Construction {
  readonly given: CallArguments;
  readonly call: CallSite;
  readonly instance: InstanceDatum;
}

function construct(interpreter: Interpreter, definition: ClassDatum, work: Construction): void {
  const method = definition.node.methods.find((one) => one.name === "constructor");
  if (method === undefined) {
    runBase(interpreter, definition, work);
    initializeFields(interpreter, definition, work.instance);
    return;
  }
  if (definition.node.base === undefined) initializeFields(interpreter, definition, work.instance);
  const isClosed = definition.module.language === "python";
  const environment = new Environment(definition.environment, { isClosed, depth: interpreter.state.conditions });
  const frame = { environment, module: definition.module, self: work.instance, owner: definition };
  bindParameters(interpreter, method.node.parameters, { given: work.given, frame, at: work.call.at });
  for (const parameter of method.node.parameters) {
    const name = parameter.isField && parameter.pattern.kind === "name" ? parameter.pattern.name : undefined;
    const value = name === undefined ? undefined : environment.get(name);
    if (name !== undefined && value !== undefined) work.instance.fields.set(name, value);
  }
  interpreter.run(method.node.body, frame);
}

function runBase(interpreter: Interpreter, definition: ClassDatum, work: Construction): void {
  const base = baseOf(interpreter, definition);
  if (base?.kind === "class" && base !== definition) {
    interpreter.state.inside(work.call.at, () => construct(interpreter, base, work));
  } else if (base?.kind === "library" && base.package !== "global") {
    const type = `${base.package}.${base.path.join(".")}`;
    if (isOfCdk(base.package) && base.package !== "core" && isNoConstruction(work.given)) {
      const handed = argumentsWithKeywords(inPlaces(base.path.at(-1) ?? "", work.given));
      const module = work.call.frame.module.path;
      work.instance.term = { kind: "term", name: type, receiver: undefined, arguments: handed, module, at: work.call.at };
      return;
    }
    attachConstruct(interpreter, work.instance, {
      type,
      given: work.given,
      call: { ...work.call, written: definition.node.name ?? work.call.written },
    });
  }
}

function initializeFields(interpreter: Interpreter, definition: ClassDatum, instance: InstanceDatum): void {
  for (const field of definition.node.fields) {
    if (field.isStatic || field.value === undefined) continue;
    instance.fields.set(field.name, interpreter.evaluate(field.value, frameOf(definition, instance)));
  }
}

/** A member that belongs to a class itself; read when it is first asked for. */
export function staticMember(interpreter: Interpreter, definition: ClassDatum, name: string): Datum | undefined {
  for (const one of hierarchyOf(interpreter, definition)) {
    const known = one.statics.get(name);
    if (known !== undefined) return known;
    const field = one.node.fields.find((candidate) => candidate.isStatic && candidate.name === name);
    if (field?.value !== undefined) {
      const value = interpreter.evaluate(field.value, frameOf(one, one));
      one.statics.set(name, value);
      return value;
    }
    const method = one.node.methods.find((candidate) => candidate.isStatic && candidate.name === name);
    if (method !== undefined) return methodClosure(one, method.node, one);
  }
  return undefined;
}

/** A method or getter of an instance's class, bound to the instance. */
export function methodOf(
  interpreter: Interpreter,
  instance: InstanceDatum,
  name: string,
): { readonly closure: ClosureDatum; readonly isGetter: boolean } | undefined {
  if (instance.definition === undefined) return undefined;
  return methodIn(hierarchyOf(interpreter, instance.definition), name, instance);
}

/** The method that `super.name` means inside a method of `owner`. */
export function superMethodOf(interpreter: Interpreter, owner: ClassDatum, name: string, self: Datum): ClosureDatum | undefined {
  return methodIn(hierarchyOf(interpreter, owner).slice(1), name, self)?.closure;
}

function methodIn(classes: readonly ClassDatum[], name: string, self: Datum) {
  for (const one of classes) {
    const method = one.node.methods.find((candidate) => candidate.name === name);
    if (method !== undefined) return { closure: methodClosure(one, method.node, self), isGetter: method.isGetter };
  }
  return undefined;
}

function methodClosure(owner: ClassDatum, node: ClosureDatum["node"], self: Datum): ClosureDatum {
  return { kind: "closure", node, environment: owner.environment, module: owner.module, self, owner, at: node.at satisfies Location };
}

function frameOf(definition: ClassDatum, self: Datum | undefined): Frame {
  return { environment: definition.environment, module: definition.module, self, owner: definition };
}
