import type { Snapshot } from "../change/snapshot.ts";
import type { Handler } from "./facts.ts";
import { followImports } from "./follow-imports.ts";
import type { HandlerCache } from "./handler-cache.ts";
import type { HandlerRequest } from "./handler-request.ts";
import { handlerOf } from "./handler-of-entry.ts";
import { readInline } from "./inline-code.ts";
import { folderOf } from "./folders.ts";
import { findBuildOutput } from "./locate/build-output.ts";
import { findBuildTarget } from "./locate/build-target.ts";
import { declaredPackages } from "./locate/declared-packages.ts";
import { languageVersions } from "./locate/language-versions.ts";
import { findOtherLanguage } from "./locate/other-language.ts";
import { locateEntry } from "./locate-entry.ts";
import type { EntrySymbol } from "./locate/located.ts";
import { type EntryPoint, entryOf, entryOfExport, entryOfRegistration } from "./program/entry.ts";
import { entryOfMain, entryOfMethod } from "./program/entry-of-class.ts";
import type { Program } from "./program/program.ts";

export { HandlerCache } from "./handler-cache.ts";
export type { HandlerRequest } from "./handler-request.ts";

/**
 * Finds a function's own code in the snapshot and reads facts from it. Where files are not loaded yet, they are asked for: call again after loading.
 * `loadGrammars` must have been awaited.
 */
export function readHandler(request: HandlerRequest, snapshot: Snapshot, cache: HandlerCache): Handler {
  const handler = withSurroundings(readCode(request, snapshot, cache), request, snapshot);
  return request.platform === "aws" && request.inlineCode === null ? { ...handler, ...buildOf(handler, request, snapshot) } : handler;
}

/** What the files that build the code tell. */
function buildOf(handler: Handler, request: HandlerRequest, snapshot: Snapshot): Pick<Handler, "buildTarget" | "buildOutput" | "languageVersions"> {
  const [buildTarget, buildOutput] = [findBuildTarget(request, snapshot), findBuildOutput(request, snapshot)];
  const versions = handler.state === "found" ? languageVersions(handler.language, folderOf(handler.entry.path), snapshot) : [];
  return {
    ...(buildTarget === null ? {} : { buildTarget }),
    ...(buildOutput === null ? {} : { buildOutput }),
    ...(versions.length === 0 ? {} : { languageVersions: versions }),
  };
}

/** What the files around the code tell: its packages, or that the code is in another language. */
function withSurroundings(handler: Handler, request: HandlerRequest, snapshot: Snapshot): Handler {
  if (handler.state === "not-read") {
    const otherLanguage = request.inlineCode === null ? findOtherLanguage(request, snapshot) : null;
    return otherLanguage === null ? handler : { ...handler, otherLanguage };
  }
  if (handler.state !== "found" || (handler.language !== "javascript" && handler.language !== "typescript")) return handler;
  // Code that is written into the template brings no packages.
  const packages = request.inlineCode === null ? declaredPackages(folderOf(handler.entry.path), snapshot) : new Set<string>();
  return packages === undefined ? handler : { ...handler, packages };
}

function readCode(request: HandlerRequest, snapshot: Snapshot, cache: HandlerCache): Handler {
  if (request.inlineCode !== null) return readInline(request, cache);
  const located = locateEntry(request, snapshot);
  if (located.state !== "file") return located;
  const program = followImports(located.path, located.codePath, snapshot, cache);
  if (!program.modules.has(located.path)) return { state: "not-read", reason: unreadable(located.path, snapshot) };
  const { path, symbol } = located;
  const { platform } = request;
  // What is told of a part of the code would be told again, and otherwise, once the rest is there.
  if (program.pending) return { state: "not-read", reason: `${path} imports files that are not loaded yet` };
  return cache.handler(program, { path, symbol, platform }, () => {
    const entry = findEntry(symbol, path, program);
    if (entry === "open") return { state: "not-read", reason: `what ${path} exports cannot be told` };
    if (entry === "absent") return { state: "missing", what: "export", name: nameOf(symbol), looked: [path] };
    return handlerOf(entry, program, request);
  });
}

function findEntry(symbol: EntrySymbol, path: string, program: Program): EntryPoint | "absent" | "open" {
  const module = program.modules.get(path);
  if (module === undefined) return "open";
  switch (symbol.kind) {
    case "export":
      return nestedExport(symbol.name, path, program);
    case "registered":
      return entryOfRegistration(symbol.name, program) ?? orOpen(entryOfExport(module, symbol.name, program));
    case "any":
      for (const name of symbol.names) {
        const found = entryOfExport(module, name, program);
        if (typeof found !== "string" && found.roots.length > 0) return found;
      }
      return onlyFunction(path, program);
    case "method":
      return entryOfMethod(symbol, module, program);
    default:
      return entryOfMain(program);
  }
}

/** A registration may happen in code that we did not follow, so its absence proves nothing. */
function orOpen(found: EntryPoint | "absent" | "open"): EntryPoint | "open" {
  return found === "absent" ? "open" : found;
}

/** `handlers.create`: a member of an export. */
function nestedExport(name: string, path: string, program: Program): EntryPoint | "absent" | "open" {
  const module = program.modules.get(path);
  if (module === undefined) return "open";
  const [first = "", ...rest] = name.split(".");
  const found = entryOfExport(module, first, program);
  if (rest.length === 0 || typeof found === "string") return found;
  let origin = found.origin;
  for (const member of rest) {
    const next = origin.kind === "object" ? origin.entries.get(member) : undefined;
    if (next === undefined) return "open";
    origin = next;
  }
  return entryOf(origin, found.module, program);
}

function onlyFunction(path: string, program: Program): EntryPoint | "open" {
  const module = program.modules.get(path);
  const functions = [...(module?.exports.values() ?? [])].filter((origin) => origin.kind === "function");
  const only = functions.length === 1 ? functions[0] : undefined;
  return module === undefined || only === undefined ? "open" : entryOf(only, module, program);
}

function nameOf(symbol: EntrySymbol): string {
  return symbol.kind === "any" ? symbol.names.join(" or ") : symbol.kind === "main" ? "main" : (symbol.name ?? symbol.kind);
}

function unreadable(path: string, snapshot: Snapshot): string {
  const content = snapshot.read(path);
  if (content.state === "pending") return `${path} is not loaded yet`;
  return content.state === "skipped" ? `${path}: ${content.reason}` : `${path} could not be read`;
}
