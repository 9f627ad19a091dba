import { folderOf, joinPath } from "../folders.ts";
import { goModuleAt } from "../manifests/go-module.ts";
import { nearestFile } from "../manifests/nearest-file.ts";
import { type ImportContext, type ResolveImport, fromPackage, local, notThere } from "./resolution.ts";

/** Packages of the module that go.mod names. */
export const resolveGoImport: ResolveImport = (record, module, context) => {
  const path = nearestFile(folderOf(module.path), ["go.mod"], context.snapshot);
  const name = path === undefined ? undefined : goModuleAt(path, context.snapshot);
  if (path === undefined || name === undefined || (record.module !== name && !record.module.startsWith(`${name}/`))) return fromPackage;
  const target = joinPath(folderOf(path), record.module.slice(name.length));
  const files = target === null ? [] : goFilesIn(target, context);
  return files.length > 0 ? local(...files) : notThere;
};

/** The Go files of a package, without tests. */
export function goFilesIn(folder: string, context: Pick<ImportContext, "folders">): readonly string[] {
  return context.folders.filesIn(folder).filter((path) => path.endsWith(".go") && !path.endsWith("_test.go"));
}
