import type { Snapshot } from "../../../change/snapshot.ts";
import type { NativeResource, Reader, Reading } from "../../native.ts";
import { deploymentsOf } from "../../deployments/deployments.ts";
import { type MapValue, type Value, entryOf, textOf, valueAt } from "../../value.ts";
import { type FileReader, deployedParameter } from "./deployed-parameters.ts";
import { ArmScope } from "./arm-scope.ts";
import { belongsToTemplate, environmentOf, isParameterPath, valueInParameterFile } from "./parameter-files.ts";
import { readScope } from "./read-template.ts";
import { TemplateLibrary } from "./template-library.ts";
import { valueAmong } from "./value-among.ts";

const generatedFolders = new Set(["node_modules", "bin", "obj", ".azure", ".git"]);

/** Azure Resource Manager templates in JSON, recognised by their schema. */
export const armReader: Reader = {
  format: "arm",
  claims: (path) =>
    (path.endsWith(".json") || path.endsWith(".jsonc")) &&
    !path.split("/").some((folder) => generatedFolders.has(folder)) &&
    !["package.json", "tsconfig.json", "host.json", "function.json", "local.settings.json"].includes(path.slice(path.lastIndexOf("/") + 1)),
  read: readTemplates,
};

function readTemplates(paths: readonly string[], snapshot: Snapshot): Reading {
  const library = new TemplateLibrary(snapshot);
  const parameterFiles = parameterFilesOf(paths, library);
  const byTemplate = new Map<string, readonly NativeResource[]>();
  for (const path of paths) {
    if (isParameterPath(path) || isCompiled(path, snapshot)) continue;
    const root = library.template(path);
    if (root === undefined || !library.mayOpen(path)) continue;
    const argument = argumentsFor(path, root, { parameterFiles, library });
    byTemplate.set(path, readScope(new ArmScope({ name: path, path, root, library, argument })));
  }
  const resources = [...byTemplate].flatMap(([path, natives]) => (library.linked.has(path) ? [] : natives));
  return { resources, notes: library.notes, files: [...library.filesRead] };
}

interface Repository {
  readonly parameterFiles: readonly { path: string; root: MapValue }[];
  readonly library: TemplateLibrary;
}

/** What a template gets: from the deployments of the repository, else from the parameter files that belong to it, each of which is one environment. */
function argumentsFor(path: string, root: MapValue, { parameterFiles, library }: Repository): (parameter: string) => Value | undefined {
  const deployments = deploymentsOf(library.snapshot).of("arm", path);
  if (deployments.length > 0) {
    const fileValue: FileReader = (file, parameter) => {
      const document = library.document(file);
      return document === undefined ? "unread" : valueInParameterFile(document, parameter);
    };
    const typeOf = (parameter: string) => textOf(valueAt(root, "parameters", parameter, "type"));
    return (parameter) => deployedParameter(parameter, deployments, { type: typeOf(parameter), fileValue, budget: library.budget });
  }
  const files = parameterFiles.filter((file) => belongsToTemplate(file.path, path));
  return (parameter) =>
    valueAmong(
      parameter,
      files.map((file) => environmentOf(file.path, parameter, valueInParameterFile(file.root, parameter))),
      library.budget,
    );
}

function parameterFilesOf(paths: readonly string[], library: TemplateLibrary): readonly { path: string; root: MapValue }[] {
  return paths.filter(isParameterPath).flatMap((path) => {
    const content = library.snapshot.read(path);
    if (content.state !== "text" || !content.text.includes("deploymentParameters.json")) return [];
    const root = library.document(path);
    return root !== undefined && textOf(entryOf(root, "$schema")?.value)?.includes("deploymentParameters.json") === true ? [{ path, root }] : [];
  });
}

/** What `bicep build` wrote beside its source is read from the source. */
function isCompiled(path: string, snapshot: Snapshot): boolean {
  return path.endsWith(".json") && snapshot.entries.has(`${path.slice(0, -".json".length)}.bicep`);
}
