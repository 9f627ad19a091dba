import type { Location } from "../../../change/location.ts";
import { unknown } from "../../value-builders.ts";
import type { Value } from "../../value.ts";
import type { DeployedVariables } from "./deployed-variables.ts";
import { applyTypeDefaults } from "./apply-type-defaults.ts";
import { failure } from "./bounded-values.ts";
import type { Evaluation } from "./evaluation.ts";
import { evaluate } from "./evaluate-expression.ts";
import type { ModuleLibrary } from "./module-library.ts";
import type { ModuleSource } from "./module-source.ts";
import { type Repetitions, type ResourceInstance, repetitionsOf } from "./resource-instance.ts";
import type { Scope } from "./scope.ts";
import { type Attribute, type Block, attributeOf } from "./syntax.ts";

/** How a module is called: the block with its arguments, and the scope in which they are evaluated. */
interface ModuleCall {
  readonly block: Block;
  readonly scope: Scope;
}

/** The instances of one resource block, as references find them. */
export interface ResourceSet {
  readonly shape: Repetitions["shape"];
  readonly byKey: ReadonlyMap<string | number | undefined, ResourceInstance>;
}

/** The instances of one module block; `missing` says why there are none to look into. */
export interface ChildSet {
  readonly shape: Repetitions["shape"];
  readonly byKey: ReadonlyMap<string | number | undefined, ModuleInstance>;
  readonly missing: string | undefined;
}

interface Init {
  readonly evaluation: Evaluation;
  readonly library: ModuleLibrary;
  readonly source: ModuleSource;
  readonly call: ModuleCall | undefined;
  readonly scopeName: string;
  readonly displayPrefix: string;
  readonly depth: number;
  readonly conditional: boolean;
  /** What deployments pass to a root module. */
  readonly passed?: DeployedVariables;
}

/** One module with its arguments; everything in it is evaluated when it is asked for, and once. */
export class ModuleInstance {
  readonly evaluation: Evaluation;
  readonly source: ModuleSource;
  readonly call: ModuleCall | undefined;
  /** Folder of the root module, then `/module.<name>` for each call. */
  readonly scopeName: string;
  readonly conditional: boolean;
  private readonly init: Init;
  private readonly values = new Map<string, Value>();
  private readonly resourceSets = new Map<string, ResourceSet>();
  private readonly childSets = new Map<string, ChildSet>();
  private readonly expanding = new Set<string>();

  constructor(init: Init) {
    this.init = init;
    this.evaluation = init.evaluation;
    this.source = init.source;
    this.call = init.call;
    this.scopeName = init.scopeName;
    this.conditional = init.conditional;
  }

  get scope(): Scope {
    return { module: this, bindings: new Map() };
  }

  variable(name: string, at: Location): Value {
    return this.once(`var.${name}`, at, () => {
      const declaration = this.source.variables.get(name);
      const type = declaration && attributeOf(declaration.body, "type");
      const given = this.argument(name) ?? this.defaultOf(declaration);
      if (given === undefined) return unknown(declaration === undefined ? `variable ${name} is not declared` : `variable ${name} has no default`, at);
      return type === undefined ? given : applyTypeDefaults(type.value, given, this.scope);
    });
  }

  /** What a variable of a root module is where nothing is passed. */
  unpassed(name: string): Value | undefined {
    return this.assigned(name) ?? this.defaultOf(this.source.variables.get(name));
  }

  local(name: string, at: Location): Value {
    const local = this.source.locals.get(name);
    if (local === undefined) return failure(`local ${name} is not declared`, at);
    return this.once(`local.${name}`, at, () => evaluate(local.value, this.scope));
  }

  output(name: string, at: Location): Value {
    const block = this.source.outputs.get(name);
    const value = block && attributeOf(block.body, "value");
    if (value === undefined)
      return this.source.modelled ? unknown(`output ${name} of a public module`, at) : failure(`output ${name} is not declared`, at);
    return this.once(`output.${name}`, at, () => evaluate(value.value, this.scope));
  }

  /** The place of the argument that a variable was given, where the module is called. */
  argumentOf(name: string): Attribute | undefined {
    return this.call === undefined ? undefined : attributeOf(this.call.block.body, name);
  }

