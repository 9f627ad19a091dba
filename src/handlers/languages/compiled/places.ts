import type { CodeNode } from "../../code-node.ts";
import { moduleScopeId } from "../../code-model.ts";
import type { SourceFile } from "../source-file.ts";
import type { CompiledLanguage } from "./language.ts";

/** The nearest function around a node; null outside of all. */
export function functionAround(node: CodeNode, language: CompiledLanguage): CodeNode | null {
  return node.above((above) => language.functionTypes.has(above.type));
}

/** The scope id of the function that a node stands in; the module's outside of all. */
export function scopeIdAt(node: CodeNode, file: SourceFile, language: CompiledLanguage): string {
  const fn = language.functionTypes.has(node.type) ? node : functionAround(node, language);
  return (fn === null ? undefined : file.functions.get(fn)) ?? moduleScopeId(file.path);
}
