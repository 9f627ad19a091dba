import { posix } from "node:path";
import type { Snapshot } from "../../../../change/snapshot.ts";
import { compilerOptions, readJson, sourceFile } from "../../../../handlers/imports/javascript.ts";
import { folderOf } from "./project-path.ts";

/** The file of the repository that a name without dots leads to: by `paths` of a tsconfig.json, else by the package of the repository that has it. */
export function importedPackage(from: string, name: string, snapshot: Snapshot): string | undefined {
  return mappedByConfig(from, name, snapshot) ?? ofRepository(name, snapshot);
}

/** The file behind a path of the repository; declarations are no code. */
export function existing(path: string | undefined, snapshot: Snapshot): string | undefined {
  if (path === undefined) return undefined;
  const found = sourceFile(path, snapshot);
  return found === null || found.endsWith(".d.ts") ? undefined : found;
}

export function inside(path: string): string | undefined {
  return path.startsWith("..") ? undefined : path === "." ? "" : path;
}

export function foldersUp(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  return [...folders, ""];
}

interface PathSettings {
  readonly base: string;
  readonly hasBase: boolean;
  readonly paths: readonly (readonly [string, unknown])[];
}

const longestChain = 5;

/** `compilerOptions.paths` and `baseUrl` of the nearest tsconfig.json, or of one that it extends. */
function pathSettings(from: string, snapshot: Snapshot): PathSettings | undefined {
  const folder = foldersUp(from).find((candidate) => snapshot.entries.has(posix.join(candidate, "tsconfig.json")));
  let file = folder === undefined ? undefined : posix.join(folder, "tsconfig.json");
  for (let length = 0; file !== undefined && length < longestChain; length += 1) {
    const { baseUrl, paths } = { baseUrl: compilerOptions(file, snapshot)["baseUrl"], paths: compilerOptions(file, snapshot)["paths"] };
    const base = posix.join(folderOf(file), typeof baseUrl === "string" ? baseUrl : ".");
    const written = typeof paths === "object" && paths !== null ? Object.entries(paths) : [];
    if (written.length > 0 || typeof baseUrl === "string") return { base, hasBase: typeof baseUrl === "string", paths: written };
    file = extended(file, snapshot);
  }
  return undefined;
}

function extended(file: string, snapshot: Snapshot): string | undefined {
  const name = readJson(file, snapshot)["extends"];
  if (typeof name !== "string" || !name.startsWith(".")) return undefined;
  const path = posix.join(folderOf(file), name);
  return [path, `${path}.json`].find((candidate) => snapshot.entries.has(candidate));
}

function mappedByConfig(from: string, name: string, snapshot: Snapshot): string | undefined {
  const settings = pathSettings(from, snapshot);
  if (settings === undefined) return undefined;
  const { base, hasBase, paths } = settings;
  for (const [pattern, targets] of paths) {
    const [before = "", after] = pattern.split("*");
    const matches = after === undefined ? name === pattern : name.startsWith(before) && name.endsWith(after);
    if (!matches || !Array.isArray(targets)) continue;
    const rest = after === undefined ? "" : name.slice(before.length, name.length - after.length);
    for (const target of targets) {
      const path =
        typeof target === "string"
          ? posix.join(
              base,
              target.replace("*", () => rest),
            )
          : undefined;
      const found = path === undefined ? undefined : existing(inside(path), snapshot);
      if (found !== undefined) return found;
    }
  }
  return hasBase && /^[A-Za-z]/u.test(name) ? existing(inside(posix.join(base, name)), snapshot) : undefined;
}

/** Folders with a package.json, by their last part: a repository has many, and few are called as a package is. */
const packageFolders = new WeakMap<Snapshot["entries"], ReadonlyMap<string, readonly string[]>>();

function foldersCalled(name: string, snapshot: Snapshot): readonly string[] {
  const known =
    packageFolders.get(snapshot.entries) ??
    Map.groupBy(
      [...snapshot.entries.keys()].filter((path) => path.endsWith("/package.json") && !path.includes("node_modules/")).map(folderOf),
      (folder) => posix.basename(folder),
    );
  packageFolders.set(snapshot.entries, known);
  return known.get(name) ?? [];
}

const mostCandidates = 5;

/** `@shop/infra-shared` of the folder `packages/infra-shared`, whose package.json says that it is that package. */
function ofRepository(name: string, snapshot: Snapshot): string | undefined {
  const segments = name.split("/");
  const length = name.startsWith("@") ? 2 : 1;
  const [packageName, rest] = [segments.slice(0, length).join("/"), segments.slice(length).join("/")];
  for (const folder of foldersCalled(segments[length - 1] ?? "", snapshot).slice(0, mostCandidates)) {
    const description = readJson(`${folder}/package.json`, snapshot);
    if (description["name"] !== packageName) continue;
    const main = ["main", "types"].flatMap((key) => (typeof description[key] === "string" ? [sourceOfBuilt(description[key])] : []));
    const tries = rest === "" ? [...main, "src/index", "index", "lib/index"] : [sourceOfBuilt(rest), `src/${rest}`, rest];
    const found = tries.map((path) => existing(inside(posix.join(folder, path)), snapshot)).find((path) => path !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The source of what a package names as built: `dist/index.js` is made of `src/index.ts`. */
function sourceOfBuilt(path: string): string {
  return path.replace(/^(?:\.\/)?(?:dist|build|out)\//u, "src/").replace(/\.d\.ts$/u, ".ts");
}
