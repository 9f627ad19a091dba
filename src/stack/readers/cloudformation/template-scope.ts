import type { Location } from "../../../change/location.ts";
import type { Allowance } from "../../deployments/allowance.ts";
import { agreedAmong, inProduction } from "../../deployments/deployment.ts";
import { type ListValue, type MapEntry, type MapValue, type UnknownValue, type Value, entryOf, textOf } from "../../value.ts";
import { awaiting, map, reference, relocated, unknown } from "../../value-builders.ts";
import { evaluateCondition } from "./conditions.ts";
import { withStoredValues } from "./dynamic-references.ts";
import { allowanceOfTemplate, extentOf } from "./resolution-allowance.ts";
import { applyIntrinsic, isIntrinsic } from "./intrinsics.ts";
import { defaultOfParameter, isOpen, typedParameter } from "./parameters.ts";
import { noValue, pseudoParameter } from "./pseudo-parameters.ts";
import { rescoped } from "../../rescope.ts";
import type { Resolver } from "./resolver.ts";

/** What a template needs from the rest of the repository. */
export interface Surroundings {
  /** What the parent passes for a parameter, as the child sees it; undefined where no parent of the repository passes one. */
  argument(scope: TemplateScope, parameter: string): Value | undefined;
  /** The scope of a nested stack's template; undefined where it is not in the repository. */
  child(scope: TemplateScope, logicalId: string): TemplateScope | undefined;
  /** What a template of the repository exports under a name, with the scope that does; null where several do. */
  exported(name: string): Export | null | undefined;
  /** The template as each of its deployments sees it, where these differ. */
  deployed(scope: TemplateScope): readonly DeployedScope[];
}

/** The value of an output that others import, in the scope that exports it. */
export interface Export {
  readonly scope: TemplateScope;
  readonly value: Value;
}

/** A template with the arguments of one deployment. */
export interface DeployedScope {
  readonly label: string;
  readonly scope: TemplateScope;
}

interface ScopeOptions {
  readonly surroundings?: Surroundings;
  readonly implicitAddress?: (name: string) => string | undefined;
  /** Shared by the scopes of one template. */
  readonly allowance?: Allowance;
}

/** A template that stands alone. */
const alone: Surroundings = { argument: () => undefined, child: () => undefined, exported: () => undefined, deployed: () => [] };

const maximumDepth = 200;
/** Maps and lists without anything to resolve, in whatever scope: documents mostly, which many resources share. */
const plain = new WeakSet<Value>();

/** The names of one template and what they stand for: parameters, mappings, conditions, resources. */
export class TemplateScope implements Resolver {
  readonly name: string;
  readonly root: MapValue;
  private readonly surroundings: Surroundings;
  /** Names that the framework declares besides the template: implicit roles, APIs, functions of serverless.yml. */
  private readonly implicitAddress: (name: string) => string | undefined;
  private readonly running = new Set<string>();
  private readonly outcomes = new Map<string, boolean | undefined>();
  private readonly allowance: Allowance;
  private depth = 0;
  /** Whether a condition is being decided. */
  private judging = false;

  constructor(name: string, root: MapValue, options: ScopeOptions = {}) {
    this.name = name;
    this.root = root;
    this.surroundings = options.surroundings ?? alone;
    this.implicitAddress = options.implicitAddress ?? (() => undefined);
    this.allowance = options.allowance ?? allowanceOfTemplate();
  }

  /** Whether values are unknown because there were too many to resolve. */
  get isTooLarge(): boolean {
    return this.allowance.isSpent;
  }

  /** The same template among others. */
  withSurroundings(surroundings: Surroundings): TemplateScope {
    return new TemplateScope(this.name, this.root, { surroundings, implicitAddress: this.implicitAddress, allowance: this.allowance });
  }

  /** The entries of a section: Parameters, Mappings, Conditions, Resources, Outputs, Globals. */
  section(name: string): ReadonlyMap<string, MapEntry> {
    const value = entryOf(this.root, name)?.value;
    return value?.kind === "map" ? value.entries : new Map();
  }

  resolve(value: Value): Value | undefined {
    if (value.kind === "scalar") return withStoredValues(value);
    if (value.kind !== "map" && value.kind !== "list") return value;
    if (this.depth > maximumDepth) return unknown("the value is nested too deeply", value.at);
    this.depth += 1;
    try {
      if (plain.has(value)) return value;
      if (!this.allowance.take()) return unresolved(value);
      if (value.kind === "list") return this.resolveItems(value);
      const applied = applyIntrinsic(value, this);
      if (applied === null) return this.resolveEntries(value);
      this.allowance.take(extentOf(applied));
      return applied?.kind === "unknown" ? this.acrossDeployments(value, applied) : applied;
    } finally {
      this.depth -= 1;
    }
  }

  /**
   * What hangs on parameters that differ between deployments may be the same in all of them, else it is what production has; without one, the reason names what it
   * is in each. A condition that is only true in production does not hold everywhere.
   */
  private acrossDeployments(value: MapValue, unresolved: UnknownValue): Value | undefined {
    const candidates = this.surroundings.deployed(this).map(({ label, scope }) => ({ label, value: scope.resolve(value) }));
    const known = candidates.flatMap(({ label, value: one }) => (one === undefined || one.kind === "unknown" ? [] : [{ label, value: one }]));
    const isComplete = candidates.length > 0 && known.length === candidates.length;
    if (!isComplete) return unresolved;
    const found = this.judging ? agreedAmong("the value", known, value.at) : inProduction("the value", known, value.at);
    return found.kind === "unknown" && value.entries.has("Ref") ? unresolved : found;
  }

