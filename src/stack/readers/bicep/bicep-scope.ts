import type { Location } from "../../../change/location.ts";
import { type ReferenceValue, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { reference, scalar, unknown } from "../../value-builders.ts";
import { Evaluator, type Names } from "../arm/evaluator.ts";
import type { CallExpression, Expression } from "../arm/expression.ts";
import { resourceIdOf } from "../arm/resource-id.ts";
import { pathBeside } from "../arm/template-library.ts";
import { rescoped } from "../../rescope.ts";
import type { BicepLibrary } from "./bicep-library.ts";
import { type Instance, instancesOf, propertyOf } from "./instances.ts";
import { attributeOfRegistryOutput } from "./registry-modules.ts";
import type { BicepDeclaration, BicepFile } from "./syntax.ts";

/** What makes a scope: a file, and the arguments that it gets. */
interface BicepScopeInit {
  readonly name: string;
  readonly file: BicepFile;
  readonly library: BicepLibrary;
  argument(parameter: string): Value | undefined;
  readonly depth: number;
}

const deepestModule = 12;

/** One deployment of a Bicep file: what its parameters, variables, resources and modules stand for. */
export class BicepScope implements Names {
  readonly name: string;
  readonly file: BicepFile;
  readonly library: BicepLibrary;
  readonly evaluator: Evaluator;
  private readonly init: BicepScopeInit;
  private readonly values = new Map<string, Value>();
  private readonly symbols: ReadonlySet<string>;
  private readonly modules = new Map<string, BicepScope | undefined>();
  private instances: { readonly resources: readonly Instance[]; readonly modules: readonly Instance[] } | undefined;

  constructor(init: BicepScopeInit) {
    this.init = init;
    this.name = init.name;
    this.file = init.file;
    this.library = init.library;
    this.evaluator = new Evaluator(this, init.library.budget);
    this.symbols = new Set([...init.file.resources, ...init.file.modules].map((one) => one.symbol));
  }

  /** Resources with loops expanded, nested ones too. */
  get resources(): readonly Instance[] {
    return this.expanded().resources;
  }

  get moduleInstances(): readonly Instance[] {
    return this.expanded().modules;
  }

  lookup(name: string, at: Location): Value {
    if (this.symbols.has(name)) return reference(name, at);
    const key = this.library.budget.isJudging ? `judging ${name}` : name;
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const value = this.library.budget.once(
      `${this.name}|${name}`,
      () => this.declared(name, at),
      (reason) => unknown(`${name}: ${reason}`, at),
    );
    this.values.set(key, value);
    return value;
  }

  call(call: CallExpression, values: readonly Value[]): Value | undefined {
    const own = call.of === undefined ? this.file.functions.get(call.name) : undefined;
    if (own !== undefined) {
      const given = own.parameters.map((name, position) => [name, values[position] ?? unknown("no argument", call.at)] as const);
      return this.evaluator.with(given).evaluate(own.body);
    }
    const path = textOf(values[0]);
    if (call.name.startsWith("load") && path !== undefined) return this.loaded(call, path);
    return resourceIdOf(call, values, (type, key) => {
      const found = this.resources.filter((one) => one.type.toLowerCase() === type.toLowerCase() && one.key === key);
      return found.length === 1 && found[0] !== undefined ? { address: found[0].address } : undefined;
    });
  }

  attribute(of: ReferenceValue, path: string): Value | undefined {
    if (of.scope !== undefined) return undefined;
    const [outputs, name] = path.split(".");
    const symbol = of.address.split("[")[0] ?? "";
    const declaration = this.file.modules.find((one) => one.symbol === symbol);
    if (declaration === undefined || outputs !== "outputs" || name === undefined) return undefined;
    const attribute = attributeOfRegistryOutput(declaration.type, name);
    if (attribute !== undefined) return { ...of, attribute };
    const child = this.child(of.address);
    const output = child?.output(name);
    if (child === undefined || output === undefined) return unknown(`output ${name} of module ${declaration.type} is not known`, of.at);
    return rescoped(output, child.name, this.name);
  }

  element(of: ReferenceValue, index: string): ReferenceValue | undefined {
    if (of.scope !== undefined) return undefined;
    const address = `${of.address}[${index}]`;
    const all = [...this.resources, ...this.moduleInstances];
    const found = all.find((one) => one.address === address) ?? all.find((one) => one.address === of.address);
    return found === undefined ? undefined : { ...of, address: found.address };
  }

  nested(of: ReferenceValue, name: string): ReferenceValue | undefined {
    const address = `${of.address}::${name}`;
    return this.resources.some((one) => one.address === address) ? { ...of, address } : undefined;
  }

  /** The scope of a module of this file; undefined where it comes from elsewhere or is nested too deeply. */
  child(address: string): BicepScope | undefined {
    if (!this.modules.has(address)) this.modules.set(address, this.open(address));
    return this.modules.get(address);
  }

  output(name: string): Value | undefined {
    const expression = this.file.outputs.get(name);
    if (expression === undefined) return undefined;
    return this.library.budget.once(
      `${this.name}|output ${name}`,
      () => this.evaluator.evaluate(expression),
      (reason) => unknown(`output ${name}: ${reason}`, expression.at),
    );
  }

  private expanded() {
    this.instances ??= this.library.budget.once(
      `${this.name}|instances`,
      () =>
        this.library.budget.asking("what", () => ({
          resources: instancesOf(this.file.resources, this.evaluator),
          modules: instancesOf(this.file.modules, this.evaluator),
        })),
      () => undefined,
    );
    return this.instances ?? { resources: [], modules: [] };
  }

  private declared(name: string, at: Location): Value {
    const parameter = this.file.parameters.get(name);
    if (parameter !== undefined) {
      const passed = this.init.argument(name);
      if (passed !== undefined) return passed;
      if (parameter.initial !== undefined) return this.evaluator.evaluate(parameter.initial);
      const allowed = parameter.allowed === undefined ? [] : itemsOf(this.evaluator.evaluate(parameter.allowed));
      if (allowed.length === 1 && allowed[0] !== undefined) return allowed[0];
      return parameter.nullable ? scalar(null, at) : unknown(`parameter ${name} has no default`, at);
    }
    const variable = this.file.variables.get(name);
    if (variable !== undefined) return this.evaluator.evaluate(variable);
    return this.imported(name) ?? unknown(`${name} is not declared in this file`, at);
  }

  private imported(name: string): Value | undefined {
    for (const one of this.file.imports) {
      const original = one.names.get(name);
      const path = original === undefined ? undefined : pathBeside(this.file.path, one.path);
      const file = path === undefined ? undefined : this.library.file(path);
      const variable = file?.variables.get(original ?? "");
      if (file === undefined || variable === undefined || this.init.depth >= deepestModule) continue;
      const scope = new BicepScope({ name: file.path, file, library: this.library, argument: () => undefined, depth: this.init.depth + 1 });
      return scope.evaluator.evaluate(variable);
    }
    return undefined;
  }

  private loaded(call: CallExpression, relative: string): Value | undefined {
    const path = pathBeside(this.file.path, relative);
    if (path === undefined) return undefined;
    if (call.name === "loadTextContent") return this.textOfFile(path, call.at);
    return call.name === "loadJsonContent" || call.name === "loadYamlContent" ? this.library.document(path) : undefined;
  }

  /** A file's text where it is used; it remembers the file. */
  private textOfFile(path: string, at: Location): Value {
    const text = this.library.text(path);
    if (text === undefined) return unknown(`${path} is not in the repository`, at);
    return { ...scalar(text, at), from: { path, startLine: 1, endLine: Math.max(1, text.split("\n").length) } };
  }

  private open(address: string): BicepScope | undefined {
    const instance = this.moduleInstances.find((one) => one.address === address);
    const path = instance === undefined ? undefined : modulePath(this.file.path, instance.declaration);
    const file = path === undefined ? undefined : this.library.file(path);
    if (instance === undefined || file === undefined || this.init.depth >= deepestModule || !this.library.mayOpen(file.path)) return undefined;
    const name = `${this.name}#${address}`;
    return new BicepScope({
      name,
      file,
      library: this.library,
      argument: (parameter) => this.passed(instance, parameter, name),
      depth: this.init.depth + 1,
    });
  }

  /** What this file passes for a parameter of a module. */
  private passed(instance: Instance, parameter: string, to: string): Value | undefined {
    const params = propertyOf(instance.declaration.body, "params");
    if (params === undefined) return undefined;
    const direct = propertyOf(params, parameter);
    const value = direct === undefined ? entryOf(this.spreadParameters(instance, params), parameter)?.value : instance.evaluator.evaluate(direct);
    return value === undefined ? undefined : rescoped(value, this.name, to);
  }

  private spreadParameters(instance: Instance, params: Expression): Value | undefined {
    const isPlain = params.kind === "object" && params.properties.every((one) => one.kind === "property");
    return isPlain ? undefined : instance.evaluator.evaluate(params);
  }
}

/** The file of a module; undefined for registries and template specs. */
export function modulePath(from: string, declaration: BicepDeclaration): string | undefined {
  const isLocal =
    !declaration.type.startsWith("br:") &&
    !declaration.type.startsWith("br/") &&
    !declaration.type.startsWith("ts:") &&
    !declaration.type.startsWith("ts/");
  return isLocal ? pathBeside(from, declaration.type) : undefined;
}