  resources(mode: ResourceInstance["mode"], type: string, name: string): ResourceSet | undefined {
    const key = `${type}.${name}`;
    const block = (mode === "data" ? this.source.data : this.source.resources).get(key);
    if (block === undefined) return undefined;
    const local = mode === "data" ? `data.${key}` : key;
    const before = this.resourceSets.get(local);
    if (before !== undefined) return before;
    if (this.expanding.has(local)) return { shape: "single", byKey: new Map() };
    this.expanding.add(local);
    const set = this.expand(block, local, mode);
    this.expanding.delete(local);
    this.resourceSets.set(local, set);
    return set;
  }

  children(name: string): ChildSet | undefined {
    const block = this.source.modules.get(name);
    if (block === undefined) return undefined;
    const before = this.childSets.get(name);
    if (before !== undefined) return before;
    if (this.expanding.has(`module.${name}`)) return { shape: "single", byKey: new Map(), missing: `module ${name} refers to itself` };
    this.expanding.add(`module.${name}`);
    const set = this.callModule(name, block);
    this.expanding.delete(`module.${name}`);
    this.childSets.set(name, set);
    return set;
  }

  private argument(name: string): Value | undefined {
    if (this.call === undefined) {
      const declaration = this.source.variables.get(name);
      const type = declaration && attributeOf(declaration.body, "type");
      return this.init.passed?.value(name, type?.value, this) ?? this.assigned(name);
    }
    const given = this.argumentOf(name);
    const value = given && evaluate(given.value, this.call.scope);
    const declaration = this.source.variables.get(name);
    // A null argument takes the default, unless the variable is nullable and has none.
    return value?.kind === "scalar" && value.value === null ? (this.defaultOf(declaration) ?? value) : value;
  }

  private assigned(name: string): Value | undefined {
    const assigned = this.source.assignments.get(name);
    return assigned && evaluate(assigned.value, this.scope);
  }

  private defaultOf(declaration: Block | undefined): Value | undefined {
    const value = declaration && attributeOf(declaration.body, "default");
    return value && evaluate(value.value, this.scope);
  }

  private once(name: string, at: Location, compute: () => Value): Value {
    const key = this.evaluation.isJudging ? `judging ${name}` : name;
    const before = this.values.get(key);
    if (before !== undefined) return before;
    const value = this.evaluation.guarded(`${this.scopeName}|${name}`, at, compute);
    this.values.set(key, value);
    return value;
  }

  private expand(block: Block, local: string, mode: ResourceInstance["mode"]): ResourceSet {
    const repetitions = this.evaluation.judge(() => repetitionsOf(block, this.scope));
    const byKey = new Map<string | number | undefined, ResourceInstance>();
    for (const item of repetitions.items) {
      const instance: ResourceInstance = {
        address: `${local}${item.suffix}`,
        moduleScope: this.scopeName,
        name: `${this.init.displayPrefix}${block.labels[1] ?? ""}${item.suffix}`,
        mode,
        type: block.labels[0] ?? "",
        block,
        scope: item.scope,
        conditional: repetitions.conditional || this.conditional,
      };
      if (this.evaluation.register(instance)) byKey.set(item.key, instance);
    }
    return { shape: repetitions.shape, byKey };
  }

  private callModule(name: string, block: Block): ChildSet {
    const found = this.init.library.find(block, this, this.init.depth);
    if (typeof found === "string") return { shape: "single", byKey: new Map(), missing: found };
    const repetitions = this.evaluation.judge(() => repetitionsOf(block, this.scope));
    const byKey = new Map<string | number | undefined, ModuleInstance>();
    for (const item of repetitions.items) {
      const child = new ModuleInstance({
        evaluation: this.evaluation,
        library: this.init.library,
        source: found,
        call: { block, scope: item.scope },
        scopeName: `${this.scopeName}/module.${name}${item.suffix}`,
        displayPrefix: `${this.init.displayPrefix}${name}${item.suffix}.`,
        depth: this.init.depth + 1,
        conditional: repetitions.conditional || this.conditional,
      });
      byKey.set(item.key, child);
    }
    return { shape: repetitions.shape, byKey, missing: undefined };
  }
}
