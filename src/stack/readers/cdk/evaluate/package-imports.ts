import type { Snapshot } from "../../../../change/snapshot.ts";
import { sourceFile } from "../../../../handlers/imports/javascript.ts";
import { nearestCompilerConfiguration } from "../../../../handlers/manifests/compiler-configuration.ts";
import { mappedModule } from "../../../../handlers/manifests/mapped-module.ts";
import { packageModules } from "../../../../handlers/manifests/repository-packages.ts";
import { folderOf } from "./project-path.ts";

/** The file of the repository that a name without dots leads to: by `paths` of a tsconfig.json, else by the package of the repository that has it. */
export function importedPackage(from: string, name: string, snapshot: Snapshot): string | undefined {
  return mappedByConfig(from, name, snapshot) ?? firstExisting(packageModules(name, snapshot) ?? [], snapshot);
}

/** The file behind a path of the repository; declarations are no code. */
export function existing(path: string | undefined, snapshot: Snapshot): string | undefined {
  if (path === undefined) return undefined;
  const found = sourceFile(path, snapshot);
  return found === null || found.endsWith(".d.ts") ? undefined : found;
}

export function inside(path: string): string | undefined {
  return path.startsWith("..") ? undefined : path === "." ? "" : path;
}

export function foldersUp(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  return [...folders, ""];
}

function mappedByConfig(from: string, name: string, snapshot: Snapshot): string | undefined {
  const configuration = nearestCompilerConfiguration(folderOf(from), snapshot);
  return configuration === undefined ? undefined : firstExisting(mappedModule(name, configuration).candidates, snapshot);
}

function firstExisting(paths: readonly string[], snapshot: Snapshot): string | undefined {
  return paths.map((path) => existing(path, snapshot)).find((path) => path !== undefined);
}
