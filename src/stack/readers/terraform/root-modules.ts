import { isLocalSource } from "./module-library.ts";
import type { ModuleSource } from "./module-source.ts";
import { resolvePath } from "./paths.ts";
import { type Block, attributeOf } from "./syntax.ts";

/** Modules that no other module of the repository calls. Where modules only call one another in a circle, none is a root. */
export function rootModules(modules: ReadonlyMap<string, ModuleSource>): readonly ModuleSource[] {
  const called = new Set([...modules.values()].flatMap(foldersCalledBy));
  return [...modules.values()].filter((module) => !called.has(module.folder));
}

/** Calls that lead only into a circle of modules: no root reaches their modules, and nothing in them can be planned. */
export function circularCalls(modules: ReadonlyMap<string, ModuleSource>, roots: readonly ModuleSource[]): readonly Block[] {
  const reached = new Set<string>();
  const waiting = roots.map((root) => root.folder);
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const module = modules.get(folder);
    if (module === undefined || reached.has(folder)) continue;
    reached.add(folder);
    waiting.push(...foldersCalledBy(module));
  }
  return [...modules.values()].filter((module) => !reached.has(module.folder)).flatMap((module) => [...module.modules.values()].slice(0, 1));
}

function foldersCalledBy(module: ModuleSource): readonly string[] {
  return [...module.modules.values()].flatMap((call) => {
    const source = attributeOf(call.body, "source")?.value;
    if (source?.kind !== "literal" || typeof source.value !== "string" || !isLocalSource(source.value)) return [];
    return resolvePath(module.folder, source.value) ?? [];
  });
}
