import type { Snapshot } from "../../change/snapshot.ts";
import { folderOf, joinPath } from "../folders.ts";
import { nearestCompilerConfiguration } from "../manifests/compiler-configuration.ts";
import { mappedModule } from "../manifests/mapped-module.ts";
import { packageModules } from "../manifests/repository-packages.ts";
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
  return mappedByConfig(name, module.path, context) ?? ofRepository(name, context) ?? fromPackage;
};

function isCode(path: string): boolean {
  return extensions.some((extension) => path.endsWith(extension));
}

/** By `paths` and `baseUrl` of the nearest tsconfig.json; null where they say nothing of it. */
function mappedByConfig(name: string, from: string, { snapshot }: ImportContext): Resolution | null {
  const configuration = nearestCompilerConfiguration(folderOf(from), snapshot);
  if (configuration === undefined) return null;
  const { candidates, isOwn } = mappedModule(name, configuration);
  return firstCode(candidates, snapshot) ?? (isOwn ? notThere : null);
}

/** A package of the same repository; null where none has the name. */
function ofRepository(name: string, { snapshot }: ImportContext): Resolution | null {
  const candidates = packageModules(name, snapshot);
  return candidates === undefined ? null : (firstCode(candidates, snapshot) ?? notThere);
}

function firstCode(candidates: readonly string[], snapshot: Snapshot): Resolution | null {
  for (const path of candidates) {
    const found = sourceFile(path, snapshot);
    if (found !== null && isCode(found)) return local(found);
  }
  return null;
}
