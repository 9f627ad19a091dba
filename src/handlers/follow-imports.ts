import type { Snapshot } from "../change/snapshot.ts";
import type { CodeModule } from "./code-model.ts";
import { folderOf, foldersOf, nameOf } from "./folders.ts";
import type { HandlerCache } from "./handler-cache.ts";
import { goFilesIn, resolveGoImport } from "./imports/go.ts";
import { resolveJavascriptImport } from "./imports/javascript.ts";
import { resolvePythonImport } from "./imports/python.ts";
import { type ImportContext, type ResolveImport, fromPackage } from "./imports/resolution.ts";
import { filesOfTypes } from "./imports/types.ts";
import { type Program, targetKey } from "./program/program.ts";
import { languageOf } from "./read-module.ts";

const maximumFiles = 40;
const maximumCharacters = 300 * 1024;

const resolvers: Record<CodeModule["language"], ResolveImport> = {
  javascript: resolveJavascriptImport,
  typescript: resolveJavascriptImport,
  python: resolvePythonImport,
  go: resolveGoImport,
  java: () => fromPackage,
  csharp: () => fromPackage,
};

/** A program while its files are gathered. */
interface Gathering {
  readonly modules: Map<string, CodeModule>;
  readonly targets: Map<string, readonly string[]>;
  readonly waiting: string[];
  complete: boolean;
  pending: boolean;
}

/**
 * Gathers the entry file and the local modules that it imports, at most 40 files of at most 300 KB. Files that are not loaded yet are asked for and left out:
 * the program is then incomplete, and the caller runs again after loading.
 */
export function followImports(entry: string, codePath: string, snapshot: Snapshot, cache: HandlerCache): Program {
  const context: ImportContext = { snapshot, folders: foldersOf(snapshot), codePath, entryFolder: folderOf(entry) };
  const gathering: Gathering = { modules: new Map(), targets: new Map(), waiting: [entry], complete: true, pending: false };
  const seen = new Set(gathering.waiting);
  for (let path = gathering.waiting.shift(); path !== undefined; path = gathering.waiting.shift()) {
    if (gathering.modules.size >= maximumFiles) {
      gathering.complete = false;
      break;
    }
    const module = readFile(path, snapshot, cache, gathering);
    if (module === null) continue;
    gathering.modules.set(path, module);
    for (const next of reachedFrom(module, context, gathering)) {
      if (seen.has(next)) continue;
      seen.add(next);
      gathering.waiting.push(next);
    }
  }
  return gathering;
}

function readFile(path: string, snapshot: Snapshot, cache: HandlerCache, gathering: Gathering): CodeModule | null {
  const language = languageOf(path);
  const content = snapshot.read(path);
  if (language === null) return null;
  if (content.state !== "text" || content.text.length > maximumCharacters) {
    gathering.complete = false;
    gathering.pending ||= content.state === "pending";
    return null;
  }
  const module = cache.module({ path, blobId: content.blobId, text: content.text, language });
  gathering.complete &&= module.complete;
  return module;
}

function reachedFrom(module: CodeModule, context: ImportContext, gathering: Gathering): string[] {
  const reached: string[] = [];
  const resolve = resolvers[module.language];
  for (const record of module.imports) {
    if (record.typeOnly) continue;
    const resolution = resolve(record, module, context);
    if (resolution.state === "missing") gathering.complete = false;
    if (resolution.state !== "local") continue;
    addTargets(module, record.module, resolution.paths, gathering);
    reached.push(...resolution.paths);
  }
  if (module.language === "go") reached.push(...samePackage(module, goFilesIn(folderOf(module.path), context), gathering));
  if (module.language === "java" || module.language === "csharp") reached.push(...samePackage(module, filesOfTypes(module, context), gathering));
  return reached;
}

/** Files whose names hold without an import: "." stands for them, and for the packages that name their types. */
function samePackage(module: CodeModule, paths: readonly string[], gathering: Gathering): readonly string[] {
  addTargets(module, ".", paths, gathering);
  for (const record of module.imports) {
    const named = paths.filter((path) => record.names.includes(nameOf(path).replace(/\.\w+$/u, "")));
    if (named.length > 0) addTargets(module, record.module, named, gathering);
  }
  return paths;
}

function addTargets(module: CodeModule, name: string, paths: readonly string[], gathering: Gathering): void {
  const key = targetKey(module.path, name);
  gathering.targets.set(key, [...new Set([...(gathering.targets.get(key) ?? []), ...paths])]);
}
