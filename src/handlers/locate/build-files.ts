import { foldersUpward, nameOf } from "../folders.ts";
import { compilerOptions, readJson } from "../imports/javascript.ts";
import { type Search, within } from "./located.ts";

const anyBuild =
  /^(?:Makefile|GNUmakefile|Dockerfile.*|.*\.dockerfile|Taskfile\.ya?ml|justfile|BUILD(?:\.bazel)?|buildspec\.ya?ml|build\.sh|package\.sh|bundle\.sh)$/iu;
const javascriptBuild =
  /^(?:webpack|esbuild|rollup|vite|tsup|rspack|rolldown|parcel|babel|swc|build|bundle|sst|nest-cli|nx|turbo|project)(?:\.[\w-]+)*\.(?:[cm]?[jt]s|json)$|^\.(?:babelrc|swcrc)(?:\.json)?$/iu;
const buildScripts = /^(?:build|bundle|compile|package|prepackage|predeploy|dist|transpile|tsc|esbuild)(?::|$)/u;
const bundlers = /(?:esbuild|webpack|rollup|tsup|parcel|@vercel\/ncc|serverless-bundle|serverless-plugin-typescript|vite)$/u;

/** Why the code could come from a build that moves files; null where nothing in the code folder or above it says so. */
export function buildEvidence(search: Search): string | null {
  for (const folder of foldersUpward(search.codePath)) {
    for (const path of search.folders.filesIn(folder)) {
      const name = nameOf(path);
      if (anyBuild.test(name) || javascriptBuild.test(name)) return path;
      if (/^tsconfig.*\.json$/u.test(name) && emits(path, search)) return path;
      if (name === "package.json" && buildsByScript(path, search)) return path;
    }
  }
  return null;
}

/** A Makefile, a Dockerfile or the like: what a build in any language would stand in. */
export function generalBuild(search: Search): string | null {
  for (const folder of foldersUpward(search.codePath)) {
    const found = search.folders.filesIn(folder).find((path) => anyBuild.test(nameOf(path)));
    if (found !== undefined) return found;
  }
  return null;
}

/** A tsconfig that is not loaded yet may move files, so it counts. */
function emits(path: string, search: Search): boolean {
  if (search.snapshot.read(path).state !== "text") return true;
  const options = compilerOptions(path, search.snapshot);
  return typeof options["outDir"] === "string" || typeof options["outFile"] === "string" || "extends" in readJson(path, search.snapshot);
}

function buildsByScript(path: string, search: Search): boolean {
  if (search.snapshot.read(path).state !== "text") return true;
  const manifest = readJson(path, search.snapshot);
  const scripts = Object.keys(objectAt(manifest, "scripts"));
  const packages = [...Object.keys(objectAt(manifest, "devDependencies")), ...Object.keys(objectAt(manifest, "dependencies"))];
  return scripts.some((name) => buildScripts.test(name)) || packages.some((name) => bundlers.test(name));
}

function objectAt(object: Record<string, unknown>, key: string): object {
  const value = object[key];
  return typeof value === "object" && value !== null ? value : {};
}

const outputFolders = [
  "dist",
  "build",
  ".build",
  "out",
  ".out",
  "bundle",
  ".esbuild",
  ".webpack",
  "output",
  "target",
  "lib",
  "js",
  "compiled",
  ".dist",
];

/** Paths of sources from which a build could have made a path of its output: outDir turned into rootDir, dist into src. */
export function sourcesOf(path: string, search: Search): readonly string[] {
  const candidates: string[] = [];
  for (const { from, to } of mappings(search)) {
    if (from === "" || path === from || path.startsWith(`${from}/`)) candidates.push(within(to, from === "" ? path : path.slice(from.length + 1)));
  }
  const segments = path.split("/");
  for (const [index, segment] of segments.entries()) {
    if (!outputFolders.includes(segment) || index === segments.length - 1) continue;
    const [before, after] = [segments.slice(0, index), segments.slice(index + 1)];
    candidates.push(
      [...before, "src", ...after].join("/"),
      [...before, ...after].join("/"),
      [...before, ...after.slice(after[0] === "src" ? 1 : 0)].join("/"),
    );
    // A folder of output for each function or package: dist/<name>/index.
    if (after.length > 1)
      candidates.push([...before, "src", ...after.slice(0, -1)].join("/"), [...before, "src", "handlers", ...after.slice(0, -1)].join("/"));
  }
  candidates.push(within(search.codePath, within("src", path.slice(search.codePath === "" ? 0 : search.codePath.length + 1))));
  return [...new Set(candidates)];
}

/** Output and source folder of each tsconfig.json from the code folder upward. */
function mappings(search: Search): { from: string; to: string }[] {
  return foldersUpward(search.codePath).flatMap((folder) => {
    const path = within(folder, "tsconfig.json");
    if (!search.snapshot.entries.has(path)) return [];
    const options = compilerOptions(path, search.snapshot);
    const output = textAt(options, "outDir");
    if (output === null) return [];
    const root = textAt(options, "rootDir");
    const sources = root === null ? ["src", ""] : [root];
    return sources.map((source) => ({ from: within(folder, output).replace(/\/$/u, ""), to: within(folder, source).replace(/\/$/u, "") }));
  });
}

function textAt(options: Record<string, unknown>, key: string): string | null {
  const value = options[key];
  return typeof value === "string" ? value.replace(/^\.\/?/u, "").replace(/\/$/u, "") : null;
}
