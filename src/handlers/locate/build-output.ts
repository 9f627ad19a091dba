import type { Snapshot } from "../../change/snapshot.ts";
import type { BuildOutput } from "../facts.ts";
import { foldersOf, joinPath, nameOf } from "../folders.ts";
import type { HandlerRequest } from "../handler-request.ts";
import { textAt } from "../imports/resolution.ts";

/** What a Makefile beside the code says where the name may be made otherwise: other files, other tools, variables that stand for it. */
const elsewhere = /\b(?:mv|cp|zip|install|ln|docker|include)\b|\$\(MAKE\)|\.sh\b|\bbootstrap\b/u;

/**
 * The name that the Makefile beside the code gives the program it builds with `go build -o`; null where it builds several, or names them by a variable, or
 * may rename them.
 */
export function findBuildOutput(request: HandlerRequest, snapshot: Snapshot): BuildOutput | null {
  const codePath = request.codePath === null ? null : joinPath(request.codePath);
  if (codePath === null || request.packageType?.toLowerCase() === "image") return null;
  const path = foldersOf(snapshot)
    .filesIn(codePath)
    .find((candidate) => /^(?:GNU)?[Mm]akefile$/u.test(nameOf(candidate)));
  const text = path === undefined ? null : textAt(path, snapshot);
  if (path === undefined || text === null) return null;
  const lines = text.split("\n").map((line) => (line.trimStart().startsWith("#") ? "" : line));
  if (lines.some((line) => elsewhere.test(line))) return null;
  const outputs = lines.flatMap((line, index) => outputIn(line, { path, startLine: index + 1, endLine: index + 1 }));
  return outputs.length === 1 ? (outputs[0] ?? null) : null;
}

function outputIn(line: string, at: BuildOutput["at"]): readonly BuildOutput[] {
  const words = line.trim().split(/\s+/u);
  const build = words.findIndex((word, index) => word === "build" && words[index - 1]?.endsWith("go") === true);
  const option = words.indexOf("-o", build);
  const target = build === -1 || option === -1 ? undefined : words[option + 1];
  const name = target?.split("/").at(-1)?.replaceAll(/["']/gu, "") ?? "";
  return target === undefined || !/^[\w.-]+$/u.test(name) ? [] : [{ name, text: `-o ${target}`, at }];
}
