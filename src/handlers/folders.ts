import type { Snapshot } from "../change/snapshot.ts";

/** The folders of a snapshot: which files stand directly in each. */
export interface Folders {
  /** Names of the files directly in a folder; empty for a folder that does not exist. */
  filesIn(folder: string): readonly string[];
  /** Names of the folders directly in a folder. */
  foldersIn(folder: string): readonly string[];
  /** Paths of files below a folder, nearest first, at most `limit`. Dependencies and build output are left out. */
  filesBelow(folder: string, limit: number): readonly string[];
  has(folder: string): boolean;
}

const known = new WeakMap<Snapshot["entries"], Folders>();
const skipped = new Set([
  "node_modules",
  ".git",
  "bin",
  "obj",
  "target",
  "__pycache__",
  ".venv",
  "venv",
  "site-packages",
  "vendor",
  "cdk.out",
  ".aws-sam",
  ".serverless",
  ".terraform",
]);

/** The folders of a snapshot; computed once for each. */
export function foldersOf(snapshot: Snapshot): Folders {
  const before = known.get(snapshot.entries);
  if (before !== undefined) return before;
  const folders = index(snapshot);
  known.set(snapshot.entries, folders);
  return folders;
}

function index(snapshot: Snapshot): Folders {
  const files = new Map<string, string[]>([["", []]]);
  const below = new Map<string, string[]>([["", []]]);
  for (const [path, entry] of snapshot.entries) {
    if (entry.kind === "submodule" || entry.kind === "symlink") continue;
    const folder = folderOf(path);
    addFolder(folder, files, below);
    files.get(folder)?.push(path);
  }
  return {
    has: (folder) => files.has(folder),
    filesIn: (folder) => files.get(folder) ?? [],
    foldersIn: (folder) => below.get(folder) ?? [],
    filesBelow: (folder, limit) => collect(folder, limit, files, below),
  };
}

function addFolder(folder: string, files: Map<string, string[]>, below: Map<string, string[]>): void {
  let current = folder;
  while (!files.has(current)) {
    files.set(current, []);
    below.set(current, []);
    const parent = folderOf(current);
    addFolder(parent, files, below);
    below.get(parent)?.push(current);
    current = parent;
  }
}

function collect(folder: string, limit: number, files: Map<string, string[]>, below: Map<string, string[]>): string[] {
  const found: string[] = [];
  let level = [folder];
  while (level.length > 0 && found.length < limit) {
    const next: string[] = [];
    for (const current of level) {
      found.push(...(files.get(current) ?? []));
      next.push(...(below.get(current) ?? []).filter((child) => !skipped.has(nameOf(child))));
    }
    level = next;
  }
  return found.slice(0, limit);
}

/** The folder of a path; "" for the repository's root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

/** The last segment of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Joins and resolves "." and ".."; null where the path would leave the repository. */
export function joinPath(...parts: readonly string[]): string | null {
  const segments: string[] = [];
  for (const segment of parts.join("/").split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return segments.join("/");
}

/** Folders from the given one up to the root (""), innermost first. */
export function foldersUpward(folder: string): string[] {
  const found: string[] = [];
  for (let current = folder; current !== ""; current = folderOf(current)) found.push(current);
  return [...found, ""];
}
