import type { Location } from "../change/location.ts";
import type { Handler } from "./facts.ts";
import { handlerOf } from "./handler-of-entry.ts";
import type { HandlerCache } from "./handler-cache.ts";
import type { HandlerRequest } from "./handler-request.ts";
import { languageOfRuntime } from "./locate-entry.ts";
import { entryOfExport } from "./program/entry.ts";

/** Reads code that is written into a template. Places are lines of the template; offsets would not fit and mean nothing there. */
export function readInline(request: HandlerRequest, cache: HandlerCache): Handler {
  const at = request.inlineAt;
  const language = languageOfRuntime(request.runtime);
  if (request.inlineCode === null || at === null || at === undefined) return { state: "not-read", reason: "the code is written into the template" };
  if (language !== "javascript" && language !== "python")
    return { state: "not-read", reason: "the template's code is in a language that we do not read" };
  const first = firstLine(request.inlineCode, at);
  if (first === null) return { state: "not-read", reason: "the template's code is not written line by line" };
  // Empty lines before the code bring its lines to where they stand in the template.
  const text = "\n".repeat(first - 1) + request.inlineCode;
  const module = cache.module({ path: at.path, blobId: `inline:${at.startLine}:${request.inlineCode}`, text, language });
  const program = { modules: new Map([[at.path, module]]), targets: new Map(), complete: module.complete, pending: false };
  const entry = entryOfExport(module, request.handler?.split(".").at(-1) ?? "handler", program);
  if (typeof entry === "string") return { state: "not-read", reason: "the template's code does not show its handler" };
  return handlerOf(entry, program, request);
}

/** The line where code starts: below the sign of a block (`|`, `<<EOT`) where the place has more lines than the code. Null where it has fewer. */
function firstLine(code: string, at: Location): number | null {
  const lines = code.trimEnd().split("\n").length;
  const span = at.endLine - at.startLine + 1;
  if (span < lines) return null;
  return span > lines ? at.startLine + 1 : at.startLine;
}
