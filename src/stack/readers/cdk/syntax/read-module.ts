import type { FileContent, Snapshot } from "../../../../change/snapshot.ts";
import type { Module } from "./syntax.ts";
import { readPython } from "./python-module.ts";
import { readTypescript } from "./typescript-module.ts";

/** Longer files are generated, or no program of infrastructure. */
const longestText = 400_000;

/** Base and head share the contents of unchanged files, and readers run again when files arrive: each is parsed once. */
const known = new WeakMap<FileContent, Map<string, Module>>();

/** A source file of TypeScript, JavaScript or Python; undefined where it is absent, not loaded yet, or none of these. */
export function readModule(path: string, snapshot: Snapshot): Module | undefined {
  if (!/\.(?:[cm]?[jt]s|[jt]sx|py)$/u.test(path) || path.endsWith(".d.ts")) return undefined;
  const content = snapshot.read(path);
  if (content.state !== "text" || content.text.length > longestText) return undefined;
  const byPath = known.get(content) ?? new Map<string, Module>();
  known.set(content, byPath);
  const before = byPath.get(path);
  if (before !== undefined) return before;
  const module = path.endsWith(".py") ? readPython(path, content.text) : readTypescript(path, content.text);
  byPath.set(path, module);
  return module;
}
