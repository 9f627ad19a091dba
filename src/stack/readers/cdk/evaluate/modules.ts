import type { Location } from "../../../../change/location.ts";
import type { Snapshot } from "../../../../change/snapshot.ts";
import { wholeModule } from "../syntax/commonjs.ts";
import { readModule } from "../syntax/read-module.ts";
import type { Import, Module } from "../syntax/syntax.ts";
import { type Datum, unknownDatum } from "./datum.ts";
import { Environment } from "./environment.ts";
import type { Interpreter } from "./interpreter.ts";
import { jsonDatum } from "./json-datum.ts";
import { packageName, serviceMember } from "./package-name.ts";
import { resolveImport, resolveSubmodule } from "./resolve-import.ts";

interface LoadedModule {
  readonly module: Module;
  readonly environment: Environment;
}

/** More files than a program of infrastructure has. */
const mostModules = 500;
const deepestPassing = 20;

/** The files of a program: each runs once, when it is first imported. */
export class Modules {
  private readonly loaded = new Map<string, LoadedModule>();
  private readonly snapshot: Snapshot;
  private readonly interpreter: Interpreter;

  constructor(snapshot: Snapshot, interpreter: Interpreter) {
    this.snapshot = snapshot;
    this.interpreter = interpreter;
  }

  get all(): readonly LoadedModule[] {
    return [...this.loaded.values()];
  }

  /** Runs the top level of a file, with what it imports before; undefined where it cannot be read now. */
  run(path: string): LoadedModule | undefined {
    const before = this.loaded.get(path);
    if (before !== undefined || this.loaded.size >= mostModules) return before;
    const module = readModule(path, this.snapshot);
    if (module === undefined) return undefined;
    const environment = new Environment();
    const loaded = { module, environment };
    this.loaded.set(path, loaded);
    for (const statement of module.body) if (statement.kind === "import") this.bind(module, environment, statement.import);
    this.interpreter.run(module.body, { environment, module, self: undefined, owner: undefined });
    return loaded;
  }

  private bind(module: Module, environment: Environment, one: Import): void {
    const at = { path: module.path, startLine: 1, endLine: 1 };
    const path = resolveImport(module, one.module, this.snapshot);
    for (const { imported, local } of one.names) {
      const submodule = resolveSubmodule(module, one.module, imported, this.snapshot);
      if (imported === "*" && local === "*") this.bindAll(path, environment);
      else if (path === undefined && submodule === undefined) environment.declare(local, libraryOf(module, one.module, imported, at), 0);
      else environment.declare(local, this.imported(path, submodule, { imported, at }), 0);
    }
    if (one.names.length === 0 && path !== undefined) this.run(path);
  }

  /** Python: `from module import *`. */
  private bindAll(path: string | undefined, environment: Environment): void {
    const loaded = path === undefined ? undefined : this.run(path);
    for (const name of loaded === undefined ? [] : loaded.environment.ownNames) {
      const value = loaded?.environment.get(name);
      if (value !== undefined) environment.declare(name, value, 0);
    }
  }

  private imported(path: string | undefined, submodule: string | undefined, { imported, at }: { imported: string; at: Location }): Datum {
    if (path?.endsWith(".json") === true) return jsonDatum(path, this.snapshot) ?? unknownDatum(`${path} was not read`, at);
    if (path !== undefined && imported === "*") {
      const whole = this.run(path)?.module.exports.has(wholeModule) === true ? this.find(path, wholeModule, 0) : undefined;
      if (whole !== undefined) return whole;
      return { kind: "namespace", module: path, at };
    }
    const member = path === undefined ? undefined : this.find(path, imported, 0);
    if (member !== undefined) return member;
    if (submodule !== undefined) {
      this.run(submodule);
      return { kind: "namespace", module: submodule, at };
    }
    return unknownDatum(`${imported} of ${path ?? "another file"} was not read`, at);
  }

  /** A name that a file gives to others. */
  exported(path: string, name: string, at: Location): Datum {
    return this.find(path, name, 0) ?? unknownDatum(`${name} of ${path} was not read`, at);
  }

  private find(path: string, name: string, depth: number): Datum | undefined {
    const loaded = this.run(path);
    if (loaded === undefined || depth > deepestPassing) return undefined;
    const { module, environment } = loaded;
    const local = module.language === "python" ? name : module.exports.get(name);
    const own = local === undefined ? undefined : environment.get(local);
    if (own !== undefined) return own;
    for (const passed of module.passedOn) {
      if (passed.exported !== name && passed.exported !== "*") continue;
      const target = resolveImport(module, passed.module, this.snapshot);
      if (target === undefined) continue;
      if (passed.imported === "namespace") return { kind: "namespace", module: target, at: { path, startLine: 1, endLine: 1 } };
      const found = this.find(target, passed.imported === "*" ? name : passed.imported, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** A package, or a member of one: `from aws_cdk import aws_lambda` names a package, `from aws_cdk import Stack` a class. */
export function libraryOf(module: Pick<Module, "language">, name: string, imported: string, at: Location): Datum {
  const own = packageName(name, module.language);
  const member = own === "core" ? serviceMember(imported) : undefined;
  if (member !== undefined) return { kind: "library", package: member, path: [], at };
  const path = imported === "*" || imported === "default" ? [] : [imported];
  return { kind: "library", package: own, path, at };
}
