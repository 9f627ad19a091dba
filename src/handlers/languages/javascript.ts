import { nodesOf } from "../code-node.ts";
import { readCodeTree } from "../code-node.ts";
import type { Binding, ClassRecord, CodeModule, ImportRecord } from "../code-model.ts";
import type { Language } from "../facts.ts";
import { collectAssignments } from "./javascript/assignments.ts";
import { collectWorkAfterResponse } from "./javascript/after-response.ts";
import { collectCatches } from "./javascript/catches.ts";
import { collectDecisions } from "./javascript/decisions.ts";
import { collectEndlessLoops } from "./javascript/endless-loops.ts";
import { collectDeclarations } from "./javascript/declarations.ts";
import { collectReads } from "./javascript/environment-reads.ts";
import { collectExports } from "./javascript/exports.ts";
import { type TopLevelMentions, collectMentions } from "./javascript/mentions.ts";
import { declaredOrigin, originOf } from "./javascript/origins.ts";
import { collectRecords } from "./javascript/records.ts";
import { buildScopes, nameScopes } from "./javascript/scopes.ts";
import { argumentNodes, inner, stringText } from "./javascript/syntax.ts";
import type { ScopeDraft } from "./scope-draft.ts";
import { type SourceFile, createSourceFile } from "./source-file.ts";

/** Reads a JavaScript or TypeScript file, with or without JSX. */
export function readJavascript(path: string, text: string, language: Language): CodeModule {
  const grammar = path.endsWith(".tsx") ? "tsx" : language === "typescript" ? "typescript" : "javascript";
  const tree = readCodeTree(grammar, path, text);
  const file = createSourceFile(path, language, tree.root, collectDeclarations(tree.root));
  nameScopes(file);
  const scopes = buildScopes(file);
  const mentioned = collectMentions(file, scopes);
  collectRecords(file, scopes);
  collectReads(file, scopes);
  collectCatches(file, scopes);
  collectAssignments(file, scopes);
  collectWorkAfterResponse(file, scopes);
  collectDecisions(file, scopes);
  collectEndlessLoops(file, scopes);
  const { imports, complete } = collectImports(file);
  return {
    path,
    language,
    packageName: null,
    complete: tree.complete && complete,
    imports,
    ...collectExports(file),
    scopes,
    bindings: collectBindings(file, mentioned),
    classes: collectClasses(file, scopes),
    types: new Set(),
    calledAtLoad: mentioned.calledAtLoad,
  };
}

const importing = new Set(["import_statement", "export_statement", "call_expression"]);

/** Modules that the file takes in. Incomplete where a module's name is computed. */
function collectImports(file: SourceFile): { imports: ImportRecord[]; complete: boolean } {
  const imports: ImportRecord[] = [];
  let complete = true;
  for (const node of nodesOf(file.root, importing)) {
    if (node.type === "import_statement" || node.type === "export_statement") {
      const source = stringText(node.get("source") ?? node.parts.find((part) => part.type === "import_require_clause")?.get("source"));
      if (source !== null) imports.push({ module: source, names: [], typeOnly: node.has("type"), at: node.at });
    } else if (["require", "import"].includes(node.get("function")?.text ?? "")) {
      const module = stringText(argumentNodes(node)[0]);
      if (module === null) complete = false;
      else imports.push({ module, names: [], typeOnly: false, at: node.at });
    }
  }
  return { imports, complete };
}

function collectBindings(file: SourceFile, mentioned: TopLevelMentions): Map<string, Binding> {
  const bindings = new Map<string, Binding>();
  for (const declaration of file.table.all()) {
    if (!declaration.topLevel) continue;
    const value = declaration.value === null ? null : inner(declaration.value);
    const isLiteral =
      value?.type === "array" || value?.type === "object"
        ? value.parts.length === 0
        : value?.type === "new_expression" && argumentNodes(value).length === 0 && ["Map", "Set"].includes(value.get("constructor")?.text ?? "");
    bindings.set(declaration.name, {
      origin: declaredOrigin(declaration, file),
      mentions: mentioned.mentions.get(declaration.name) ?? new Set(),
      members: mentioned.members.get(declaration.name) ?? new Set(),
      collection: isLiteral,
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
    const heritage = node.parts.find((part) => part.type === "class_heritage");
    const base = heritage?.parts[0]?.type === "extends_clause" ? heritage.parts[0].get("value") : (heritage?.parts[0] ?? null);
    classes.set(id, { id, name: node.get("name")?.text ?? "", methods, fields, bases: base === null ? [] : [originOf(base, file)] });
  }
  return classes;
}
