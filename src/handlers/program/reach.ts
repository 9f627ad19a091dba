import type { CodeModule, CodeScope } from "../code-model.ts";
import type { Phase } from "../facts.ts";
import type { Origin } from "../origin.ts";
import { type Imported, type Program, importedFrom, modulesOf } from "./program.ts";
import { type Placed, ScopeIndex, placeOf } from "./scope-index.ts";
import { type Wave, type Way, newWave, sizeOf } from "./wave.ts";

/** When each scope runs. Scopes that nothing reaches are not in it. */
type Reach = ReadonlyMap<string, Phase>;

/** Follows what the top levels call while they load, and what the entry's functions mention. */
export function computeReach(program: Program, roots: readonly string[], values: readonly { module: CodeModule; origin: Origin }[] = []): Reach {
  const walker = new Walker(program);
  const init = walker.wave((wave) => {
    for (const module of program.modules.values()) walker.load(module, wave);
    for (const root of roots) walker.ownConstructors(root, wave);
  });
  const invocation = walker.wave((wave) => {
    walker.allClasses(wave);
    for (const root of roots) walker.scope(root, wave);
    for (const { module, origin } of values) walker.value(origin, module, wave, "made");
  });
  const reach = new Map<string, Phase>();
  for (const module of program.modules.values()) {
    for (const scope of module.scopes.values()) {
      if (scope.kind === "module" || scope.constructs === "class") reach.set(scope.id, "init");
      else if (invocation.scopes.has(scope.id)) reach.set(scope.id, "invocation");
      else if (init.scopes.has(scope.id)) reach.set(scope.id, "init");
    }
  }
  return reach;
}

const compiled: ReadonlySet<string> = new Set(["go", "java", "csharp"]);

class Walker {
  private readonly program: Program;
  private readonly index: ScopeIndex;
  /** Functions that are reached and not gone through yet: chains of calls may be longer than the stack is deep. */
  private readonly waiting: { readonly found: Placed; readonly wave: Wave }[] = [];
  private isEntering = false;

  constructor(program: Program) {
    this.program = program;
    this.index = new ScopeIndex(program);
  }

  /** Runs until nothing new is reached: classes and namespaces give more as more member names are mentioned. */
  wave(start: (wave: Wave) => void): Wave {
    const wave = newWave();
    start(wave);
    for (let size = -1; size !== sizeOf(wave);) {
      size = sizeOf(wave);
      for (const id of wave.classes) this.methods(id, wave);
      for (const path of wave.namespaces) this.namespace(path, wave);
    }
    return wave;
  }

  load(module: CodeModule, wave: Wave): void {
    for (const name of module.calledAtLoad) this.name(name, module, wave, "run");
    for (const scope of module.scopes.values()) {
      if (scope.constructs === "class" || (scope.kind === "inline" && scope.runsWithParent && this.isTop(scope))) this.scope(scope.id, wave);
    }
    // Any class of a compiled language may be behind an interface.
    if (compiled.has(module.language)) for (const id of module.classes.keys()) wave.classes.add(id);
  }

  /** The platform makes the entry's object once. */
  ownConstructors(root: string, wave: Wave): void {
    const owner = this.index.scopes.get(root)?.scope.owner;
    if (owner !== null && owner !== undefined) this.constructors(owner, wave);
  }

  allClasses(wave: Wave): void {
    for (const [id, modules] of this.index.classes) if (modules.some((module) => compiled.has(module.language))) wave.classes.add(id);
  }

  private isTop(scope: CodeScope): boolean {
    return scope.parent !== null && this.index.scopes.get(scope.parent)?.scope.kind === "module";
  }

