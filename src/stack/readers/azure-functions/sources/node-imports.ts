import type { CodeNode } from "../../../../handlers/code-node.ts";
import { nodesOf, stringContent } from "./source-file.ts";

const packages = new Set(["@azure/functions", "durable-functions"]);

/** The names under which a file has the `app` of @azure/functions or durable-functions: `app`, `azure.app`, `df.app`. */
export function importedNames(root: CodeNode): { readonly app: ReadonlySet<string> } {
  const app = new Set<string>();
  for (const node of nodesOf(root, "import_statement", "variable_declarator")) {
    const source = node.type === "import_statement" ? node.get("source") : requiredBy(node);
    const name = source === null || source === undefined ? undefined : stringContent(source, ["string_fragment"]);
    if (name === undefined || !packages.has(name)) continue;
    for (const one of node.type === "import_statement" ? fromImport(node) : fromRequire(node)) app.add(one);
  }
  return { app };
}

function fromImport(node: CodeNode): readonly string[] {
  const clause = node.parts.find((part) => part.type === "import_clause");
  return (clause?.parts ?? []).flatMap((part) => {
    if (part.type === "namespace_import") return part.parts.map((one) => `${one.text}.app`);
    if (part.type === "identifier") return [`${part.text}.app`];
    return part.parts.flatMap((specifier) => (specifier.get("name")?.text === "app" ? [specifier.get("alias")?.text ?? "app"] : []));
  });
}

function fromRequire(node: CodeNode): readonly string[] {
  const pattern = node.get("name");
  if (pattern?.type === "identifier") return [`${pattern.text}.app`];
  return (pattern?.parts ?? []).flatMap((part) => {
    if (part.type === "shorthand_property_identifier_pattern") return part.text === "app" ? ["app"] : [];
    return part.get("key")?.text === "app" ? [part.get("value")?.text ?? "app"] : [];
  });
}

function requiredBy(node: CodeNode): CodeNode | undefined {
  const call = node.get("value");
  return call?.type === "call_expression" && call.get("function")?.text === "require" ? call.get("arguments")?.parts[0] : undefined;
}
