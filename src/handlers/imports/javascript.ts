import type { Snapshot } from "../../change/snapshot.ts";
import { blankJsonComments } from "../../syntax/json-comments.ts";
import { parsedOnce } from "../../syntax/parsed-once.ts";
import { folderOf, foldersUpward, joinPath } from "../folders.ts";
import { type ImportContext, type ResolveImport, type Resolution, fromPackage, local, notThere } from "./resolution.ts";

const extensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs", ".jsx"];
/** The extension that compiled code has, and what its source has. */
const compiled: ReadonlyMap<string, readonly string[]> = new Map([
  [".js", [".ts", ".tsx", ".jsx"]],
  [".mjs", [".mts"]],
  [".cjs", [".cts"]],
  [".jsx", [".tsx"]],
]);

/** The file that a path without a sure extension means: itself, its source, or an index file; null where there is none. */
export function sourceFile(path: string, snapshot: Snapshot): string | null {
  const candidates = [path];
  for (const [extension, sources] of compiled) {
    if (path.endsWith(extension)) for (const source of sources) candidates.push(`${path.slice(0, -extension.length)}${source}`);
  }
  for (const extension of extensions) candidates.push(`${path}${extension}`);
  for (const extension of extensions) candidates.push(path === "" ? `index${extension}` : `${path}/index${extension}`);
  return candidates.find((candidate) => snapshot.entries.has(candidate)) ?? null;
}

/** Relative imports, paths of the nearest tsconfig.json, and packages of the same repository. */
export const resolveJavascriptImport: ResolveImport = (record, module, context) => {
  const name = record.module;
  if (name.startsWith(".")) {
    const target = joinPath(folderOf(module.path), name);
    const found = target === null ? null : sourceFile(target, context.snapshot);
    if (found !== null) return isCode(found) ? local(found) : fromPackage;
    if (target !== null && context.snapshot.entries.has(`${target.replace(/\.[cm]?js$/u, "")}.d.ts`)) return fromPackage;
    return /\.(?:json|css|html|txt|graphql|sql|node|wasm)$/u.test(name) || record.typeOnly ? fromPackage : notThere;
  }
  if (name.startsWith("node:") || name.startsWith("/")) return fromPackage;
  return mappedByConfig(name, module.path, context) ?? ofWorkspace(name, context) ?? fromPackage;
};

function isCode(path: string): boolean {
  return extensions.some((extension) => path.endsWith(extension));
}

/** `compilerOptions.paths` of the nearest tsconfig.json; one star at most. */
function mappedByConfig(name: string, from: string, context: ImportContext): Resolution | null {
  const folder = foldersUpward(folderOf(from)).find((candidate) => context.snapshot.entries.has(within(candidate, "tsconfig.json")));
  if (folder === undefined) return null;
  const options = compilerOptions(within(folder, "tsconfig.json"), context.snapshot);
  const base = joinPath(folder, typeof options["baseUrl"] === "string" ? options["baseUrl"] : ".") ?? folder;
  const paths = asRecord(options["paths"]);
  for (const [pattern, targets] of Object.entries(paths)) {
    const rest = matched(pattern, name);
    if (rest === null || !Array.isArray(targets)) continue;
    for (const target of targets) {
      const path =
        typeof target === "string"
          ? joinPath(
              base,
              target.replace("*", () => rest),
            )
          : null;
      const found = path === null ? null : sourceFile(path, context.snapshot);
      if (found !== null && isCode(found)) return local(found);
    }
    return notThere;
  }
  const underBase = typeof options["baseUrl"] === "string" ? sourceFile(within(base, name), context.snapshot) : null;
  return underBase !== null && isCode(underBase) ? local(underBase) : null;
}

function matched(pattern: string, name: string): string | null {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === name ? "" : null;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return name.startsWith(before) && name.endsWith(after) && name.length >= before.length + after.length
    ? name.slice(before.length, name.length - after.length)
    : null;
}

/** The compilerOptions of a tsconfig.json; empty where it cannot be read. */
export function compilerOptions(path: string, snapshot: Snapshot): Record<string, unknown> {
  return asRecord(readJson(path, snapshot)["compilerOptions"]);
}

/** A JSON file with comments and trailing commas as an object; empty where it cannot be read. Every function beside it asks, so it is parsed once. */
export function readJson(path: string, snapshot: Snapshot): Readonly<Record<string, unknown>> {
  const content = snapshot.read(path);
  return content.state === "text" ? parseJson(path, content) : {};
}

const parseJson = parsedOnce((_path, text): Readonly<Record<string, unknown>> => {
  try {
    return asRecord(JSON.parse(blankJsonComments(text).replaceAll(/,(?=\s*[}\]])/gu, "")));
  } catch {
    return {};
  }
});

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries<unknown>(Object.entries(value)) : {};
}

/** A package of the same repository: a folder of that name with a package.json that says so. */
function ofWorkspace(name: string, context: ImportContext): Resolution | null {
  const segments = name.split("/");
  const length = name.startsWith("@") ? 2 : 1;
  const packageName = segments.slice(0, length).join("/");
  const folderName = segments[length - 1] ?? "";
  const rest = segments.slice(length).join("/");
  for (const group of ["packages", "libs", "lib", "shared", "services", "apps", "modules", "layers", ""]) {
    const folder = group === "" ? folderName : `${group}/${folderName}`;
    if (!context.snapshot.entries.has(`${folder}/package.json`)) continue;
    if (readJson(`${folder}/package.json`, context.snapshot)["name"] !== packageName) continue;
    const tries = rest === "" ? ["src/index", "index", "src", "lib/index"] : [`src/${rest}`, rest];
    const found = tries.map((path) => sourceFile(`${folder}/${path}`, context.snapshot)).find((path) => path !== null && isCode(path));
    return found === null || found === undefined ? notThere : local(found);
  }
  return null;
}

function within(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