  scope(id: string, wave: Wave): void {
    const found = this.index.scopes.get(id);
    if (found === undefined || wave.scopes.has(id)) return;
    wave.scopes.add(id);
    this.waiting.push({ found, wave });
    if (this.isEntering) return;
    this.isEntering = true;
    for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop()) this.enter(next.found, next.wave);
    this.isEntering = false;
  }

  private enter({ scope, module }: Placed, wave: Wave): void {
    for (const member of scope.members.keys()) wave.members.add(member);
    for (const name of scope.mentions) this.name(name, module, wave, "run");
    if (scope.owner !== null) this.siblings(scope, wave);
    for (const child of this.index.children.get(scope.id) ?? []) this.scope(child.id, wave);
  }

  /** Methods of the same class that a method mentions by their name. */
  private siblings(scope: CodeScope, wave: Wave): void {
    for (const module of this.index.classes.get(scope.owner ?? "") ?? []) {
      const methods = module.classes.get(scope.owner ?? "")?.methods;
      for (const name of new Set([...scope.mentions, ...scope.members.keys()])) {
        const method = methods?.get(name);
        if (method !== undefined) this.scope(method, wave);
      }
    }
  }

  name(name: string, module: CodeModule, wave: Wave, way: Way): void {
    const binding = module.bindings.get(name);
    if (binding === undefined) return;
    const place = placeOf(name, module);
    const key = `${place}\0${way}`;
    if (wave.names.has(key)) return;
    wave.names.add(key);
    this.value(binding.origin, module, wave, way === "held" && module.calledAtLoad.has(name) ? "made" : way === "held" ? "run" : way);
    for (const member of binding.members) wave.members.add(member);
    for (const mention of binding.mentions) this.name(mention, module, wave, "held");
    for (const scope of this.index.held.get(place) ?? []) this.scope(scope.id, wave);
  }

  /** Functions, classes and imports that a value is made of. */
  value(origin: Origin, module: CodeModule, wave: Wave, way: Way, depth = 0): void {
    if (depth > 12 || wave.values[way].has(origin)) return;
    wave.values[way].add(origin);
    const deeper = (inner: Origin) => this.value(inner, module, wave, way, depth + 1);
    switch (origin.kind) {
      case "function":
        return way === "made" ? this.nested(origin.scope, wave) : this.scope(origin.scope, wave);
      case "class":
        return this.class(origin.id, wave, way);
      case "import":
        if (origin.name === "*") for (const imported of modulesOf(origin, this.program)) wave.namespaces.add(imported.path);
        return this.imported(importedFrom(origin, this.program), wave, way);
      case "member":
        return this.member(origin, module, wave, way, depth);
      case "object":
        return [...origin.entries.values()].forEach(deeper);
      case "list":
        return origin.items.forEach(deeper);
      case "result":
        this.value(origin.callee, module, wave, "made", depth + 1);
        return [...origin.arguments.positional, ...origin.arguments.named.values()].forEach((value) =>
          this.value(value, module, wave, "run", depth + 1),
        );
      default:
        return;
    }
  }

  private member(origin: Extract<Origin, { kind: "member" }>, module: CodeModule, wave: Wave, way: Way, depth: number): void {
    wave.members.add(origin.name);
    this.value(origin.of, module, wave, way, depth + 1);
  }

  private nested(id: string, wave: Wave): void {
    for (const child of this.index.children.get(id) ?? []) this.scope(child.id, wave);
    const found = this.index.scopes.get(id);
    // What a factory closes over may be used by what it gives back.
    for (const name of found?.scope.mentions ?? []) if (found !== undefined) this.name(name, found.module, wave, "held");
  }

  private imported(imported: Imported | null, wave: Wave, way: Way): void {
    if (imported === null) return;
    const { module, name } = imported;
    if (name === null) {
      wave.namespaces.add(module.path);
      return;
    }
    const origin = module.exports.get(name);
    if (origin === undefined) return;
    for (const bound of boundNames(module, name, origin)) this.name(bound, module, wave, way);
    this.value(origin, module, wave, way);
  }

  private namespace(path: string, wave: Wave): void {
    const module = this.program.modules.get(path);
    if (module === undefined) return;
    for (const name of module.exports.keys()) if (wave.members.has(name)) this.imported({ module, name }, wave, "run");
  }

  private class(id: string, wave: Wave, way: Way): void {
    wave.classes.add(id);
    if (way !== "run") return;
    this.constructors(id, wave);
  }

  constructors(id: string, wave: Wave): void {
    for (const module of this.index.classes.get(id) ?? []) {
      for (const scope of module.scopes.values()) if (scope.owner === id && scope.constructs === "instance") this.scope(scope.id, wave);
    }
  }

  private methods(id: string, wave: Wave): void {
    for (const module of this.index.classes.get(id) ?? []) {
      const record = module.classes.get(id);
      for (const [name, method] of record?.methods ?? [])
        if (wave.members.has(name) && this.index.scopes.get(method)?.scope.constructs === null) this.scope(method, wave);
      for (const base of record?.bases ?? []) this.value(base, module, wave, "made");
    }
  }
}

/** Top-level names that stand for an export: its own, or the one it was exported from. */
function boundNames(module: CodeModule, name: string, origin: Origin): string[] {
  if (module.bindings.get(name)?.origin === origin) return [name];
  return [...module.bindings].filter(([, binding]) => binding.origin === origin).map(([bound]) => bound);
}