  resolveEntries(value: MapValue): MapValue {
    let isPlain = true;
    const entries = [...value.entries.values()].flatMap((entry) => {
      const resolved = this.resolve(entry.value);
      if (resolved === entry.value) return [entry];
      isPlain = false;
      return resolved === undefined ? [] : [{ ...entry, value: resolved }];
    });
    if (isPlain) plain.add(value);
    return isPlain ? value : map(entries, value.at);
  }

  private resolveItems(value: ListValue): ListValue {
    const items = value.items.flatMap((item) => this.resolve(item) ?? []);
    const isPlain = items.length === value.items.length && items.every((item, index) => item === value.items[index]);
    if (isPlain) plain.add(value);
    return isPlain ? value : { ...value, items };
  }

  ref(name: string, at: Location): Value | undefined {
    if (name === noValue) return undefined;
    const parameter = this.section("Parameters").get(name);
    if (parameter !== undefined) return this.parameter(parameter, at);
    return pseudoParameter(name, at) ?? this.pointer(name, at) ?? unknown(`${name} is not declared in this template`, at);
  }

  attribute(name: string, attribute: string, at: Location): Value {
    if (attribute.startsWith("Outputs.")) {
      const child = this.surroundings.child(this, name);
      if (child !== undefined) return this.outputOf(child, attribute.slice("Outputs.".length), at);
    }
    const dotted = this.implicitAddress(`${name}.${attribute}`);
    if (dotted !== undefined) return reference(dotted, at);
    return this.pointer(name, at, attribute) ?? unknown(`${name} is not declared in this template`, at);
  }

  mapping(name: string): Value | undefined {
    return this.section("Mappings").get(name)?.value;
  }

  condition(name: string): boolean | undefined {
    if (this.outcomes.has(name)) return this.outcomes.get(name);
    if (this.depth > maximumDepth) return undefined;
    const before = this.judging;
    this.judging = true;
    this.depth += 1;
    const outcome = this.guarded(`condition ${name}`, () => evaluateCondition(this.section("Conditions").get(name)?.value, this));
    this.depth -= 1;
    this.judging = before;
    const decided = outcome ?? this.conditionInAll(name);
    this.outcomes.set(name, decided);
    return decided;
  }

  /** The outcome of a condition that is the same in every deployment. */
  private conditionInAll(name: string): boolean | undefined {
    const [first, ...others] = this.surroundings.deployed(this).map(({ scope }) => scope.condition(name));
    return others.every((other) => other === first) ? first : undefined;
  }

  exported(name: string, at: Location): Value {
    const found = this.surroundings.exported(name);
    if (found === null) return unknown(`${name} is exported by several stacks`, at);
    if (found === undefined) return awaiting({ store: "export", key: name }, `${name} is exported by a stack that is not in the repository`, at);
    const value = this.guarded(`export ${name}`, () => found.scope.resolve(found.value));
    if (value === undefined) return unknown(`the export ${name} leads back to itself`, at);
    return relocated(rescoped(value, found.scope.name, this.name), at);
  }

  /** What `Outputs` gives under a name, seen from this scope's own names. */
  output(name: string): Value | undefined {
    const value = entryOf(this.section("Outputs").get(name)?.value, "Value")?.value;
    return value === undefined ? undefined : this.guarded(`output ${name}`, () => this.resolve(value));
  }

  private outputOf(child: TemplateScope, name: string, at: Location): Value {
    const value = child.output(name);
    if (value === undefined) return unknown(`the nested stack gives no output ${name}`, at);
    return relocated(rescoped(value, child.name, this.name), at);
  }

  private parameter(parameter: MapEntry, at: Location): Value {
    const passed = this.guarded(`parameter ${parameter.name}`, () => this.surroundings.argument(this, parameter.name));
    if (passed !== undefined) return relocated(typedParameter(passed, parameter), at);
    // What differs between stages hangs on conditions: the default is one stage's, and the others pass another value.
    if (this.judging && isOpen(parameter)) return unknown(`parameter ${parameter.name} has a default, and deployments may pass another value`, at);
    return defaultOfParameter(parameter, at);
  }

  private pointer(name: string, at: Location, attribute?: string): Value | undefined {
    if (this.section("Resources").has(name)) return reference(name, at, attribute);
    const implicit = this.implicitAddress(name);
    return implicit === undefined ? undefined : reference(implicit, at, attribute);
  }

  /** Templates can name each other in a circle: what asks for itself is not known. */
  private guarded<T>(key: string, work: () => T): T | undefined {
    if (this.running.has(key)) return undefined;
    this.running.add(key);
    try {
      return work();
    } finally {
      this.running.delete(key);
    }
  }
}

/** What stands for a value that there is no room to resolve: the names of a map are known still, so that nothing counts as absent. */
function unresolved(value: MapValue | ListValue): Value {
  const hidden = (at: Location) => unknown("the template has too many values to resolve", at);
  if (value.kind === "list" || isIntrinsic(value)) return hidden(value.at);
  return map(
    [...value.entries.values()].map((entry) => ({ ...entry, value: hidden(entry.value.at) })),
    value.at,
  );
}

/** The condition that a declaration names. */
export function conditionOf(declaration: Value): string | undefined {
  return textOf(entryOf(declaration, "Condition")?.value);
}
