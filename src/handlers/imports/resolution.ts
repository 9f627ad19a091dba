import type { Snapshot } from "../../change/snapshot.ts";
import type { CodeModule, ImportRecord } from "../code-model.ts";
import type { Folders } from "../folders.ts";

/** What an import leads to: files of the repository, a package from elsewhere, or nothing although it should be here. */
export type Resolution =
  | { readonly state: "local"; readonly paths: readonly string[] }
  | { readonly state: "package" }
  | { readonly state: "missing" };

/** What resolving may look at. */
export interface ImportContext {
  readonly snapshot: Snapshot;
  readonly folders: Folders;
  /** The folder of the function's code; "" for the repository's root. */
  readonly codePath: string;
  /** The folder of the entry file. */
  readonly entryFolder: string;
}

/** How one language finds what an import leads to. */
export type ResolveImport = (record: ImportRecord, module: CodeModule, context: ImportContext) => Resolution;

/** It comes from elsewhere. */
export const fromPackage: Resolution = { state: "package" };
/** It should be in the repository and is not. */
export const notThere: Resolution = { state: "missing" };

/** It is in the repository. */
export function local(...paths: readonly string[]): Resolution {
  return { state: "local", paths };
}

/** The text of a file; null where it is absent, not loaded yet, or no text. */
export function textAt(path: string, snapshot: Snapshot): string | null {
  const content = snapshot.read(path);
  return content.state === "text" ? content.text : null;
}
