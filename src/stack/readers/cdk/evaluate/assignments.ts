import type { Pattern } from "../syntax/syntax.ts";
import { recordAssignment } from "./aspects.ts";
import { type Datum, choiceOf, isUndefined, literal, unknownDatum } from "./datum.ts";
import type { Frame, Interpreter } from "./interpreter.ts";
import { fieldOf } from "./objects.ts";

const computed = "computed in code";

interface Source {
  readonly value: Datum;
  readonly frame: Frame;
}

/** Declares the names of a pattern. */
export function bindPattern(interpreter: Interpreter, pattern: Pattern, source: Source): void {
  const { environment } = source.frame;
  takeApart(interpreter, pattern, source, (name, value) => environment.declare(name, value, interpreter.state.conditions));
}

/** Gives known names, properties and fields another value; Python declares a name by assigning to it. */
export function assignTo(interpreter: Interpreter, pattern: Pattern, source: Source): void {
  const { environment } = source.frame;
  const depth = interpreter.state.conditions;
  takeApart(interpreter, pattern, source, (name, value) => {
    if (!environment.assign(name, value, depth)) environment.declare(name, value, environment.depth);
  });
}

function takeApart(interpreter: Interpreter, pattern: Pattern, source: Source, bind: (name: string, value: Datum) => void): void {
  const { value, frame } = source;
  switch (pattern.kind) {
    case "name":
      bind(pattern.name, identified(value, pattern.name));
      return;
    case "default": {
      const needed = value.kind === "literal" && value.value === undefined;
      takeApart(interpreter, pattern.pattern, { frame, value: needed ? interpreter.evaluate(pattern.value, frame) : value }, bind);
      return;
    }
    case "object":
      for (const part of pattern.parts) takeApart(interpreter, part.pattern, { frame, value: interpreter.member(value, part.key, value.at) }, bind);
      if (pattern.rest !== undefined) bind(pattern.rest, withoutFields(value, new Set(pattern.parts.map((part) => part.key))));
      return;
    case "list":
      for (const [index, item] of pattern.items.entries())
        if (item !== undefined) takeApart(interpreter, item, { frame, value: itemAt(value, index) }, bind);
      if (pattern.rest !== undefined) bind(pattern.rest, restOf(value, pattern.items.length));
      return;
    case "target":
      assignTarget(interpreter, pattern, source);
      return;
  }
}

/** Names made of unknown parts are compared by reasons: what is computed is told apart by the name that holds it. */
export function identified(value: Datum, name: string): Datum {
  if ((value.kind !== "unknown" && value.kind !== "choice") || value.reason !== computed) return value;
  return { ...value, reason: `${name} is computed in code` };
}

function withoutFields(value: Datum, taken: ReadonlySet<string>): Datum {
  if (value.kind !== "object") return value.kind === "unknown" ? value : unknownDatum("computed in code", value.at);
  return { ...value, fields: new Map([...value.fields].filter(([name]) => !taken.has(name))) };
}

function itemAt(value: Datum, index: number): Datum {
  if (value.kind === "list")
    return value.items[index] ?? (value.open === undefined ? literal(undefined, value.at) : unknownDatum(value.open, value.at));
  return value.kind === "unknown" ? value : unknownDatum("computed in code", value.at);
}

function restOf(value: Datum, from: number): Datum {
  if (value.kind !== "list") return value.kind === "unknown" ? value : unknownDatum("computed in code", value.at);
  return { ...value, items: value.items.slice(from) };
}

function assignTarget(interpreter: Interpreter, pattern: Extract<Pattern, { kind: "target" }>, { value, frame }: Source): void {
  const { target } = pattern;
  if (target.kind !== "member" && target.kind !== "index") return;
  const holder = interpreter.evaluate(target.of, frame);
  const key = target.kind === "member" ? literal(target.name, target.at) : interpreter.evaluate(target.index, frame);
  for (const one of holder.kind === "choice" ? holder.options : [holder]) {
    if (key.kind === "literal" && isOfPackage(one)) recordAssignment(interpreter, one, { name: String(key.value), value, module: frame.module });
    if (key.kind === "literal") setField(interpreter, one, { name: String(key.value), value, isSure: holder.kind !== "choice" });
    else if (one.kind === "object") one.open ??= "the name of a property is computed";
    else if (one.kind === "list") one.open ??= "an item is assigned by a computed position";
  }
}

/** Whether a value is a package's own: what is assigned to it becomes a property of a template. */
function isOfPackage(holder: Datum): boolean {
  return holder.kind === "attribute" || holder.kind === "term" || (holder.kind === "instance" && holder.definition === undefined);
}

function setField(interpreter: Interpreter, holder: Datum, change: { name: string; value: Datum; isSure: boolean }): void {
  const { name, value } = change;
  if (holder.kind !== "object" && holder.kind !== "instance" && holder.kind !== "class") return;
  const isPossible = !change.isSure || (holder.kind !== "class" && interpreter.state.conditions > holder.depth);
  const before =
    holder.kind === "object" ? fieldOf(holder, name)?.value : holder.kind === "class" ? holder.statics.get(name) : holder.fields.get(name);
  const old = before ?? literal(undefined, value.at);
  const named = identified(value, name);
  const next =
    isPossible && !(isUndefined(old) && holder.kind === "instance") ? choiceOf([old, named], `${name} depends on a condition`, value.at) : named;
  if (holder.kind === "object") holder.fields.set(name, { value: next, key: value.at, at: value.at });
  else if (holder.kind === "class") holder.statics.set(name, next);
  else holder.fields.set(name, next);
}
