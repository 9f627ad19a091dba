import type { Location } from "../../../change/location.ts";
import type { Snapshot } from "../../../change/snapshot.ts";
import type { Value } from "../../value.ts";
import { scalar, unknown } from "../../value-builders.ts";
import { pathBeside } from "../arm/template-library.ts";
import { folderOf, nameOf } from "./function-app.ts";

const defaultScripts = ["index.js", "index.mjs", "index.cjs", "__init__.py", "run.ps1", "run.csx"];
const outputs = ["dist", "build", "out", "lib", "bin", "output", ".funcpack"];

/**
 * The source that a function.json runs, from the repository's root. What a build makes is traced to the TypeScript beside it where that is there, and not known
 * otherwise; a file that should be there and is not keeps its path.
 */
export function scriptFileOf(
  functionJson: string,
  written: string | undefined,
  read: { snapshot: Snapshot; appFolder: string; at: Location },
): Value {
  const { snapshot, at } = read;
  const folder = folderOf(functionJson);
  const beside = (name: string) => (folder === "" ? name : `${folder}/${name}`);
  if (written === undefined) {
    const named = [...defaultScripts, `${nameOf(folder)}.js`, "main.py"].map(beside).find((path) => snapshot.entries.has(path));
    const source = ["index.ts", "index.mts"].map(beside).find((path) => snapshot.entries.has(path));
    return named === undefined && source === undefined ? unknown("no script stands beside function.json", at) : scalar(named ?? source ?? "", at);
  }
  const path = pathBeside(functionJson, written.split("\\").join("/"));
  if (path === undefined) return unknown("scriptFile leads out of the repository", at);
  if (snapshot.entries.has(path)) return scalar(path, at);
  const source = sourceOf(path, beside, snapshot);
  if (source !== undefined) return scalar(source, at);
  return isBuilt(path, read) ? unknown("the script is made by the build", at) : scalar(path, at);
}

/** `dist/Orders/index.js` comes from `Orders/index.ts` or `src/Orders/index.ts`. */
function sourceOf(path: string, beside: (name: string) => string, snapshot: Snapshot): string | undefined {
  const stem = withoutExtension(path);
  const without = stem
    .split("/")
    .filter((part) => !outputs.includes(part))
    .join("/");
  const inSource = stem
    .split("/")
    .map((part) => (outputs.includes(part) ? "src" : part))
    .join("/");
  const stems = [stem, without, inSource, beside(withoutExtension(nameOf(path)))];
  return stems.flatMap((one) => [`${one}.ts`, `${one}.mts`, `${one}.cts`]).find((one) => snapshot.entries.has(one));
}

function isBuilt(path: string, read: { snapshot: Snapshot; appFolder: string }): boolean {
  const folder = read.appFolder === "" ? "" : `${read.appFolder}/`;
  const compiled = path.endsWith(".dll") || path.endsWith(".jar");
  return compiled || path.split("/").some((part) => outputs.includes(part)) || read.snapshot.entries.has(`${folder}tsconfig.json`);
}

function withoutExtension(path: string): string {
  const dot = path.lastIndexOf(".");
  return dot > path.lastIndexOf("/") ? path.slice(0, dot) : path;
}
