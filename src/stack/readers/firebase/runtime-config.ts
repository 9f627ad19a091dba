import type { CodeNode } from "../../../handlers/code-node.ts";
import type { NativeResource } from "../../native.ts";
import type { Value } from "../../value.ts";
import { list, mapOf, scalar } from "../../value-builders.ts";
import { type SourceFile, nodesOf } from "../azure-functions/sources/source-file.ts";
import { callChain } from "./call-chain.ts";
import type { Codebase } from "./codebases.ts";
import { libraryNames } from "./library-imports.ts";

/** Modules that have the call. */
const modules = new Set(["firebase-functions", "firebase-functions/v1"]);

/** Where a codebase reads the configuration that `firebase functions:config:set` wrote; undefined where it does not. */
export function runtimeConfigUse(files: readonly SourceFile[], codebase: Codebase): NativeResource | undefined {
  const calls = files.flatMap((file) => (file.grammar === "python" ? [] : callsIn(file)));
  const [first] = calls;
  if (first === undefined) return undefined;
  const version = codebase.firebaseFunctions === undefined ? {} : { libraryVersion: scalar(codebase.firebaseFunctions, first.at) };
  return {
    platform: "google",
    format: "firebase",
    scope: codebase.folder === "" ? "." : codebase.folder,
    address: "runtime-config",
    name: "runtime-config",
    type: "firebase-runtime-config",
    nativeType: "functions.config",
    at: first.at,
    properties: mapOf({ calls: list(calls, first.at), ...version }, first.at),
    attributes: new Map(),
    conditional: false,
    implicit: false,
  };
}

/** Calls of `functions.config()`, or of `config()` where that name comes from the library. */
function callsIn(file: SourceFile): readonly Value[] {
  const names = libraryNames(file.root);
  if (names.size === 0) return [];
  return [...nodesOf(file.root, "call_expression")].flatMap((call) => {
    const chain = callChain(call);
    const library = chain === undefined ? undefined : names.get(chain.root);
    if (chain === undefined || library === undefined || !modules.has(library.module)) return [];
    const [step, ...more] = chain.steps;
    const name = step?.name === "" ? library.exported : library.exported === null ? step?.name : undefined;
    return more.length === 0 && name === "config" ? [scalar(isProjects(call) ? `${call.text}.firebase` : call.text, call.at)] : [];
  });
}

/** `config().firebase` as a whole is the project's own configuration, which nobody has set. */
function isProjects(call: CodeNode): boolean {
  const member = call.parent;
  return member?.type === "member_expression" && member.get("property")?.text === "firebase" && member.parent?.type !== "member_expression";
}
