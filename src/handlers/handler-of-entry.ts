import type { Handler } from "./facts.ts";
import type { HandlerRequest } from "./handler-request.ts";
import { ProgramFacts } from "./interpret/program-facts.ts";
import type { EntryPoint } from "./program/entry.ts";
import type { Program } from "./program/program.ts";

/** The handler that an entry point starts; not read where its value is computed. */
export function handlerOf(entry: EntryPoint, program: Program, request: HandlerRequest): Handler {
  const root = entry.roots[0];
  if (root === undefined && entry.origin.kind !== "result") return { state: "not-read", reason: `the handler of ${entry.module.path} is computed` };
  const at = root?.at ?? { path: entry.module.path, startLine: 1, endLine: 1 };
  const facts = new ProgramFacts(program, entry, request.platform);
  return { state: "found", language: entry.module.language, entry: at, files: [...program.modules.keys()], facts };
}
