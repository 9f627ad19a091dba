import { folderOf, joinPath, nameOf } from "../folders.ts";
import { sourceFile } from "../imports/javascript.ts";
import { packageJsonAt } from "../manifests/package-json.ts";
import { languageOf } from "../read-module.ts";
import { buildEvidence, sourcesOf } from "./build-files.ts";
import { type EntrySymbol, type Located, type Search, missingFile, notRead, within } from "./located.ts";

const maximumFiles = 3000;

/** `src/app.handler`: the file is what stands before the first dot of the last segment. */
export function locateNode(handler: string, search: Search): Located {
  const slash = handler.lastIndexOf("/") + 1;
  const dot = handler.indexOf(".", slash);
  if (dot <= slash) return notRead(`the handler ${handler} names no file and export`);
  if (handler.startsWith("/")) return notRead("the handler is in a layer");
  return locateModule(handler.slice(0, dot), { kind: "export", name: handler.slice(dot + 1) }, search);
}

/** A module of the code folder by its path without extension. */
function locateModule(module: string, symbol: EntrySymbol, search: Search): Located {
  const path = joinPath(search.codePath, module);
  if (path === null) return notRead(`the path ${module} leaves the repository`);
  const direct = codeFile(path, search) ?? declaredEntry(module, search) ?? firstCode(sourcesOf(path, search), search);
  if (direct !== null) return found(direct, symbol, search);
  if (/(?:datadog|newrelic|lumigo|epsagon|sentry)/iu.test(module)) return notRead("the handler is in a layer");
  const build = buildEvidence(search);
  const sources = sourceFiles(search);
  if (build !== null) {
    const same = sources.filter((source) => withoutExtension(source).endsWith(`/${module}`) || withoutExtension(source) === module);
    const only = same.length === 1 ? same[0] : undefined;
    return only === undefined ? notRead(`${build} may build the code from files that we cannot tell`) : found(only, symbol, search);
  }
  if (!search.folders.has(search.codePath)) return notRead(`the folder ${search.codePath} is not in the repository`);
  if (!sources.some((source) => languageOf(source) === "javascript"))
    return notRead(`${search.codePath === "" ? "the repository" : search.codePath} holds no JavaScript of its own`);
  return missingFile(
    module,
    [".js", ".mjs", ".cjs"].map((extension) => `${path}${extension}`),
  );
}

function found(path: string, symbol: EntrySymbol, search: Search): Located {
  const language = languageOf(path);
  return language === null ? notRead(`${path} is no code that we read`) : { state: "file", language, path, codePath: search.codePath, symbol };
}

function codeFile(path: string, search: Search): string | null {
  const file = sourceFile(path, search.snapshot);
  return file !== null && languageOf(file) !== null ? file : null;
}

function firstCode(paths: readonly string[], search: Search): string | null {
  for (const path of paths) {
    const file = codeFile(path, search);
    if (file !== null) return file;
  }
  return null;
}

/** The entry file of a declared build whose name fits: the build leaves folders that all entries share away. */
function declaredEntry(module: string, search: Search): string | null {
  for (const entry of search.request.entryFiles ?? []) {
    const plain = withoutExtension(entry);
    const path = plain === module || plain.endsWith(`/${module}`) || nameOf(plain) === nameOf(module) ? joinPath(search.codePath, entry) : null;
    const file = path === null ? null : codeFile(path, search);
    if (file !== null) return file;
  }
  return null;
}

function withoutExtension(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/u, "");
}

function sourceFiles(search: Search): readonly string[] {
  return search.folders.filesBelow(search.codePath, maximumFiles).filter((path) => {
    const language = languageOf(path);
    return language === "javascript" || language === "typescript";
  });
}

/** Google: the `main` of package.json or the names that the platform tries; its source where it is built. */
export function locateGoogleNode(entryPoint: string, search: Search): Located {
  const symbol: EntrySymbol = { kind: "registered", name: entryPoint };
  const manifest = within(search.codePath, "package.json");
  const written = packageJsonAt(manifest, search.snapshot)?.main;
  const mains = written === undefined ? ["index", "function"] : [written];
  for (const main of mains) {
    const path = joinPath(search.codePath, main.replace(/\.[cm]?js$/u, ""));
    const file = path === null ? null : (codeFile(path, search) ?? firstCode(sourcesOf(path, search), search));
    if (file !== null) return found(file, symbol, search);
  }
  const file = firstCode(
    ["src/index", "src/main", "src/function"].map((path) => within(search.codePath, path)),
    search,
  );
  return file === null ? notRead("the main file of the package was not found") : found(file, symbol, search);
}

/** Azure: the script file of function.json, or the file that registers the function. */
export function locateAzureNode(path: string, search: Search): Located {
  const plain = withoutExtension(path);
  const folderName = nameOf(folderOf(plain));
  const file =
    codeFile(plain, search) ??
    firstCode(
      [...sourcesOf(plain, search), within(search.codePath, `${folderName}/index`), within(search.codePath, `src/functions/${folderName}`)],
      search,
    );
  const name = search.request.entryPoint ?? search.request.handler;
  const symbol: EntrySymbol =
    name === null || name === undefined
      ? { kind: "any", names: ["module.exports", "default", "run", "index", "handler"] }
      : { kind: "registered", name };
  if (file !== null) return found(file, symbol, search);
  return notRead(`${path} is not in the repository; a build may make it`);
}
