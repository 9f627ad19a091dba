import type { Snapshot } from "../../../change/snapshot.ts";
import { parseTemplateFile } from "../../../syntax/template-document.ts";
import type { Note, Reader, Reading } from "../../native.ts";
import { mayBeCdk, speaksOfCdk } from "./claims.ts";
import { isOfCdk, packageName } from "./evaluate/package-name.ts";
import { hasLoadedImports } from "./evaluate/loaded-imports.ts";
import { Program } from "./evaluate/program.ts";
import { libraryVersionAt } from "./library-version.ts";
import { mergeTwins } from "./merge-twins.ts";
import { entryOfProject } from "./roots.ts";
import { runUnusedClasses } from "./standalone.ts";
import { readModule } from "./syntax/read-module.ts";
import { type Module, importsOf } from "./syntax/syntax.ts";
import { translate } from "./translate/translate.ts";

/**
 * AWS CDK programs of TypeScript and Python, read without running them: from what cdk.json starts, and from every stack and construct that is claimed. What
 * a program imports from its repository is followed.
 */
export const cdkReader: Reader = {
  format: "cdk",
  claims: mayBeCdk,
  read: readPrograms,
};

const nothing: Reading = { resources: [], notes: [], files: [] };

function readPrograms(paths: readonly string[], snapshot: Snapshot): Reading {
  const program = new Program(snapshot);
  const entries = paths.filter((path) => path.endsWith("cdk.json")).flatMap((path) => entryOfProject(path, snapshot) ?? []);
  const started = [...entries, ...paths.filter((path) => isOfProgram(path, snapshot))];
  if (!hasLoadedImports(started, snapshot)) return nothing;
  for (const path of started) program.modules.run(path);
  runUnusedClasses(program);
  const modules = program.modules.all.map(({ module }) => module);
  if (!modules.some(importsCdk)) return nothing;
  const documents = new Set<string>();
  const translated = translate(program.state, {
    hasFile: (path) => snapshot.entries.has(path),
    workingFolder: (path) => program.workingFolder(path),
    libraryVersion: (path) => libraryVersionAt(path, snapshot),
    document: (path) => {
      const document = documentOf(path, snapshot);
      if (document !== undefined) documents.add(path);
      return document;
    },
  });
  const files = [...modules.map((module) => module.path), ...documents];
  const resources = mergeTwins(translated.resources);
  const scopes = new Set(resources.map((resource) => resource.scope));
  // Of stacks that are one to a reader, the one that is kept exports.
  const shared = translated.shared.filter((one) => scopes.has(one.scope));
  return { resources, shared, notes: notesOf(modules.filter(importsCdk), program), files };
}

/** A claimed file that takes something of the CDK; the text is asked before it is parsed. */
function isOfProgram(path: string, snapshot: Snapshot): boolean {
  if (path.endsWith(".json") || isCompiled(path, snapshot)) return false;
  const content = snapshot.read(path);
  if (content.state !== "text" || !speaksOfCdk(content.text)) return false;
  const module = readModule(path, snapshot);
  return module !== undefined && importsCdk(module);
}

/** JavaScript beside the TypeScript that it was made of. */
function isCompiled(path: string, snapshot: Snapshot): boolean {
  const source = path.replace(/\.([cm]?)js$/u, ".$1ts");
  return source !== path && snapshot.entries.has(source);
}

function importsCdk(module: Module): boolean {
  return importsOf(module).some(
    (name) => /^(?:aws-cdk-lib|@aws-cdk\/|constructs$|aws_cdk)/u.test(name) && isOfCdk(packageName(name, module.language)),
  );
}

function documentOf(path: string, snapshot: Snapshot) {
  const content = snapshot.read(path);
  return content.state === "text" ? parseTemplateFile(path, content).documents[0] : undefined;
}

function notesOf(modules: readonly Module[], program: Program): readonly Note[] {
  const broken = modules
    .filter((module) => !module.isComplete)
    .map((module) => ({ path: module.path, message: "a part of this file could not be parsed; the rest was read" }));
  const [first] = modules;
  if (!program.state.isExhausted || first === undefined) return broken;
  return [...broken, { path: first.path, message: "the program is too large to be read whole; stacks may be missing" }];
}
