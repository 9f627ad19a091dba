import type { Snapshot } from "../../change/snapshot.ts";
import { foldersOf, foldersUpward } from "../folders.ts";
import { declaredIn, packageJsonAt } from "../manifests/package-json.ts";
import { within } from "./located.ts";

/** Packages that each package.json from a folder upward declares, and those that lie in the repository itself. Undefined where a manifest cannot be read. */
export function declaredPackages(folder: string, snapshot: Snapshot): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const above of foldersUpward(folder)) {
    for (const path of foldersOf(snapshot).foldersIn(within(above, "node_modules")))
      names.add(path.slice(path.indexOf("node_modules/") + "node_modules/".length));
    const path = within(above, "package.json");
    if (!snapshot.entries.has(path)) continue;
    const manifest = packageJsonAt(path, snapshot);
    if (manifest === undefined) return undefined;
    for (const name of declaredIn(manifest)) names.add(name);
  }
  return names;
}
