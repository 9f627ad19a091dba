import type { Snapshot } from "../../../../change/snapshot.ts";
import { readCodeTree } from "../../../../handlers/code-node.ts";
import type { Note } from "../../../native.ts";
import type { DeclaredFunction } from "../declared-function.ts";
import type { FunctionApp } from "../function-app.ts";
import { brokenPart } from "./broken-part.ts";
import { functionsInCsharp, typesWithOutputs } from "./csharp.ts";
import { functionsInJava } from "./java.ts";
import { functionsInNode } from "./node.ts";
import { defaultAuthLevel, functionsInPython } from "./python.ts";
import { type SourceFile, grammarOf, treeOf } from "./source-file.ts";

const mostFiles = 600;
const longestFile = 400_000;
/** Broken files that are searched for their broken part: that takes many attempts. */
const mostMended = 6;

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
  const context = { ...read, mendable: mostMended };
  const files = candidates.slice(0, mostFiles).flatMap((path) => sourceFile(path, context) ?? []);
  const inGrammar = (...names: string[]) => files.filter((file) => names.includes(file.grammar));
  const python = inGrammar("python");
  const pythonAuthLevel = python.map((file) => defaultAuthLevel(file)).find((value) => value !== undefined);
  const csharp = inGrammar("csharp");
  const outputs = new Map(csharp.flatMap((file) => [...typesWithOutputs(file)]));
  return [
    ...inGrammar("typescript", "tsx", "javascript").flatMap((file) => inWholeParts(file, functionsInNode)),
    ...python.flatMap((file) => inWholeParts(file, (one) => functionsInPython(one, pythonAuthLevel))),
    ...csharp.flatMap((file) => inWholeParts(file, (one) => functionsInCsharp(one, { outputs, isInProcess: read.isInProcess }))),
    ...inGrammar("java").flatMap((file) => inWholeParts(file, functionsInJava)),
  ];
}

/** A broken part hides functions behind it: they are found where that part is left out. */
function inWholeParts(file: SourceFile, functionsOf: (file: SourceFile) => readonly DeclaredFunction[]): readonly DeclaredFunction[] {
  const found = functionsOf(file);
  if (file.mended === undefined) return found;
  const names = new Set(found.map((one) => one.name));
  return [...found, ...functionsOf({ ...file, root: file.mended }).filter((one) => !names.has(one.name))];
}

interface FileContext {
  readonly snapshot: Snapshot;
  readonly notes: Note[];
  /** How many broken files may still be searched for their broken part. */
  mendable: number;
}

function sourceFile(path: string, context: FileContext): SourceFile | undefined {
  const grammar = grammarOf(path);
  const content = context.snapshot.read(path);
  if (grammar === undefined || content.state !== "text" || content.text.length > longestFile) return undefined;
  if (!marks[grammar]?.some((mark) => content.text.includes(mark))) return undefined;
  const { root, complete } = treeOf(grammar, path, content);
  const broken = complete ? undefined : brokenPart(grammar, content.text, context.mendable > 0);
  if (broken === undefined) return { path, grammar, root };
  context.mendable -= 1;
  context.notes.push({ path, line: broken.line, message: "this part of the file could not be parsed: functions that it declares may be missing" });
  return broken.mended === undefined ? { path, grammar, root } : { path, grammar, root, mended: readCodeTree(grammar, path, broken.mended).root };
}
