import type { CodeModule } from "../code-model.ts";
import type { Origin } from "../origin.ts";

/** The files of one function's code, with what their imports lead to. */
export interface Program {
  /** The entry file first. */
  readonly modules: ReadonlyMap<string, CodeModule>;
  /** Local files by importing file and module name. */
  readonly targets: ReadonlyMap<string, readonly string[]>;
  /** False where code was not followed. */
  readonly complete: boolean;
  /** Files that are not loaded yet. */
  readonly pending: boolean;
}

/** The key of an import in `Program.targets`. */
export function targetKey(from: string, module: string): string {
  return `${from}\0${module}`;
}

/** The local modules that an import leads to. */
export function modulesOf(origin: Extract<Origin, { kind: "import" }>, program: Program): readonly CodeModule[] {
  return (program.targets.get(targetKey(origin.from, origin.module)) ?? []).flatMap((path) => program.modules.get(path) ?? []);
}

/** A value that an import gives, with the module and the top-level name it stands under; null where it comes from elsewhere. */
export interface Imported {
  readonly module: CodeModule;
  /** Null for the module itself. */
  readonly name: string | null;
}

/** What an imported name stands for in the program; passes through modules that pass it on. */
export function importedFrom(origin: Extract<Origin, { kind: "import" }>, program: Program, depth = 0): Imported | null {
  const modules = modulesOf(origin, program);
  if (modules.length === 0 || depth > 20) return null;
  if (origin.name === "*") return submoduleOrWhole(origin, modules);
  const submodule = modules.find((module) => isSubmodule(module, origin));
  if (submodule !== undefined && modules.length > 0 && !modules.some((module) => module !== submodule && exported(module, origin.name) !== null))
    return { module: submodule, name: null };
  for (const module of modules) {
    const found = exportOf(module, origin.name, program, depth);
    if (found !== null) return found;
  }
  return null;
}

/** An export of a module, by name, through `export … from` and `export *`. */
export function exportOf(module: CodeModule, name: string, program: Program, depth = 0): Imported | null {
  if (depth > 20) return null;
  const direct = exported(module, name);
  if (direct !== null) return { module, name: direct };
  for (const from of module.exportsFrom) {
    const found = importedFrom({ kind: "import", module: from, name, from: module.path }, program, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function exported(module: CodeModule, name: string): string | null {
  if (module.exports.has(name)) return name;
  if (name === "default" && module.exports.has("module.exports")) return "module.exports";
  return null;
}

function submoduleOrWhole(origin: Extract<Origin, { kind: "import" }>, modules: readonly CodeModule[]): Imported | null {
  const whole = modules.find((module) => !isPackageFile(module)) ?? modules[0];
  if (whole === undefined || (modules.length > 1 && whole.language !== "python")) return null;
  // `require("./x")` of a module that is one function or class.
  const value = whole.exports.get("module.exports");
  if (value !== undefined && value.kind !== "object" && origin.name === "*") return { module: whole, name: "module.exports" };
  return { module: whole, name: null };
}

function isPackageFile(module: CodeModule): boolean {
  return module.path.endsWith("/__init__.py");
}

/** `from pkg import name` where name is a file of the package. */
function isSubmodule(module: CodeModule, origin: Extract<Origin, { kind: "import" }>): boolean {
  return (
    module.language === "python" &&
    (module.path.endsWith(`/${origin.name}.py`) || module.path === `${origin.name}.py` || module.path.endsWith(`/${origin.name}/__init__.py`)) &&
    !origin.module.endsWith(`.${origin.name}`) &&
    origin.module !== origin.name
  );
}
