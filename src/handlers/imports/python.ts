import { folderOf, foldersUpward, joinPath } from "../folders.ts";
import { type ImportContext, type ResolveImport, fromPackage, local, notThere } from "./resolution.ts";

/** Relative imports, and absolute ones that are found from the code folder, the entry's folder, or a folder between. */
export const resolvePythonImport: ResolveImport = (record, module, context) => {
  const dots = /^\.*/u.exec(record.module)?.[0].length ?? 0;
  const segments = record.module
    .slice(dots)
    .split(".")
    .filter((segment) => segment !== "");
  if (dots > 0) {
    const start = joinPath(folderOf(module.path), ...Array.from({ length: dots - 1 }, () => ".."));
    const found = start === null ? [] : filesOf(start, segments, record.names, context);
    return found.length > 0 ? local(...found) : notThere;
  }
  for (const root of rootsFor(module.path, context)) {
    const found = filesOf(root, segments, record.names, context);
    if (found.length > 0) return local(...found);
  }
  return fromPackage;
};

/** Where absolute imports start: the code folder first, then the folders from the importing file up to it. */
function rootsFor(path: string, context: ImportContext): readonly string[] {
  const upward = foldersUpward(folderOf(path));
  const limit = upward.indexOf(context.codePath);
  return [...new Set([context.codePath, context.entryFolder, ...(limit < 0 ? upward.slice(0, 1) : upward.slice(0, limit + 1))])];
}

/** The module's file, its package's, and those of names that are modules themselves. */
function filesOf(root: string, segments: readonly string[], names: readonly string[], context: ImportContext): string[] {
  const base = joinPath(root, ...segments);
  if (base === null) return [];
  const found: string[] = [];
  const add = (path: string) => {
    if (context.snapshot.entries.has(path)) found.push(path);
  };
  if (segments.length > 0) add(`${base}.py`);
  add(base === "" ? "__init__.py" : `${base}/__init__.py`);
  const isPackage = context.folders.has(base);
  if (isPackage)
    for (const name of names) {
      add(base === "" ? `${name}.py` : `${base}/${name}.py`);
      add(base === "" ? `${name}/__init__.py` : `${base}/${name}/__init__.py`);
    }
  return found;
}
