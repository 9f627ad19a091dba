import { type CodeNode, readCodeTree, walk } from "../../code-node.ts";
import { type Binding, type ClassRecord, type CodeModule, moduleScopeId } from "../../code-model.ts";
import type { Origin } from "../../origin.ts";
import type { DeclarationTable } from "../declarations.ts";
import { type ScopeDraft, draftScope } from "../scope-draft.ts";
import { type SourceFile, createSourceFile } from "../source-file.ts";
import type { CompiledLanguage } from "./language.ts";
import { functionAround, scopeIdAt } from "./places.ts";
import { collectCompiledRecords } from "./records.ts";

/** Reads a file of Go, Java or C#. */
export function readCompiled(path: string, text: string, language: CompiledLanguage, collect: (root: CodeNode) => DeclarationTable): CodeModule {
  const tree = readCodeTree(language.grammar, path, text);
  const file = createSourceFile(path, language.language, tree.root, collect(tree.root));
  let count = 0;
  for (const node of walk(tree.root)) {
    if (language.functionTypes.has(node.type)) file.functions.set(node, `${path}#${++count}`);
    else if (language.classTypes.has(node.type)) file.classes.set(node, language.classId(node.get("name")?.text ?? "", file));
  }
  const scopes = buildScopes(file, language);
  const loaded = collectMentions(file, scopes, language);
  collectCompiledRecords(file, scopes, language);
  language.collectMore?.(file, scopes);
  const bindings = collectBindings(file, loaded.mentions, language);
  const classes = collectClasses(file, scopes, language);
  const exports = new Map<string, Origin>(
    [...bindings].filter(([, binding]) => binding.origin.kind !== "import").map(([name, binding]) => [name, binding.origin]),
  );
  for (const record of classes.values()) exports.set(record.name, { kind: "class", id: record.id });
  return {
    path,
    language: language.language,
    packageName: language.packageName(tree.root),
    complete: tree.complete,
    imports: language.imports(file),
    exports,
    exportsFrom: [],
    exportsOpen: false,
    scopes,
    bindings,
    classes,
    types: language.typesOf(tree.root),
    calledAtLoad: loaded.calledAtLoad,
  };
}

function buildScopes(file: SourceFile, language: CompiledLanguage): Map<string, ScopeDraft> {
  const top = moduleScopeId(file.path);
  const scopes = new Map<string, ScopeDraft>([[top, draftScope({ id: top, kind: "module", at: file.root.at })]]);
  for (const [node, id] of file.functions) {
    const around = functionAround(node, language);
    const shape = language.shapeFunction(node, file);
    scopes.set(
      id,
      draftScope({
        id,
        kind: around !== null ? "inline" : shape.owner !== null ? "method" : "function",
        name: shape.name,
        owner: shape.owner === null || around !== null ? null : language.classId(shape.owner, file),
        constructs: shape.constructs,
        parent: around === null ? top : (file.functions.get(around) ?? null),
        isAsync: shape.isAsync,
        decorators: shape.decorators.map((decorator) => language.originOf(decorator, file)),
        parameters: shape.parameters.map(({ name, node: parameter }) => ({ name, at: parameter.at })),
        at: node.at,
      }),
    );
  }
  return scopes;
}

function collectMentions(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>, language: CompiledLanguage) {
  const mentions = new Map<string, Set<string>>();
  const calledAtLoad = new Set<string>();
  for (const node of walk(file.root)) {
    const mention = language.mentionOf(node);
    if (mention === null) continue;
    const scope = scopes.get(scopeIdAt(node, file, language));
    if (scope === undefined) continue;
    if (mention.kind === "member") {
      if (!scope.members.has(mention.name)) scope.members.set(mention.name, node.at);
      continue;
    }
    const declaration = file.table.find(mention.name, node.start);
    if (declaration !== null && !declaration.topLevel) continue;
    if (declaration?.node === node) continue;
    // What main and init only name (handlers that they register) does not run with them.
    if (scope.kind === "module") {
      if (mention.called) calledAtLoad.add(mention.name);
      const holder = heldBy(node, file);
      if (holder !== null) mentions.set(holder, new Set([...(mentions.get(holder) ?? []), mention.name]));
    } else if (scope.constructs !== "class" || mention.called) scope.mentions.add(mention.name);
  }
  return { mentions, calledAtLoad };
}

/** The top-level variable or field whose initial value a node stands in. */
function heldBy(node: CodeNode, file: SourceFile): string | null {
  for (const declaration of file.table.all())
    if (declaration.topLevel && declaration.value !== null && declaration.value.start <= node.start && node.end <= declaration.value.end)
      return declaration.name;
  return null;
}

function collectBindings(file: SourceFile, mentions: ReadonlyMap<string, Set<string>>, language: CompiledLanguage): Map<string, Binding> {
  const bindings = new Map<string, Binding>();
  for (const declaration of file.table.all()) {
    if (!declaration.topLevel) continue;
    const origin = language.originOf(declaration.node, file);
    bindings.set(declaration.name, { origin, mentions: mentions.get(declaration.name) ?? new Set(), members: new Set(), collection: false });
  }
  // Names that other files of the package declare.
  for (const node of walk(file.root)) {
    const mention = language.mentionOf(node);
    if (mention?.kind !== "name" || bindings.has(mention.name)) continue;
    bindings.set(mention.name, {
      origin: { kind: "import", module: ".", name: mention.name, from: file.path },
      mentions: new Set(),
      members: new Set(),
      collection: false,
    });
  }
  return bindings;
}

function collectClasses(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>, language: CompiledLanguage): Map<string, ClassRecord> {
  const methods = new Map<string, Map<string, string>>([...file.classes.values()].map((id) => [id, new Map()]));
  for (const { owner, name, id } of scopes.values()) {
    if (owner === null || name === null) continue;
    const own = methods.get(owner) ?? new Map<string, string>();
    methods.set(owner, own.set(name, id));
  }
  const shapes = new Map([...file.classes].map(([node, id]) => [id, language.shapeClass(node, file)]));
  const records = [...methods].map(([id, own]): ClassRecord => {
    const shape = shapes.get(id);
    // Methods of a class may stand in other files than the class.
    return { id, name: shape?.name ?? id.split(/[#:]/u).at(-1) ?? "", methods: own, fields: shape?.fields ?? new Map(), bases: shape?.bases ?? [] };
  });
  return new Map(records.map((record) => [record.id, record]));
}
