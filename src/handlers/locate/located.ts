import type { Snapshot } from "../../change/snapshot.ts";
import type { Handler, Language } from "../facts.ts";
import type { Folders } from "../folders.ts";
import type { HandlerRequest } from "../handler-request.ts";

/** What to look for in the entry file. */
export type EntrySymbol =
  | { readonly kind: "export"; readonly name: string }
  /** A name that a framework registers; else an export. */
  | { readonly kind: "registered"; readonly name: string }
  /** The only function that the file gives: `module.exports = async function`, `run`, `index`. */
  | { readonly kind: "any"; readonly names: readonly string[] }
  | { readonly kind: "method"; readonly type: string | null; readonly name: string | null }
  /** What the program's main function starts. */
  | { readonly kind: "main" };

/** Where a function's code begins; or that it is missing, or why it is not read. */
export type Located =
  | { readonly state: "file"; readonly language: Language; readonly path: string; readonly codePath: string; readonly symbol: EntrySymbol }
  | Exclude<Handler, { state: "found" }>;

/** What looking may ask. */
export interface Search {
  readonly request: HandlerRequest;
  readonly snapshot: Snapshot;
  readonly folders: Folders;
  /** The folder of the code, without a slash at its end. */
  readonly codePath: string;
}

/** The code is not read, for a reason that a reader of the review understands. */
export function notRead(reason: string): Located {
  return { state: "not-read", reason };
}

/** The code is certainly not in the repository. */
export function missingFile(name: string, looked: readonly string[]): Located {
  return { state: "missing", what: "file", name, looked };
}

/** A path inside a folder, where "" is the root. */
export function within(folder: string, path: string): string {
  return folder === "" ? path : `${folder}/${path}`;
}
