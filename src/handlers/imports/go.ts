import { folderOf, foldersUpward, joinPath } from "../folders.ts";
import { type ImportContext, type ResolveImport, fromPackage, local, notThere, textAt } from "./resolution.ts";

/** Packages of the module that go.mod names. */
export const resolveGoImport: ResolveImport = (record, module, context) => {
  const folder = foldersUpward(folderOf(module.path)).find((candidate) =>
    context.snapshot.entries.has(candidate === "" ? "go.mod" : `${candidate}/go.mod`),
  );
  if (folder === undefined) return fromPackage;
  const text = textAt(folder === "" ? "go.mod" : `${folder}/go.mod`, context.snapshot);
  const name =
    text === null
      ? null
      : (text
          .split("\n")
          .find((line) => line.startsWith("module "))
          ?.slice(7)
          .trim() ?? null);
  if (name === null || (record.module !== name && !record.module.startsWith(`${name}/`))) return fromPackage;
  const target = joinPath(folder, record.module.slice(name.length));
  const files = target === null ? [] : goFilesIn(target, context);
  return files.length > 0 ? local(...files) : notThere;
};

/** The Go files of a package, without tests. */
export function goFilesIn(folder: string, context: Pick<ImportContext, "folders">): readonly string[] {
  return context.folders.filesIn(folder).filter((path) => path.endsWith(".go") && !path.endsWith("_test.go"));
}
