import type { FileContent } from "../../change/snapshot.ts";
import { parseTemplateFile } from "../../syntax/template-document.ts";
import { type MapEntry, type MapValue, type Value, entryOf, itemsOf, textOf } from "../value.ts";

/** One operation of a document: a method on a path. */
export interface Operation {
  readonly path: MapEntry;
  readonly operation: MapEntry;
  /** GET, POST …; ANY for the method of API Gateway that takes all. */
  readonly method: string;
}

/** What callers of an operation must bring. */
export interface SecurityRequirement {
  /** The `security` of the operation, else of the document. */
  readonly entry: MapEntry;
  /** The schemes that it names; an operation that lists several takes any of them. */
  readonly schemes: readonly string[];
  /** It is empty, or has an empty alternative: nobody has to bring anything. */
  readonly isOptional: boolean;
}

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace", "x-amazon-apigateway-any-method"]);
/** Larger documents are generated, and nobody reviews their routes one by one. */
const mostOperations = 2000;
/** Many APIs may share one document. */
const known = new WeakMap<MapValue, { readonly operations: readonly Operation[]; readonly isCut: boolean }>();

/** Whether a value is an OpenAPI document of version 2 (Swagger) or 3. */
export function isOpenApi(document: Value | undefined): document is MapValue {
  const version = textOf(entryOf(document, "openapi")?.value) ?? textOf(entryOf(document, "swagger")?.value);
  return version !== undefined && entryOf(document, "paths")?.value.kind === "map";
}

/** The operations of a document in its order. */
export function operationsOf(document: Value | undefined): readonly Operation[] {
  return declaredBy(document)?.operations ?? [];
}

/** Whether a document has more operations than we look at. */
export function isCut(document: Value | undefined): boolean {
  return declaredBy(document)?.isCut === true;
}

function declaredBy(document: Value | undefined) {
  const paths = entryOf(document, "paths")?.value;
  if (paths?.kind !== "map") return undefined;
  const before = known.get(paths);
  if (before !== undefined) return before;
  const found = [...paths.entries.values()].flatMap((path) => {
    if (path.value.kind !== "map") return [];
    return [...path.value.entries.values()]
      .filter((operation) => methods.has(operation.name.toLowerCase()))
      .map((operation) => ({ path, operation, method: operation.name.startsWith("x-") ? "ANY" : operation.name.toUpperCase() }));
  });
  const declared = { operations: found.slice(0, mostOperations), isCut: found.length > mostOperations };
  known.set(paths, declared);
  return declared;
}

/** The security of an operation: its own, also where it is an empty list, else the document's; undefined where neither says anything. */
export function requirementOf(operation: Value, document: Value): SecurityRequirement | undefined {
  const entry = entryOf(operation, "security") ?? entryOf(document, "security");
  if (entry === undefined) return undefined;
  const alternatives = itemsOf(entry.value);
  const schemes = alternatives.flatMap((one) => (one.kind === "map" ? [...one.entries.keys()] : []));
  return { entry, schemes, isOptional: schemes.length === 0 || alternatives.some((one) => one.kind === "map" && one.entries.size === 0) };
}

/** The declared schemes by name. */
export function schemesOf(document: Value | undefined): ReadonlyMap<string, MapEntry> {
  const schemes = entryOf(entryOf(document, "components")?.value, "securitySchemes")?.value ?? entryOf(document, "securityDefinitions")?.value;
  return schemes?.kind === "map" ? schemes.entries : new Map();
}

/** Whether a file is an OpenAPI document; its text is asked before it is parsed. */
export function isOpenApiFile(path: string, content: FileContent): boolean {
  if (!/\.(?:ya?ml|json)$/.test(path) || content.state !== "text" || !/["']?(?:openapi|swagger)["']?\s*:/.test(content.text)) return false;
  return isOpenApi(parseTemplateFile(path, content).documents[0]);
}
