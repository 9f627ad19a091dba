import type { MapEntry } from "../../value.ts";
import type { Snapshot } from "../../../change/snapshot.ts";
import type { Note, Reader, Reading } from "../../native.ts";
import { type SourceFile, grammarOf, treeOf } from "../azure-functions/sources/source-file.ts";
import { type Codebase, codebasesOf } from "./codebases.ts";
import { functionsInJavascript, globalOptionsIn } from "./javascript-functions.ts";
import { nativeFunctions } from "./native-functions.ts";
import { functionsInPython } from "./python-functions.ts";
import { runtimeConfigUse } from "./runtime-config.ts";

const claimedNames = new Set(["firebase.json", "package.json", "main.py"]);
const mostFiles = 600;
const longestFile = 400_000;
const marks = ["firebase-functions", "@google-cloud/functions-framework", "firebase_functions", "functions_framework"];

/** Functions that source code declares: with Cloud Functions for Firebase of both generations, or with the functions framework. */
export const firebaseReader: Reader = {
  format: "firebase",
  claims: (path) => claimedNames.has(path.slice(path.lastIndexOf("/") + 1)),
  read: readFirebase,
};

function readFirebase(paths: readonly string[], snapshot: Snapshot): Reading {
  const notes: Note[] = [];
  const files = new Set<string>();
  const resources = codebasesOf(paths, snapshot, notes).flatMap((codebase) => {
    const sources = sourcesOf(codebase, snapshot, notes);
    const globals = new Map<string, MapEntry>(sources.flatMap((file) => (file.grammar === "python" ? [] : [...globalOptionsIn(file)])));
    const around = { firebaseFunctions: codebase.firebaseFunctions, globals };
    const declared = sources.flatMap((file) => (file.grammar === "python" ? functionsInPython(file) : functionsInJavascript(file, around)));
    for (const one of declared) files.add(one.path);
    const config = runtimeConfigUse(sources, codebase);
    if (config !== undefined) files.add(config.at.path);
    return [...declared.flatMap((one) => nativeFunctions(one, codebase)), ...(config === undefined ? [] : [config])];
  });
  if (resources.length > 0) for (const path of paths) if (path.endsWith("firebase.json")) files.add(path);
  return { resources, notes, files: [...files] };
}

function sourcesOf(codebase: Codebase, snapshot: Snapshot, notes: Note[]): readonly SourceFile[] {
  const [first] = codebase.paths;
  if (first !== undefined && codebase.paths.length > mostFiles) {
    notes.push({
      path: first,
      message: `only ${mostFiles} of ${codebase.paths.length} source files of ${codebase.folder || "the repository"} were searched for functions`,
    });
  }
  return codebase.paths.slice(0, mostFiles).flatMap((path) => {
    const grammar = grammarOf(path);
    const content = snapshot.read(path);
    if (grammar === undefined || content.state !== "text" || content.text.length > longestFile) return [];
    return marks.some((mark) => content.text.includes(mark)) ? [{ path, grammar, root: treeOf(grammar, path, content).root }] : [];
  });
}
