import type { Snapshot } from "../../change/snapshot.ts";
import { folderOf, joinPath, nameOf } from "../folders.ts";
import { type PackageJson, packageJsonAt } from "./package-json.ts";

/** Of folders with the same name, so many are looked into. */
const mostCandidates = 5;

/**
 * Paths without a sure extension that a module of a package of the repository may stand at, best first: `@shop/orders/keys` of the folder
 * `packages/orders`, whose package.json says that it is `@shop/orders`. Undefined where no folder is that package.
 */
export function packageModules(module: string, snapshot: Snapshot): readonly string[] | undefined {
  const segments = module.split("/");
  const length = module.startsWith("@") ? 2 : 1;
  const name = segments.slice(0, length).join("/");
  const inside = segments.slice(length).join("/");
  for (const folder of foldersCalled(segments[length - 1] ?? "", snapshot).slice(0, mostCandidates)) {
    const manifest = packageJsonAt(`${folder}/package.json`, snapshot);
    if (manifest?.name !== name) continue;
    const paths = inside === "" ? entriesOf(manifest) : [sourceOfBuilt(inside), `src/${inside}`, inside];
    return [...new Set(paths.flatMap((path) => joinPath(folder, path) ?? []))];
  }
  return undefined;
}

function entriesOf({ main, types }: PackageJson): readonly string[] {
  return [...[main, types].flatMap((path) => (path === undefined ? [] : [sourceOfBuilt(path)])), "src/index", "index", "lib/index"];
}

/** The source of what a package names as built: `dist/index.js` is made of `src/index.ts`. */
function sourceOfBuilt(path: string): string {
  return path.replace(/^(?:\.\/)?(?:dist|build|out)\//u, "src/").replace(/\.d\.ts$/u, ".ts");
}

/** Folders with a package.json, by their last part: a repository has many, and few are called as a package is. */
const packageFolders = new WeakMap<Snapshot["entries"], ReadonlyMap<string, readonly string[]>>();

function foldersCalled(name: string, { entries }: Snapshot): readonly string[] {
  const folders = () => [...entries.keys()].filter((path) => path.endsWith("/package.json") && !path.includes("node_modules/")).map(folderOf);
  const known = packageFolders.get(entries) ?? Map.groupBy(folders(), nameOf);
  packageFolders.set(entries, known);
  return known.get(name) ?? [];
}
