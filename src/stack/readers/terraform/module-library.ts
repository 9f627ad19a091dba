import { evaluate } from "./evaluate-expression.ts";
import type { ModuleInstance } from "./module-instance.ts";
import type { ModuleSource } from "./module-source.ts";
import { resolvePath } from "./paths.ts";
import { type Block, attributeOf } from "./syntax.ts";
import { wellKnownModule } from "./well-known-modules.ts";

const deepestModules = 8;
const mostModules = 400;

/** Finds the source of a called module among the repository's folders and the public modules that we know. */
export class ModuleLibrary {
  private readonly folders: ReadonlyMap<string, ModuleSource>;
  private calls = 0;

  constructor(folders: ReadonlyMap<string, ModuleSource>) {
    this.folders = folders;
  }

  /** The module's source, or the reason why it is not known. */
  find(block: Block, caller: ModuleInstance, depth: number): ModuleSource | string {
    const name = block.labels[0] ?? "";
    const attribute = attributeOf(block.body, "source");
    const source = attribute && evaluate(attribute.value, caller.scope);
    if (source?.kind !== "scalar" || typeof source.value !== "string") return `the source of module ${name} is not known`;
    this.calls += 1;
    if (depth >= deepestModules || this.calls > mostModules) return `module ${name} is nested too deeply`;
    if (!isLocalSource(source.value)) return wellKnownModule(source.value, block.at) ?? `module ${name} comes from elsewhere (${source.value})`;
    const folder = resolvePath(caller.source.folder, source.value);
    const found = folder === undefined ? undefined : this.folders.get(folder);
    return found ?? `module ${name} is not in the repository`;
  }
}

/** Whether a module's source is a folder of the same repository. */
export function isLocalSource(source: string): boolean {
  return source.startsWith("./") || source.startsWith("../") || source === "." || source === "..";
}
