import type { Snapshot } from "../../change/snapshot.ts";
import type { Language } from "../facts.ts";
import { foldersOf, joinPath } from "../folders.ts";
import type { HandlerRequest } from "../handler-request.ts";
import { languageOfRuntime } from "../locate-entry.ts";
import { languageOf } from "../read-module.ts";
import { generalBuild } from "./build-files.ts";

const maximumFiles = 3000;

/** Endings of files that a runtime family may be made from. */
const familyFiles: Readonly<Record<Language | "other", RegExp>> = {
  javascript: /\.(?:[cm]?[jt]sx?|coffee|zip)$/u,
  typescript: /\.(?:[cm]?[jt]sx?|coffee|zip)$/u,
  python: /\.(?:py|pyx|pyc|zip)$/u,
  go: /\.(?:go|zip)$|(?:^|\/)main$/u,
  java: /\.(?:java|kt|kts|scala|groovy|clj|jar|class|zip)$|(?:^|\/)(?:pom\.xml|build\.gradle)$/u,
  csharp: /\.(?:cs|fs|vb|csproj|fsproj|vbproj|dll|zip)$/u,
  other: /\.(?:rb|php|ps1|psm1|zip)$/u,
};

/** Endings in which a handler such as `orders.handler` can stand. */
const scripts: readonly string[] = ["py", "js", "mjs", "cjs", "ts", "mts"];

/** The handler's file in a language that the runtime does not run; null where the folder holds any file that it could run, or a build. */
export function findOtherLanguage(request: HandlerRequest, snapshot: Snapshot): { readonly language: Language; readonly path: string } | null {
  const wanted = languageOfRuntime(request.runtime);
  const codePath = request.codePath === null ? null : joinPath(request.codePath);
  if (wanted === null || codePath === null || request.handler === null || request.packageType?.toLowerCase() === "image") return null;
  const folders = foldersOf(snapshot);
  if (!folders.has(codePath) || folders.filesBelow(codePath, maximumFiles).some((path) => familyFiles[wanted].test(path))) return null;
  if (generalBuild({ request, snapshot, folders, codePath }) !== null) return null;
  const dot = request.handler.lastIndexOf(".");
  const module = dot <= 0 ? null : joinPath(codePath, request.handler.slice(0, dot));
  const path = scripts.map((ending) => `${module}.${ending}`).find((candidate) => snapshot.entries.has(candidate));
  const language = path === undefined ? null : languageOf(path);
  return path === undefined || language === null || language === wanted ? null : { language, path };
}
