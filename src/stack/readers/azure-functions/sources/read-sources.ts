import type { Snapshot } from "../../../../change/snapshot.ts";
import { readCodeTree } from "../../../../handlers/code-node.ts";
import type { Note } from "../../../native.ts";
import type { DeclaredFunction } from "../declared-function.ts";
import type { FunctionApp } from "../function-app.ts";
import { functionsInCsharp, typesWithOutputs } from "./csharp.ts";
import { functionsInJava } from "./java.ts";
import { functionsInNode } from "./node.ts";
import { defaultAuthLevel, functionsInPython } from "./python.ts";
import { type SourceFile, grammarOf } from "./source-file.ts";

const mostFiles = 600;
const longestFile = 400_000;

/** What a file must mention to declare functions, by grammar. */
const marks: Readonly<Record<string, readonly string[]>> = {
  typescript: ["@azure/functions", "durable-functions"],
  tsx: ["@azure/functions", "durable-functions"],
  javascript: ["@azure/functions", "durable-functions"],
  python: ["azure.functions", "azure.durable_functions", "azurefunctions"],
  csharp: ["Function(", "FunctionName(", "Output("],
  java: ["@FunctionName"],
};

/** The functions that an app's code declares, in any of the languages that declare them in code. */
export function readSources(app: FunctionApp, read: { snapshot: Snapshot; isInProcess: boolean; notes: Note[] }): readonly DeclaredFunction[] {
  const candidates = app.paths.filter((path) => grammarOf(path) !== undefined);
  if (candidates.length > mostFiles)
    read.notes.push({
      path: app.hostPath,
      message: `only ${mostFiles} of ${candidates.length} source files of this function app were searched for functions`,
    });
  const files = candidates.slice(0, mostFiles).flatMap((path) => sourceFile(path, read.snapshot) ?? []);
  const inGrammar = (...names: string[]) => files.filter((file) => names.includes(file.grammar));
  const python = inGrammar("python");
  const pythonAuthLevel = python.map((file) => defaultAuthLevel(file)).find((value) => value !== undefined);
  const csharp = inGrammar("csharp");
  const outputs = new Map(csharp.flatMap((file) => [...typesWithOutputs(file)]));
  return [
    ...inGrammar("typescript", "tsx", "javascript").flatMap(functionsInNode),
    ...python.flatMap((file) => functionsInPython(file, pythonAuthLevel)),
    ...csharp.flatMap((file) => functionsInCsharp(file, { outputs, isInProcess: read.isInProcess })),
    ...inGrammar("java").flatMap(functionsInJava),
  ];
}

function sourceFile(path: string, snapshot: Snapshot): SourceFile | undefined {
  const grammar = grammarOf(path);
  const content = snapshot.read(path);
  if (grammar === undefined || content.state !== "text" || content.text.length > longestFile) return undefined;
  if (!marks[grammar]?.some((mark) => content.text.includes(mark))) return undefined;
  return { path, grammar, root: readCodeTree(grammar, path, content.text).root };
}
