import type { Snapshot } from "../../change/snapshot.ts";
import { foldersUpward } from "../folders.ts";

/** The first file with one of some names, from a folder upward; of several in one folder the one that is named first. */
export function nearestFile(folder: string, names: readonly string[], snapshot: Snapshot): string | undefined {
  return foldersUpward(folder)
    .flatMap((above) => names.map((name) => (above === "" ? name : `${above}/${name}`)))
    .find((path) => snapshot.entries.has(path));
}
