import type { Snapshot } from "../../../change/snapshot.ts";
import { exclusionOf, isTestPath } from "../../../change/classify.ts";
import { parseTemplateFile } from "../../../syntax/template-document.ts";
import type { Note } from "../../native.ts";
import { type MapValue, entryOf } from "../../value.ts";

/** A folder with a host.json: one function app. */
export interface FunctionApp {
  /** The folder from the repository's root; "" for the root itself. */
  readonly folder: string;
  readonly hostPath: string;
  readonly host: MapValue;
  /** Every path below the folder that belongs to no other app inside it, without tests, dependencies and build output. */
  readonly paths: readonly string[];
}

const hostKeys = ["version", "extensionBundle", "extensions", "functionTimeout", "logging", "concurrency"];
const outputFolders = new Set(["bin", "obj", "dist", "target", "node_modules", ".venv", "publish", ".python_packages"]);

/** The apps of a repository, from the host.json files among the paths. */
export function functionApps(hostPaths: readonly string[], snapshot: Snapshot, notes: Note[]): readonly FunctionApp[] {
  const named = new Set(hostPaths);
  const found = hostPaths
    .filter((path) => !path.split("/").some((folder) => outputFolders.has(folder)) && !isInFunction(path, named, snapshot))
    .flatMap((hostPath) => {
      const host = hostAt(hostPath, snapshot, notes);
      return host === undefined ? [] : [{ folder: folderOf(hostPath), hostPath, host }];
    });
  const folders = new Set(found.map((app) => app.folder));
  const owned = new Map<string, string[]>();
  for (const path of snapshot.entries.keys()) {
    const owner = ownerOf(path, folders);
    if (owner === undefined || isLeftOut(path, owner)) continue;
    const paths = owned.get(owner);
    if (paths === undefined) owned.set(owner, [path]);
    else paths.push(path);
  }
  return found.map((app) => ({ ...app, paths: owned.get(app.folder) ?? [] }));
}

/** Beside a function.json, below another host.json: the host looks for functions one folder down, and for its own file at the top only. */
function isInFunction(path: string, hostPaths: ReadonlySet<string>, { entries }: Snapshot): boolean {
  const folder = folderOf(path);
  const above = folderOf(folder);
  return folder !== "" && entries.has(`${folder}/function.json`) && hostPaths.has(above === "" ? "host.json" : `${above}/host.json`);
}

function hostAt(path: string, snapshot: Snapshot, notes: Note[]): MapValue | undefined {
  const content = snapshot.read(path);
  if (content.state !== "text") return undefined;
  const parsed = parseTemplateFile(path, content);
  const [host] = parsed.documents;
  if (host?.kind !== "map" || !hostKeys.some((key) => entryOf(host, key) !== undefined)) return undefined;
  notes.push(...parsed.notes);
  return host;
}

/** The nearest app folder above a file. */
function ownerOf(path: string, folders: ReadonlySet<string>): string | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (folders.has(folder)) return folder;
    if (folder === "") return undefined;
  }
}

function isLeftOut(path: string, folder: string): boolean {
  const below = folder === "" ? path : path.slice(folder.length + 1);
  return exclusionOf(path) !== null || isTestPath(below) || below.split("/").some((part) => outputFolders.has(part));
}

export function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
