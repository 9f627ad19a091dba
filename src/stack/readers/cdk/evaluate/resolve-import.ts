import { posix } from "node:path";
import type { Snapshot } from "../../../../change/snapshot.ts";
import type { Module } from "../syntax/syntax.ts";
import { snakeCase } from "./objects.ts";
import { existing, foldersUp, importedPackage, inside } from "./package-imports.ts";
import { folderOf } from "./project-path.ts";

/** The file of the repository that an import leads to; undefined for packages and for files that are not there. */
export function resolveImport(module: Module, name: string, snapshot: Snapshot): string | undefined {
  return module.language === "python" ? resolvePython(module.path, name, snapshot) : resolveTypescript(module.path, name, snapshot);
}

/** The module that `from package import name` means, where the name is a module and no member. */
export function resolveSubmodule(module: Module, name: string, member: string, snapshot: Snapshot): string | undefined {
  if (module.language !== "python") return undefined;
  const separator = name.endsWith(".") ? "" : ".";
  return (
    resolvePython(module.path, `${name}${separator}${member}`, snapshot) ??
    resolvePython(module.path, `${name}${separator}${snakeCase(member)}`, snapshot)
  );
}

function resolveTypescript(from: string, name: string, snapshot: Snapshot): string | undefined {
  if (name.startsWith(".")) return existing(inside(posix.join(folderOf(from), name)), snapshot);
  if (/^(?:node:|aws-cdk-lib|@aws-cdk\/|constructs$)/u.test(name)) return undefined;
  return importedPackage(from, name, snapshot);
}

/** Relative by dots; else below the importing file's folder or one above it. */
function resolvePython(from: string, name: string, snapshot: Snapshot): string | undefined {
  const dots = /^\.*/u.exec(name)?.[0].length ?? 0;
  const path = name.slice(dots).replaceAll(".", "/");
  if (dots > 0) {
    let folder = folderOf(from);
    for (let level = 1; level < dots; level += 1) folder = folderOf(folder);
    return pythonFile(posix.join(folder, path), snapshot);
  }
  // Folders of a program are often called `constructs`; what is installed comes first.
  if (/^(?:aws_cdk|constructs|jsii)(?:\.|$)/u.test(name)) return undefined;
  for (const folder of foldersUp(from)) {
    const found = pythonFile(posix.join(folder, path), snapshot);
    if (found !== undefined) return found;
  }
  return undefined;
}

function pythonFile(path: string, snapshot: Snapshot): string | undefined {
  const normal = path === "." ? "" : path;
  return [`${normal}.py`, posix.join(normal, "__init__.py")].find((candidate) => snapshot.entries.has(candidate));
}
