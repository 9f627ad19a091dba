import type { CodeNode } from "../../../handlers/code-node.ts";
import { nodesOf, stringContent } from "../azure-functions/sources/source-file.ts";

/** A local name that stands for a library or something in it. */
export interface LibraryName {
  readonly module: string;
  /** The exported name; null where the local name is the whole module. */
  readonly exported: string | null;
}

/** Whether a module is one in which functions are declared. */
function isLibrary(module: string): boolean {
  return module === "firebase-functions" || module.startsWith("firebase-functions/") || module === "@google-cloud/functions-framework";
}

/** What a file takes from firebase-functions or the functions framework, by local name. */
export function libraryNames(root: CodeNode): ReadonlyMap<string, LibraryName> {
  const names = new Map<string, LibraryName>();
  for (const node of nodesOf(root, "import_statement", "variable_declarator")) {
    const source = node.type === "import_statement" ? node.get("source") : requiredBy(node);
    const module = source === null || source === undefined ? undefined : stringContent(source, ["string_fragment"]);
    if (module === undefined || !isLibrary(module)) continue;
    const bound = node.type === "import_statement" ? importedNames(node) : requiredNames(node);
    for (const [local, exported] of bound) names.set(local, { module, exported });
  }
  return names;
}

function importedNames(node: CodeNode): readonly (readonly [string, string | null])[] {
  const clause = node.parts.find((part) => part.type === "import_clause");
  return (clause?.parts ?? []).flatMap((part): readonly (readonly [string, string | null])[] => {
    if (part.type === "namespace_import") return part.parts.map((one) => [one.text, null] as const);
    if (part.type === "identifier") return [[part.text, null] as const];
    return part.parts.map((one) => {
      const name = one.get("name")?.text ?? one.text;
      return [one.get("alias")?.text ?? name, name] as const;
    });
  });
}

function requiredNames(node: CodeNode): readonly (readonly [string, string | null])[] {
  const pattern = node.get("name");
  if (pattern?.type === "identifier") return [[pattern.text, null]];
  return (pattern?.parts ?? []).flatMap((part): readonly (readonly [string, string | null])[] => {
    if (part.type === "shorthand_property_identifier_pattern") return [[part.text, part.text] as const];
    const [key, value] = [part.get("key"), part.get("value")];
    return key === null || value === null ? [] : [[value.text, key.text] as const];
  });
}

function requiredBy(node: CodeNode): CodeNode | undefined {
  const call = node.get("value");
  return call?.type === "call_expression" && call.get("function")?.text === "require" ? call.get("arguments")?.parts[0] : undefined;
}
