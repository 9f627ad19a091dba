import type { Location } from "../../../change/location.ts";
import { type MapEntry, type MapValue, type ReferenceValue, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { entry, list, map, reference, scalar, unknown } from "../../value-builders.ts";
import { rescoped } from "../../rescope.ts";
import { boundedValue } from "./bounded-value.ts";
import { type Declaration, declarationsOf } from "./declarations.ts";
import { Evaluator, type Names, usedAt } from "./evaluator.ts";
import type { CallExpression } from "./expression.ts";
import { nameKey } from "./name-key.ts";
import { isExpression, parseExpression } from "./parse-expression.ts";
import { type ResourcePlace, resourceIdOf } from "./resource-id.ts";
import type { TemplateLibrary } from "./template-library.ts";

/** What makes a scope: a template, the arguments it gets, and for a nested template with outer scope the one whose names it uses. */
interface ArmScopeInit {
  readonly name: string;
  readonly path: string;
  readonly root: MapValue;
  readonly library: TemplateLibrary;
  argument(parameter: string): Value | undefined;
  readonly outer?: ArmScope;
}

const mostCopies = 300;

/** One deployment of a template: what its parameters, variables and resources stand for. */
export class ArmScope implements Names {
  readonly name: string;
  readonly path: string;
  readonly root: MapValue;
  readonly library: TemplateLibrary;
  readonly evaluator: Evaluator;
  private readonly init: ArmScopeInit;
  private readonly values = new Map<string, Value>();
  private declared: readonly Declaration[] | undefined;
  private readonly children = new Map<string, ArmScope>();

  constructor(init: ArmScopeInit) {
    this.init = init;
    this.name = init.name;
    this.path = init.path;
    this.root = init.root;
    this.library = init.library;
    this.evaluator = new Evaluator(this, init.library.budget);
  }

  /** The resources that the template declares, with copies expanded. */
  get declarations(): readonly Declaration[] {
    this.declared ??= this.library.budget.once(
      `${this.name}|resources`,
      () => this.library.budget.asking("what", () => declarationsOf(this)),
      () => undefined,
    );
    return this.declared ?? [];
  }

  /** Remembers the scope of a deployment resource, so that its outputs can be asked for. */
  adopt(address: string, child: ArmScope): void {
    this.children.set(address, child);
  }

  /** A value of the template with every expression in it evaluated. */
  resolve(value: Value, evaluator: Evaluator = this.evaluator): Value {
    return this.library.budget.step(
      () => boundedValue(this.resolved(value, evaluator)),
      (reason) => unknown(reason, value.at),
    );
  }

  private resolved(value: Value, evaluator: Evaluator): Value {
    if (value.kind === "list")
      return list(
        value.items.map((item) => this.resolve(item, evaluator)),
        value.at,
      );
    if (value.kind === "map")
      return map(
        [...value.entries.values()].flatMap((one) => this.resolvedEntry(one, evaluator)),
        value.at,
      );
    if (value.kind !== "scalar" || typeof value.value !== "string") return value;
    if (isExpression(value.value)) return evaluator.evaluate(parseExpression(value.value, value.at));
    return value.value.startsWith("[[") ? scalar(value.value.slice(1), value.at) : value;
  }

  /** A property `copy` that lists loops stands for one property per loop. */
  private resolvedEntry(one: MapEntry, evaluator: Evaluator): readonly MapEntry[] {
    const loops = one.name === "copy" && one.value.kind === "list" ? one.value.items : undefined;
    if (loops === undefined || !loops.every((loop) => entryOf(loop, "input") !== undefined)) {
      return [{ ...one, value: this.resolve(one.value, evaluator) }];
    }
    return loops.flatMap((loop) => {
      const [name, input] = [textOf(entryOf(loop, "name")?.value), entryOf(loop, "input")?.value];
      if (name === undefined || input === undefined) return [];
      const rounds = this.copies(loop, evaluator);
      const value =
        rounds === undefined
          ? unknown("the number of copies is not known", loop.at)
          : list(
              rounds.map((round) => this.resolve(input, round)),
              loop.at,
            );
      return [entry(name, value, { key: one.key, at: loop.at })];
    });
  }

  /** One evaluator per round of a copy loop; undefined where the count is not known. */
  copies(loop: Value, evaluator: Evaluator = this.evaluator): readonly Evaluator[] | undefined {
    const counted = entryOf(loop, "count")?.value;
    const count = counted === undefined ? undefined : Number(textOf(this.resolve(counted, evaluator)) ?? Number.NaN);
    if (count === undefined || !Number.isInteger(count) || count < 0 || count > mostCopies) return undefined;
    const name = textOf(entryOf(loop, "name")?.value) ?? "";
    return Array.from({ length: count }, (_, index) => {
      const position = scalar(index, loop.at);
      return evaluator.with([
        ["copyIndex()", position],
        [`copyIndex(${name.toLowerCase()})`, position],
      ]);
    });
  }

  /** What the template gives under a name of `outputs`. */
  output(name: string): Value | undefined {
    const declared = entryOf(section(this.root, "outputs"), name)?.value;
    const value = entryOf(declared, "value")?.value;
    return value === undefined ? undefined : this.resolve(value);
  }

  lookup(name: string, at: Location): Value {
    return unknown(`${name} has no meaning in a template`, at);
  }

  call(call: CallExpression, values: readonly Value[], evaluator: Evaluator): Value | undefined {
    const first = textOf(values[0]);
    switch (call.name.toLowerCase()) {
      case "parameters":
        return first === undefined ? undefined : this.parameter(first, call.at);
      case "variables":
        return first === undefined ? undefined : this.variable(first, call.at);
      case "copyindex":
        return copyIndex(values, evaluator);
      case "reference":
        return this.referenceTo(values);
      default:
        return resourceIdOf(call, values, (type, name) => this.find(type, name));
    }
  }

  attribute(of: ReferenceValue, path: string): Value | undefined {
    const [, outputs, name, value] = path.split(".");
    const child = this.children.get(of.address);
    if (child === undefined || outputs !== "outputs" || name === undefined || value !== "value") return undefined;
    return child.output(name) ?? unknown(`the nested deployment gives no output ${name}`, of.at);
  }

  element(): undefined {
    return undefined;
  }

  nested(): undefined {
    return undefined;
  }

  /** Where the resource of a type and name is declared; undefined where the template declares none, or several. */
  find(type: string, name: string): ResourcePlace | undefined {
    const found = this.declarations.filter((one) => one.type.toLowerCase() === type.toLowerCase() && one.key === name);
    const [only] = found;
    if (only !== undefined && found.length === 1) return { address: only.address };
    const outside = this.init.outer?.find(type, name);
    return outside === undefined ? undefined : { scope: this.init.outer?.name ?? this.name, ...outside };
  }

  private parameter(name: string, at: Location): Value {
    if (this.init.outer !== undefined) return rescoped(this.init.outer.parameter(name, at), this.init.outer.name, this.name);
    return this.remembered(`parameter ${name}`, at, () => {
      const definition = caseless(section(this.root, "parameters"), name)?.value;
      const passed = this.init.argument(name);
      if (passed !== undefined) return passed;
      const allowed = itemsOf(entryOf(definition, "allowedValues")?.value);
      const given = entryOf(definition, "defaultValue")?.value ?? (allowed.length === 1 ? allowed[0] : undefined);
      return given === undefined ? unknown(`parameter ${name} has no default`, at) : this.resolve(given);
    });
  }

  private variable(name: string, at: Location): Value {
    if (this.init.outer !== undefined) return rescoped(this.init.outer.variable(name, at), this.init.outer.name, this.name);
    return this.remembered(`variable ${name}`, at, () => {
      const variables = section(this.root, "variables");
      const found = caseless(variables, name)?.value ?? entryOf(variables, "copy")?.value;
      if (found === undefined) return unknown(`variable ${name} is not declared`, at);
      if (caseless(variables, name) !== undefined) return this.resolve(found);
      const loops = this.resolvedEntry(entry("copy", found), this.evaluator);
      return loops.find((one) => one.name.toLowerCase() === name.toLowerCase())?.value ?? unknown(`variable ${name} is not declared`, at);
    });
  }

  private remembered(name: string, at: Location, evaluate: () => Value): Value {
    const key = this.library.budget.isJudging ? `judging ${name}` : name;
    const known = this.values.get(key);
    if (known !== undefined) return usedAt(known, at);
    const value = this.library.budget.once(`${this.name}|${name}`, evaluate, (reason) => unknown(`${name}: ${reason}`, at));
    this.values.set(key, value);
    return usedAt(value, at);
  }

  /** `reference(id)` gives the properties of a resource, `reference(id, version, 'Full')` all of it. */
  private referenceTo(values: readonly Value[]): Value | undefined {
    const [target, , full] = values;
    if (target === undefined) return undefined;
    const byName = target.kind === "scalar" || target.kind === "joined" ? this.declarations.filter((one) => one.key === nameKey(target)) : [];
    const symbolic = this.declarations.find((one) => one.address === textOf(target));
    const address = symbolic?.address ?? (byName.length === 1 ? byName[0]?.address : undefined);
    const found = target.kind === "reference" ? target : address === undefined ? undefined : reference(address, target.at);
    if (found === undefined) return undefined;
    const { attribute: _, ...whole } = found;
    return textOf(full)?.toLowerCase() === "full" ? whole : { ...whole, attribute: "properties" };
  }
}

function copyIndex(values: readonly Value[], evaluator: Evaluator): Value | undefined {
  const [first, second] = values;
  const named = typeof textOf(first) === "string" && first?.kind === "scalar" && typeof first.value === "string";
  const position = evaluator.local(named ? `copyIndex(${textOf(first)?.toLowerCase()})` : "copyIndex()");
  const offset = Number(textOf(named ? second : first) ?? 0);
  return position?.kind === "scalar" && Number.isFinite(offset) ? scalar(Number(position.value) + offset, position.at) : undefined;
}

function section(root: MapValue, name: string): Value | undefined {
  return entryOf(root, name)?.value;
}

function caseless(value: Value | undefined, name: string): MapEntry | undefined {
  if (value?.kind !== "map") return undefined;
  return value.entries.get(name) ?? [...value.entries.values()].find((one) => one.name.toLowerCase() === name.toLowerCase());
}
