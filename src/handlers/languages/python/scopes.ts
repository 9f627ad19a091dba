import { type CodeNode, nodesOf } from "../../code-node.ts";
import { moduleScopeId } from "../../code-model.ts";
import { type Origin, qualifiedName } from "../../origin.ts";
import { type ScopeDraft, draftScope } from "../scope-draft.ts";
import type { SourceFile } from "../source-file.ts";
import { parameterName } from "./declarations.ts";
import { originOf } from "./origins.ts";
import { classOfMember, functionAround, isFunction, statementOf } from "./syntax.ts";

const named = new Set(["function_definition", "lambda", "class_definition"]);
const assignments = new Set(["assignment"]);

/** Gives every function and class of a file an id, before anything is resolved. */
export function nameScopes(file: SourceFile): void {
  let count = 0;
  for (const node of nodesOf(file.root, named)) {
    if (isFunction(node)) file.functions.set(node, `${file.path}#${++count}`);
    else nameClass(node, file);
  }
}

function nameClass(node: CodeNode, file: SourceFile): void {
  const id = `${file.path}#${node.get("name")?.text ?? node.start}`;
  file.classes.set(node, id);
  const fields = new Map<string, CodeNode>();
  for (const part of nodesOf(node, assignments)) {
    const left = part.get("left");
    const right = part.get("right");
    if (left === null || right === null) continue;
    if (left.type === "attribute" && left.get("object")?.text === "self") fields.set(left.get("attribute")?.text ?? "", right);
    else if (left.type === "identifier" && part.parent !== null && classOfMember(part.parent) === node) fields.set(left.text, right);
  }
  file.fields.set(id, fields);
}

/** The scopes of a file: its top level first, then every function. */
export function buildScopes(file: SourceFile): Map<string, ScopeDraft> {
  const top = moduleScopeId(file.path);
  const scopes = new Map<string, ScopeDraft>([[top, draftScope({ id: top, kind: "module", at: file.root.at })]]);
  for (const [node, id] of file.functions) scopes.set(id, scopeOf(node, id, file));
  return scopes;
}

function scopeOf(node: CodeNode, id: string, file: SourceFile): ScopeDraft {
  const around = functionAround(node);
  const holder = classOfMember(node);
  const owner = holder === null ? null : (file.classes.get(holder) ?? null);
  const name = node.type === "function_definition" ? (node.get("name")?.text ?? null) : null;
  const decorators = decoratorsOf(node, file);
  return draftScope({
    id,
    kind: owner !== null ? "method" : name !== null && around === null ? "function" : "inline",
    name,
    owner,
    constructs: owner !== null && name === "__init__" ? "instance" : null,
    parent: around === null ? moduleScopeId(file.path) : (file.functions.get(around) ?? null),
    bindings: around === null && owner === null && name === null ? bindingsAround(node) : [],
    isAsync: node.has("async"),
    memoized: decorators.some(keepsAnswers),
    decorators,
    parameters: (node.get("parameters")?.parts ?? []).map((parameter) => ({ name: parameterName(parameter)?.text ?? "", at: parameter.at })),
    at: node.at,
  });
}

function decoratorsOf(node: CodeNode, file: SourceFile): Origin[] {
  if (node.parent?.type !== "decorated_definition") return [];
  return node.parent.parts.filter((part) => part.type === "decorator").map((decorator) => originOf(decorator.parts[0] ?? null, file));
}

function keepsAnswers(decorator: Origin): boolean {
  const name = qualifiedName(decorator.kind === "result" ? decorator.callee : decorator);
  return name !== null && /^(?:functools\.(?:cache|lru_cache|cached_property)|cachetools(?:\.func)?\.\w+)$/u.test(name);
}

/** The top-level names that the statement around a node assigns, or the variable that it acts on. */
export function bindingsAround(node: CodeNode): readonly string[] {
  const statement = statementOf(node);
  const expression = statement.type === "expression_statement" ? statement.parts[0] : statement;
  if (expression?.type === "assignment") return namesOf(expression.get("left"));
  if (expression?.type !== "call") return [];
  let current = expression.get("function");
  for (let steps = 0; steps < 30 && current !== null && current.type !== "identifier"; steps++) {
    current =
      current.type === "call"
        ? current.get("function")
        : current.type === "attribute"
          ? current.get("object")
          : current.type === "subscript"
            ? current.get("value")
            : null;
  }
  return current === null || current === expression.get("function") ? [] : [current.text];
}

function namesOf(target: CodeNode | null): string[] {
  if (target === null) return [];
  return target.type === "identifier" ? [target.text] : target.parts.filter((part) => part.type === "identifier").map((part) => part.text);
}
