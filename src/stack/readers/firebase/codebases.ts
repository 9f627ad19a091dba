import { exclusionOf, isTestPath } from "../../../change/classify.ts";
import type { Snapshot } from "../../../change/snapshot.ts";
import { packageJsonAt, packageJsonOf } from "../../../handlers/manifests/package-json.ts";
import { parseTemplateFile } from "../../../syntax/template-document.ts";
import type { Note } from "../../native.ts";
import { type Value, entryOf, itemsOf, textOf, valueAt } from "../../value.ts";
import { scalar } from "../../value-builders.ts";

/** A folder of functions that are declared in source. */
export interface Codebase {
  /** From the repository's root; "" for the root itself. */
  readonly folder: string;
  /** `nodejs22`, `python313`, as firebase.json or the package's engines say. */
  readonly runtime: Value | undefined;
  /** Major version of firebase-functions, where package.json tells. */
  readonly firebaseFunctions: number | undefined;
  /** Source files that belong to no codebase inside it, without tests, dependencies and what TypeScript compiles. */
  readonly paths: readonly string[];
}

const libraries = ["firebase-functions", "@google-cloud/functions-framework"];
const sourceEndings = /\.(?:[cm]?[jt]s|tsx|py)$/u;
const compiledFolders = new Set(["lib", "dist", "build", "out"]);

/** The codebases of a repository: those that firebase.json names, and folders whose package or main file uses one of both libraries. */
export function codebasesOf(paths: readonly string[], snapshot: Snapshot, notes: Note[]): readonly Codebase[] {
  const runtimes = new Map<string, Value | undefined>();
  for (const path of paths.filter((one) => nameOf(one) === "firebase.json")) {
    for (const [folder, runtime] of functionsIn(path, snapshot, notes)) runtimes.set(folder, runtime);
  }
  for (const path of paths.filter((one) => nameOf(one) !== "firebase.json")) {
    if (!runtimes.has(folderOf(path)) && usesLibrary(path, snapshot)) runtimes.set(folderOf(path), undefined);
  }
  const owned = ownedPaths(new Set(runtimes.keys()), snapshot);
  return [...runtimes].map(([folder, runtime]) => ({ folder, paths: owned.get(folder) ?? [], ...packageFacts(folder, runtime, snapshot) }));
}

/** The `functions` part of firebase.json: one codebase or a list. */
function functionsIn(path: string, snapshot: Snapshot, notes: Note[]): readonly (readonly [string, Value | undefined])[] {
  const content = snapshot.read(path);
  if (content.state !== "text") return [];
  const parsed = parseTemplateFile(path, content);
  notes.push(...parsed.notes);
  return itemsOf(entryOf(parsed.documents[0], "functions")?.value).flatMap((one) => {
    const source = one.kind === "map" ? (textOf(valueAt(one, "source")) ?? "functions") : undefined;
    const folder = source === undefined ? undefined : inside(folderOf(path), source);
    return folder === undefined ? [] : [[folder, valueAt(one, "runtime")] as const];
  });
}

function usesLibrary(path: string, snapshot: Snapshot): boolean {
  const content = snapshot.read(path);
  if (content.state !== "text") return false;
  if (path.endsWith(".py")) return content.text.includes("functions_framework") || content.text.includes("firebase_functions");
  if (!libraries.some((library) => content.text.includes(library))) return false;
  // A root package may hold the library for its tools alone: its folder would be the whole repository.
  const manifest = packageJsonOf(path, content);
  return libraries.some((library) => manifest?.packages.dependencies.has(library) === true);
}

function packageFacts(folder: string, runtime: Value | undefined, snapshot: Snapshot): Pick<Codebase, "runtime" | "firebaseFunctions"> {
  const path = folder === "" ? "package.json" : `${folder}/package.json`;
  const manifest = snapshot.entries.has(path) ? packageJsonAt(path, snapshot) : undefined;
  const { node } = manifest ?? {};
  const major = /^\d+$/u.exec(node?.value ?? "")?.[0];
  const library = /\d+/u.exec(manifest?.packages.dependencies.get("firebase-functions")?.value ?? "")?.[0];
  return {
    runtime: runtime ?? (node === undefined || major === undefined ? undefined : scalar(`nodejs${major}`, node.at)),
    firebaseFunctions: library === undefined ? undefined : Number(library),
  };
}

function ownedPaths(folders: ReadonlySet<string>, snapshot: Snapshot): ReadonlyMap<string, readonly string[]> {
  const owned = new Map<string, string[]>();
  for (const path of snapshot.entries.keys()) {
    if (!sourceEndings.test(path)) continue;
    const owner = foldersAbove(path).find((folder) => folders.has(folder));
    if (owner === undefined || isLeftOut(path, owner, snapshot)) continue;
    const paths = owned.get(owner);
    if (paths === undefined) owned.set(owner, [path]);
    else paths.push(path);
  }
  return owned;
}

function isLeftOut(path: string, folder: string, snapshot: Snapshot): boolean {
  const below = folder === "" ? path : path.slice(folder.length + 1);
  if (exclusionOf(path) !== null || isTestPath(below)) return true;
  return path.endsWith("js") && foldersAbove(path).some((output) => output.length > folder.length && isCompiled(path, output, snapshot));
}

/** Whether a folder above a file is what TypeScript compiles into: one of the usual names, with a project or the file's source beside it. */
function isCompiled(path: string, output: string, snapshot: Snapshot): boolean {
  if (!compiledFolders.has(nameOf(output))) return false;
  const project = output.includes("/") ? `${folderOf(output)}/` : "";
  const source = path.slice(output.length + 1).replace(/js$/u, "ts");
  return snapshot.entries.has(`${project}tsconfig.json`) || snapshot.entries.has(`${project}src/${source}`);
}

/** A path below a folder, written by a person; undefined where it leaves the repository. */
function inside(folder: string, relative: string): string | undefined {
  const steps = folder === "" ? [] : folder.split("/");
  for (const step of relative.split("/")) {
    if (step === "..") {
      if (steps.pop() === undefined) return undefined;
    } else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

/** From the innermost to the root (""). */
function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  return [...folders, ""];
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
