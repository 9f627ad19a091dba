import type { ConstructNode } from "../evaluate/construct-node.ts";
import { type Datum, textOfDatum } from "../evaluate/datum.ts";
import { repositoryPath } from "../evaluate/project-path.ts";
import type { Translation } from "./translation.ts";

const readings = new Set(["npm:fs.readFileSync", "global.open"]);
const conversions = new Set(["toString", "read"]);

/** The path that a program reads a text from: `fs.readFileSync(path, "utf8")`, also with `toString()`, and `open(path).read()`; undefined for anything else. */
export function pathOfFileText(datum: Datum | undefined): Datum | undefined {
  if (datum?.kind !== "term") return undefined;
  if (datum.receiver !== undefined) return conversions.has(datum.name) ? pathOfFileText(datum.receiver) : undefined;
  return readings.has(datum.name) ? datum.arguments[0] : undefined;
}

/** The file of the repository that a program's path means; undefined where it is computed or leads out of it. */
export function fileOfPath(translation: Translation, node: ConstructNode, path: Datum): string | undefined {
  const text = textOfDatum(path);
  return text === undefined ? undefined : repositoryPath(text, translation.files.workingFolder(node.module));
}
