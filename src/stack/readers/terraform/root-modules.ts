import { isLocalSource } from "./module-library.ts";
import type { ModuleSource } from "./module-source.ts";
import { resolvePath } from "./paths.ts";
import { attributeOf } from "./syntax.ts";

/** Modules that no other module of the repository calls. Where modules only call one another in a circle, none is a root. */
export function rootModules(modules: ReadonlyMap<string, ModuleSource>): readonly ModuleSource[] {
  const called = new Set([...modules.values()].flatMap(foldersCalledBy));
  return [...modules.values()].filter((module) => !called.has(module.folder));
}

function foldersCalledBy(module: ModuleSource): readonly string[] {
  return [...module.modules.values()].flatMap((call) => {
    const source = attributeOf(call.body, "source")?.value;
    if (source?.kind !== "literal" || typeof source.value !== "string" || !isLocalSource(source.value)) return [];
    return resolvePath(module.folder, source.value) ?? [];
  });
}
