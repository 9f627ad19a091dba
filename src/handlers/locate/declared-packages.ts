import type { Snapshot } from "../../change/snapshot.ts";
import { foldersOf, foldersUpward } from "../folders.ts";
import { readJson } from "../imports/javascript.ts";
import { within } from "./located.ts";

const sections = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];

/** Packages that each package.json from a folder upward declares, and those that lie in the repository itself. Undefined where a manifest cannot be read. */
export function declaredPackages(folder: string, snapshot: Snapshot): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const above of foldersUpward(folder)) {
    for (const path of foldersOf(snapshot).foldersIn(within(above, "node_modules")))
      names.add(path.slice(path.indexOf("node_modules/") + "node_modules/".length));
    const manifest = within(above, "package.json");
    if (!snapshot.entries.has(manifest)) continue;
    if (snapshot.read(manifest).state !== "text") return undefined;
    const content = readJson(manifest, snapshot);
    // A manifest without any entry could not be parsed, or says nothing: then nothing is known of it.
    if (Object.keys(content).length === 0) return undefined;
    for (const section of sections) {
      const packages = content[section];
      if (typeof packages === "object" && packages !== null) for (const name of Object.keys(packages)) names.add(name);
    }
  }
  return names;
}
