import { nodesOf, readCodeTree } from "../code-node.ts";
import type { Binding, ClassRecord, CodeModule, ImportRecord } from "../code-model.ts";
import type { Origin } from "../origin.ts";
import type { TopLevelMentions } from "./javascript/mentions.ts";
import { collectAssignments } from "./python/assignments.ts";
import { collectDecisions } from "./python/decisions.ts";
import { collectEndlessLoops } from "./python/endless-loops.ts";
import { collectDeclarations } from "./python/declarations.ts";
import { collectReads } from "./python/environment-reads.ts";
import { collectMentions } from "./python/mentions.ts";
import { declaredOrigin, originOf } from "./python/origins.ts";
import { recentSyntax } from "./python/recent-syntax.ts";
import { collectRecords } from "./python/records.ts";
import { buildScopes, nameScopes } from "./python/scopes.ts";
import { argumentNodes, inner, isAside, stringText } from "./python/syntax.ts";
import type { ScopeDraft } from "./scope-draft.ts";
import { type SourceFile, createSourceFile } from "./source-file.ts";

/** Reads a Python file. */
export function readPython(path: string, text: string): CodeModule {
  const tree = readCodeTree("python", path, text);
  const file = createSourceFile(path, "python", tree.root, collectDeclarations(tree.root));
  nameScopes(file);
  const scopes = buildScopes(file);
  const mentioned = collectMentions(file, scopes);
  collectRecords(file, scopes);
  collectReads(file, scopes);
  collectAssignments(file, scopes);
  collectDecisions(file, scopes);
  collectEndlessLoops(file, scopes);
  const { imports, complete, exportsFrom } = collectImports(file);
  const bindings = collectBindings(file, mentioned);
  const exports = new Map<string, Origin>([...bindings].map(([name, binding]) => [name, binding.origin]));
  return {
    path,
    language: "python",
    packageName: null,
    complete: tree.complete && complete,
    imports,
    exports,
    exportsFrom,
    exportsOpen: exports.has("__getattr__") || definesByName(file),
    scopes,
    bindings,
    classes: collectClasses(file, scopes),
    types: new Set(),
    calledAtLoad: mentioned.calledAtLoad,
    // In a broken file, nodes may not be what they seem.
    recentSyntax: tree.complete ? recentSyntax(tree.root) : [],
  };
}

const importing = new Set(["import_statement", "import_from_statement", "call"]);
const assignments = new Set(["assignment"]);

function collectImports(file: SourceFile): { imports: ImportRecord[]; complete: boolean; exportsFrom: string[] } {
  const imports: ImportRecord[] = [];
  const exportsFrom: string[] = [];
  let complete = true;
  for (const node of nodesOf(file.root, importing)) {
    if (node.type === "call") {
      complete = noteComputedImport(node, imports) && complete;
      continue;
    }
    const typeOnly = isAside(node);
    const guarded = node.parent?.type !== "module";
    const written = node.children
      .filter((child) => child.field === "name")
      .map((child) => (child.type === "aliased_import" ? child.get("name") : child)?.text ?? "");
    if (node.type === "import_statement") {
      for (const module of written) imports.push({ module, names: [], typeOnly, guarded, at: node.at });
    } else {
      const module = node.get("module_name")?.text ?? "";
      if (node.parts.some((part) => part.type === "wildcard_import")) exportsFrom.push(module);
      imports.push({ module, names: written, typeOnly, guarded, at: node.at });
    }
  }
  return { imports, complete, exportsFrom };
}

/** `importlib.import_module("x")`; false where the name is computed. */
function noteComputedImport(
  node: { get: (field: string) => { readonly text: string } | null } & Parameters<typeof argumentNodes>[0],
  imports: ImportRecord[],
): boolean {
  const callee = node.get("function")?.text;
  if (callee !== "__import__" && callee !== "importlib.import_module" && callee !== "import_module") return true;
  const module = stringText(argumentNodes(node)[0]);
  if (module === null) return false;
  imports.push({ module, names: [], typeOnly: false, guarded: true, at: node.at });
  return true;
}

/** `globals()["handler"] = …` */
function definesByName(file: SourceFile): boolean {
  return nodesOf(file.root, assignments).some((node) => /^(?:globals|vars)\(\)/u.test(node.get("left")?.text ?? ""));
}

function collectBindings(file: SourceFile, mentioned: TopLevelMentions): Map<string, Binding> {
  const bindings = new Map<string, Binding>();
  for (const declaration of file.table.all()) {
    if (!declaration.topLevel) continue;
    const value = declaration.value === null ? null : inner(declaration.value);
    const isEmpty = (value?.type === "list" || value?.type === "dictionary") && value.parts.length === 0;
    const isFresh =
      value?.type === "call" &&
      argumentNodes(value).length === 0 &&
      ["list", "dict", "set", "deque", "collections.deque"].includes(value.get("function")?.text ?? "");
    bindings.set(declaration.name, {
      origin: declaredOrigin(declaration, file),
      mentions: mentioned.mentions.get(declaration.name) ?? new Set(),
      members: mentioned.members.get(declaration.name) ?? new Set(),
      collection: isEmpty || isFresh,
    });
  }
  return bindings;
}

function collectClasses(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): Map<string, ClassRecord> {
  const classes = new Map<string, ClassRecord>();
  for (const [node, id] of file.classes) {
    const methods = new Map<string, string>();
    for (const scope of scopes.values()) if (scope.owner === id && scope.name !== null) methods.set(scope.name, scope.id);
    const fields = new Map([...(file.fields.get(id) ?? [])].map(([name, value]) => [name, originOf(value, file)]));
    const bases = (node.get("superclasses")?.parts ?? []).filter((part) => part.type !== "keyword_argument").map((part) => originOf(part, file));
    classes.set(id, { id, name: node.get("name")?.text ?? "", methods, fields, bases });
  }
  return classes;
}
