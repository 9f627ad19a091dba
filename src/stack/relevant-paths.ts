import { exclusionOf } from "../change/classify.ts";
import type { Snapshot } from "../change/snapshot.ts";

/** Files that a reader may claim are read whole up to this number; a larger repository is read near the change only. */
const wholeRepositoryLimit = 400;

/** File names that make a folder a project of its own. */
const markers = [
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
];

/** Paths to understand, and how many claimed ones were too far from the change to be read. */
export interface RelevantPaths {
  readonly paths: readonly string[];
  readonly leftOut: number;
}

/** Every path that a reader claims and nothing excludes. */
export function claimedPaths(snapshot: Snapshot, claims: (path: string) => boolean): readonly string[] {
  // Few paths are claimed, and asking for exclusions costs more.
  return [...snapshot.entries.keys()].filter((path) => claims(path) && exclusionOf(path) === null);
}

/**
 * The paths of a snapshot that readers should get. In a small repository: every claimed path. In a large one: those of the projects that the change touches
 * (the outermost marked folder above each changed file that is not the root) and of the folders on the way to the root, nearest first.
 */
export function relevantPaths(snapshot: Snapshot, changed: readonly string[], claims: (path: string) => boolean): RelevantPaths {
  const claimed = claimedPaths(snapshot, claims);
  if (claimed.length <= wholeRepositoryLimit) return { paths: claimed, leftOut: 0 };
  const folders = new Set(changed.map(folderOf));
  const isMarked = once((folder) => markers.some((name) => snapshot.entries.has(`${folder}/${name}`)));
  const roots = new Set([...folders].map((folder) => projectOf(folder, isMarked)));
  const above = new Set([...folders].flatMap(foldersUpTo));
  const isNear = once((folder) => above.has(folder) || foldersUpTo(folder).some((one) => one !== "" && roots.has(one)));
  const near = claimed.filter((path) => isNear(folderOf(path)));
  return { paths: near, leftOut: claimed.length - near.length };
}

/** The outermost marked folder of those up to the root, below the root; the folder itself where none is marked. */
function projectOf(folder: string, isMarked: (folder: string) => boolean): string {
  return foldersUpTo(folder).findLast((one) => one !== "" && isMarked(one)) ?? folder;
}

/** Asks about each folder once: its files all have the same answer. */
function once(ask: (folder: string) => boolean): (folder: string) => boolean {
  const known = new Map<string, boolean>();
  return (folder) => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const answer = ask(folder);
    known.set(folder, answer);
    return answer;
  };
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

/** A folder and those above it, from the innermost to the root (""). */
function foldersUpTo(folder: string): string[] {
  const folders: string[] = [];
  for (let one = folder; one !== ""; one = folderOf(one)) folders.push(one);
  return [...folders, ""];
}
