import { foldersUpward, nameOf } from "../folders.ts";
import { compilerConfigurationAt } from "../manifests/compiler-configuration.ts";
import { packageJsonOf } from "../manifests/package-json.ts";
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
function emits(path: string, { snapshot }: Search): boolean {
  const configuration = compilerConfigurationAt(path, snapshot);
  return configuration === undefined || configuration.outDir !== undefined || configuration.joinsOutput || configuration.isExtending;
}

/** A manifest that is not loaded yet may build, so it counts. */
function buildsByScript(path: string, { snapshot }: Search): boolean {
  const content = snapshot.read(path);
  const manifest = content.state === "text" ? packageJsonOf(path, content) : undefined;
  if (manifest === undefined) return content.state !== "text";
  const { dependencies, devDependencies } = manifest.packages;
  return (
    [...manifest.scripts.keys()].some((name) => buildScripts.test(name)) ||
    [...devDependencies.keys(), ...dependencies.keys()].some((name) => bundlers.test(name))
  );
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
function mappings({ codePath, snapshot }: Search): { from: string; to: string }[] {
  return foldersUpward(codePath).flatMap((folder) => {
    const path = within(folder, "tsconfig.json");
    const configuration = snapshot.entries.has(path) ? compilerConfigurationAt(path, snapshot) : undefined;
    const output = configuration?.outDir;
    if (typeof output !== "string") return [];
    const root = configuration?.rootDir;
    const sources = typeof root === "string" ? [root] : [within(folder, "src"), folder];
    return sources.map((source) => ({ from: output, to: source }));
  });
}
