import { type CodeNode, nodesOf } from "../../code-node.ts";
import { environmentName, isEnvironmentMap } from "../../program/environment.ts";
import { type Origin, qualifiedName, textOf } from "../../origin.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import { type SourceFile, identifiersNamed } from "../source-file.ts";
import { originOf, scopeIdAt } from "./origins.ts";
import { situationOf } from "./situations.ts";
import { argumentNodes, contains, isAside } from "./syntax.ts";

const reading = new Set(["subscript", "call", "attribute", "identifier"]);
const comparing = new Set(["comparison_operator"]);

/** Notes every read of os.environ: by name, by a parameter's name, or as a whole. */
export function collectReads(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  const checked = namesChecked(file);
  for (const node of nodesOf(file.root, reading)) {
    if (isAside(node) || isWritten(node)) continue;
    const origin = originOf(node, file);
    const name = node.type === "subscript" || node.type === "call" ? environmentName(origin) : null;
    if (name !== null) add(node, { origin, hasFallback: checked.has(textOf(name) ?? "") || hasFallback(node, file) }, file, scopes);
    else if (node.type === "call") noteSetDefault(node, file, scopes);
    else if (isEnvironmentMap(origin) && isHandedOn(node))
      add(
        node,
        {
          origin: { kind: "result", callee: origin, arguments: { positional: [], named: new Map(), complete: false }, constructed: false },
          hasFallback: true,
        },
        file,
        scopes,
      );
  }
}

function add(node: CodeNode, read: { origin: Origin; hasFallback: boolean }, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  scopes.get(scopeIdAt(node, file))?.reads.push({ ...read, once: situationOf(node, file).once, at: node.at });
}

/** `os.environ.setdefault("X", "…")` and `os.environ.pop("X", None)` do with an absent variable. */
function noteSetDefault(node: CodeNode, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  const callee = node.get("function");
  const method = callee?.get("attribute")?.text;
  const map = callee?.get("object") ?? null;
  if ((method !== "setdefault" && method !== "pop") || map === null || !isEnvironmentMap(originOf(map, file))) return;
  const name = textOf(originOf(argumentNodes(node)[0] ?? null, file));
  if (name !== null && method === "setdefault")
    add(node, { origin: { kind: "member", of: originOf(map, file), name }, hasFallback: true }, file, scopes);
}

function isWritten(node: CodeNode): boolean {
  return (node.parent?.type === "assignment" && node.field === "left") || node.parent?.type === "delete_statement";
}

/** The whole environment is given to something, or gone through. */
function isHandedOn(node: CodeNode): boolean {
  const parent = node.parent;
  if (parent === null || node.field === "object" || node.field === "value" || node.field === "attribute") return parent?.type === "keyword_argument";
  return ["argument_list", "dictionary_splat", "for_statement", "for_in_clause", "keyword_argument", "return_statement"].includes(parent.type);
}

/** Names that the file asks for with `in os.environ`. */
function namesChecked(file: SourceFile): Set<string> {
  const names = new Set<string>();
  for (const node of nodesOf(file.root, comparing)) {
    if (!node.has("in")) continue;
    const [left, right] = node.parts;
    const name = textOf(originOf(left ?? null, file));
    if (name !== null && right !== undefined && isEnvironmentMap(originOf(right, file))) names.add(name);
  }
  return names;
}

function hasFallback(node: CodeNode, file: SourceFile): boolean {
  if (node.type === "call" && hasDefault(node, file)) return true;
  if (isTested(node) || isCaught(node)) return true;
  const parent = node.parent;
  if (parent?.type !== "assignment" || node.field !== "right") return false;
  const name = parent.get("left");
  const declaration = name?.type === "identifier" ? file.table.find(name.text, name.start) : null;
  if (declaration === null || name === null) return false;
  return identifiersNamed(name.text, file).some(
    (use) => use.start !== name.start && file.table.find(use.text, use.start) === declaration && isTested(use),
  );
}

function hasDefault(call: CodeNode, file: SourceFile): boolean {
  const given = argumentNodes(call);
  const fallback = given[1]?.type === "keyword_argument" ? given[1].get("value") : given[1];
  if (fallback === undefined || fallback === null) return false;
  const name = qualifiedName(originOf(call.get("function"), file));
  return fallback.type !== "none" && (name === "os.getenv" || name === "os.environ.get");
}

function isTested(node: CodeNode): boolean {
  const parent = node.parent;
  if (parent === null) return false;
  switch (parent.type) {
    case "boolean_operator":
      return node.field === "left" || isTested(parent);
    case "comparison_operator":
    case "not_operator":
      return !raisesWhenAbsent(parent);
    case "conditional_expression":
      return parent.parts[1] === node;
    case "if_statement":
      return node.field === "condition" && !raisesWhenAbsent(node);
    case "parenthesized_expression":
      return isTested(parent);
    case "argument_list": {
      const call = parent.parent;
      const name = call?.get("function")?.text;
      if (name === "bool") return true;
      return (name === "int" || name === "str" || name === "float") && call !== null && isTested(call);
    }
    default:
      return false;
  }
}

/** `if not value: raise …` */
function raisesWhenAbsent(condition: CodeNode): boolean {
  const conditional = condition.parent?.type === "if_statement" && condition.field === "condition" ? condition.parent : null;
  const consequence = conditional?.get("consequence");
  return consequence !== null && consequence !== undefined && contains(consequence, "raise_statement");
}

/** `try: os.environ["X"] except KeyError: …` that does not raise again. */
function isCaught(node: CodeNode): boolean {
  const attempt = node.above((above) => above.type === "try_statement" || above.type === "function_definition");
  if (attempt?.type !== "try_statement") return false;
  const clause = attempt.parts.find((part) => part.type === "except_clause" && /KeyError/u.test(part.text));
  return clause !== undefined && !contains(clause, "raise_statement");
}
