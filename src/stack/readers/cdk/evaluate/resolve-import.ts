import { posix } from "node:path";
import type { Snapshot } from "../../../../change/snapshot.ts";
import { compilerOptions, sourceFile } from "../../../../handlers/imports/javascript.ts";
import type { Module } from "../syntax/syntax.ts";
import { snakeCase } from "./objects.ts";
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
  return mappedByConfig(from, name, snapshot);
}

function existing(path: string | undefined, snapshot: Snapshot): string | undefined {
  if (path === undefined) return undefined;
  const found = sourceFile(path, snapshot);
  return found === null || found.endsWith(".d.ts") ? undefined : found;
}

function inside(path: string): string | undefined {
  return path.startsWith("..") ? undefined : path === "." ? "" : path;
}

/** `compilerOptions.paths` and `baseUrl` of the nearest tsconfig.json. */
function mappedByConfig(from: string, name: string, snapshot: Snapshot): string | undefined {
  const folder = foldersUp(from).find((candidate) => snapshot.entries.has(posix.join(candidate, "tsconfig.json")));
  if (folder === undefined) return undefined;
  const options = compilerOptions(posix.join(folder, "tsconfig.json"), snapshot);
  const { baseUrl, paths } = { baseUrl: options["baseUrl"], paths: options["paths"] };
  const base = posix.join(folder, typeof baseUrl === "string" ? baseUrl : ".");
  for (const [pattern, targets] of typeof paths === "object" && paths !== null ? Object.entries(paths) : []) {
    const [before = "", after] = pattern.split("*");
    const matches = after === undefined ? name === pattern : name.startsWith(before) && name.endsWith(after);
    if (!matches || !Array.isArray(targets)) continue;
    const rest = after === undefined ? "" : name.slice(before.length, name.length - after.length);
    for (const target of targets) {
      const found =
        typeof target === "string"
          ? existing(
              inside(
                posix.join(
                  base,
                  target.replace("*", () => rest),
                ),
              ),
              snapshot,
            )
          : undefined;
      if (found !== undefined) return found;
    }
  }
  return typeof baseUrl === "string" && /^[A-Za-z]/u.test(name) ? existing(inside(posix.join(base, name)), snapshot) : undefined;
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

function foldersUp(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  return [...folders, ""];
}
