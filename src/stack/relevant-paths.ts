import { exclusionOf } from "../change/classify.ts";
import type { Snapshot } from "../change/snapshot.ts";

/** Files that a reader may claim are read whole up to this number; a larger repository is read near the change only. */
export const wholeRepositoryLimit = 400;

/** File names that make a folder a project of its own. */
const markers = new Set([
  "template.yaml",
  "template.yml",
  "serverless.yml",
  "serverless.yaml",
  "serverless.ts",
  "cdk.json",
  "host.json",
  "package.json",
  "pom.xml",
  "go.mod",
  "samconfig.toml",
  "firebase.json",
  "pyproject.toml",
  "azure.yaml",
  "main.tf",
  "main.bicep",
]);

/** Paths to understand, and how many claimed ones were too far from the change to be read. */
export interface RelevantPaths {
  readonly paths: readonly string[];
  readonly leftOut: number;
}

/**
 * The paths of a snapshot that readers should get. In a small repository: every claimed path. In a large one: those of the projects that the change touches
 * (the outermost marked folder above each changed file that is not the root) and of the folders on the way to the root, nearest first.
 */
export function relevantPaths(snapshot: Snapshot, changed: readonly string[], claims: (path: string) => boolean): RelevantPaths {
  const claimed = [...snapshot.entries.keys()].filter((path) => exclusionOf(path) === null && claims(path));
  if (claimed.length <= wholeRepositoryLimit) return { paths: claimed, leftOut: 0 };
  const roots = new Set(changed.map((path) => projectOf(path, snapshot)));
  const above = new Set(changed.flatMap(foldersAbove));
  const near = claimed.filter((path) => above.has(folderOf(path)) || foldersAbove(path).some((folder) => folder !== "" && roots.has(folder)));
  return { paths: near, leftOut: claimed.length - near.length };
}

/** The outermost marked folder above a file, below the root; the file's own folder where none is marked. */
function projectOf(path: string, snapshot: Snapshot): string {
  const marked = foldersAbove(path).filter((folder) => folder !== "" && [...markers].some((name) => snapshot.entries.has(`${folder}/${name}`)));
  return marked.at(-1) ?? folderOf(path);
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

/** Folders of a path from the innermost to the root (""). */
function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  return [...folders, ""];
}
