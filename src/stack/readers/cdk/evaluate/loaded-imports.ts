import type { Snapshot } from "../../../../change/snapshot.ts";
import { readModule } from "../syntax/read-module.ts";
import type { Module } from "../syntax/syntax.ts";
import { resolveImport, resolveSubmodule } from "./resolve-import.ts";

/**
 * Whether all that files import of their repository is loaded, however far. Every file that is not is asked for: a program that runs without it would have to
 * run again.
 */
export function hasLoadedImports(paths: readonly string[], snapshot: Snapshot): boolean {
  const seen = new Set(paths);
  let isLoaded = true;
  for (const path of seen) {
    if (snapshot.read(path).state === "pending") isLoaded = false;
    const module = readModule(path, snapshot);
    if (module !== undefined) for (const next of importedBy(module, snapshot)) seen.add(next);
  }
  return isLoaded;
}

function importedBy(module: Module, snapshot: Snapshot): readonly string[] {
  const named = module.body.flatMap((statement) => (statement.kind === "import" ? [statement.import] : []));
  const passed = module.passedOn.map((one) => resolveImport(module, one.module, snapshot));
  const paths = named.flatMap((one) => [
    resolveImport(module, one.module, snapshot),
    ...one.names.map(({ imported }) => resolveSubmodule(module, one.module, imported, snapshot)),
  ]);
  return [...passed, ...paths].filter((path) => path !== undefined);
}
