import type { CodeNode } from "../../code-node.ts";
import { type Origin, memberOf, unknownOrigin } from "../../origin.ts";
import type { Declaration } from "../declarations.ts";
import type { SourceFile } from "../source-file.ts";

/** How a language tells the value of an expression and what a written type is. */
interface OriginReaders {
  readonly value: (node: CodeNode | null) => Origin;
  readonly type: (node: CodeNode) => Origin;
}

/** Where the value of a declared name of Java or C# comes from; its declared type, where a caller or a container gives the value. */
export function originOfDeclared(declaration: Declaration, file: SourceFile, readers: OriginReaders): Origin {
  if (declaration.origin !== null) return declaration.origin;
  if (declaration.kind === "class") return { kind: "class", id: `${file.path}#${declaration.name}` };
  if (declaration.kind === "parameter") {
    const scope = declaration.owner === null ? undefined : file.functions.get(declaration.owner);
    return scope === undefined ? typed(declaration, readers) : { kind: "parameter", scope, index: declaration.index, name: declaration.name };
  }
  if (declaration.kind === "other") return typed(declaration, readers);
  const values = [declaration.value, ...declaration.assigned].filter((value) => value !== null && value.type !== "null_literal");
  const origins = values.slice(0, 5).map((value) => declaration.path.reduce((origin: Origin, name) => memberOf(origin, name), readers.value(value)));
  const only = origins.length === 1 ? origins[0] : undefined;
  if (only !== undefined && only.kind !== "unknown" && (only.kind !== "parameter" || !declaration.topLevel)) return only;
  return typed(declaration, readers);
}

function typed(declaration: Declaration, readers: OriginReaders): Origin {
  if (declaration.type === null || /^(?:var|implicit_type)$/u.test(declaration.type.text)) return unknownOrigin;
  return { kind: "typed", type: readers.type(declaration.type) };
}
