import { type CodeNode, nodesOf } from "../../code-node.ts";
import type { Absence } from "../../facts.ts";
import { environmentName, environmentVariable, isEnvironmentMap } from "../../program/environment.ts";
import { type Origin, textOf } from "../../origin.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import type { SourceFile } from "../source-file.ts";
import { absenceOf } from "./absence.ts";
import { originOf, scopeIdAt } from "./origins.ts";
import { situationOf } from "./situations.ts";
import { argumentNodes, isAside } from "./syntax.ts";

const reading = new Set(["subscript", "call", "attribute", "identifier"]);
const comparing = new Set(["comparison_operator"]);
const assigning = new Set(["assignment"]);

/** Notes every read of os.environ: by name, by a parameter's name, or as a whole. */
export function collectReads(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
  const known = new Set([...namesChecked(file), ...namesGiven(file)]);
  for (const node of nodesOf(file.root, reading)) {
    if (isAside(node) || isWritten(node)) continue;
    const origin = originOf(node, file);
    const name = node.type === "subscript" || node.type === "call" ? environmentName(origin) : null;
    if (name !== null) add(node, { origin, absence: known.has(textOf(name) ?? "") ? "handled" : absenceOf(node, file) }, file, scopes);
    else if (node.type === "call") noteSetDefault(node, file, scopes);
    else if (isEnvironmentMap(origin) && isHandedOn(node))
      add(
        node,
        {
          origin: { kind: "result", callee: origin, arguments: { positional: [], named: new Map(), complete: false }, constructed: false },
          absence: "handled",
        },
        file,
        scopes,
      );
  }
}

function add(node: CodeNode, read: { origin: Origin; absence: Absence }, file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void {
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
    add(node, { origin: { kind: "member", of: originOf(map, file), name }, absence: "handled" }, file, scopes);
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

/** Names that the file itself gives a value: `os.environ["STAGE"] = "test"`. */
function namesGiven(file: SourceFile): readonly string[] {
  return nodesOf(file.root, assigning).flatMap((node) => {
    const left = node.get("left");
    return left?.type === "subscript" ? (environmentVariable(originOf(left, file)) ?? []) : [];
  });
}
