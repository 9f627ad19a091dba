import { azureFunctionsReader } from "../../../../src/stack/readers/azure-functions/azure-functions-reader.ts";
import type { NativeResource } from "../../../../src/stack/native.ts";
import { valueAt } from "../../../../src/stack/value.ts";
import { memorySnapshot } from "../../../support/memory-snapshot.ts";
import { shown } from "../../../support/shown-value.ts";

/** Reads files as a repository of function apps; a host.json at the root is added where none is given. */
export function readFunctions(files: Readonly<Record<string, string>>) {
  const all = Object.keys(files).some((path) => path.endsWith("host.json")) ? files : { "host.json": `{ "version": "2.0" }`, ...files };
  const snapshot = memorySnapshot(all);
  return azureFunctionsReader.read(
    [...snapshot.entries.keys()].filter((path) => azureFunctionsReader.claims(path)),
    snapshot,
  );
}

export function functionsIn(files: Readonly<Record<string, string>>): readonly NativeResource[] {
  return readFunctions(files).resources.filter((native) => native.type === "AzureFunctions/function");
}

/** The bindings of each function by its name. */
export function bindingsIn(files: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(functionsIn(files).map((native) => [native.name, shown(valueAt(native.properties, "bindings"))]));
}
