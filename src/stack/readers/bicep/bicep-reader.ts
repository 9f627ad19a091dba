import type { Snapshot } from "../../../change/snapshot.ts";
import type { NativeResource, Reader, Reading } from "../../native.ts";
import type { Value } from "../../value.ts";
import { agreedValue, belongsToTemplate, valueInParameterFile } from "../arm/parameter-files.ts";
import { pathBeside } from "../arm/template-library.ts";
import { BicepLibrary } from "./bicep-library.ts";
import { BicepScope, modulePath } from "./bicep-scope.ts";
import { readScope } from "./read-scope.ts";
import type { BicepFile } from "./syntax.ts";

/** Bicep files with their local modules and parameter files. */
export const bicepReader: Reader = {
  format: "bicep",
  claims: (path) => path.endsWith(".bicep") || path.endsWith(".bicepparam"),
  read: readFiles,
};

function readFiles(paths: readonly string[], snapshot: Snapshot): Reading {
  const library = new BicepLibrary(snapshot);
  const files = paths.flatMap((path) => library.file(path) ?? []);
  const modules = new Set(files.flatMap((file) => file.modules.map((one) => modulePath(file.path, one))));
  const resources: NativeResource[] = [];
  for (const file of files) {
    if (file.path.endsWith(".bicepparam") || modules.has(file.path) || !library.mayOpen(file.path)) continue;
    const argument = argumentsFor(file, files, { library, snapshot });
    resources.push(...readScope(new BicepScope({ name: file.path, file, library, argument, depth: 0 })));
  }
  return { resources, notes: library.notes, files: [...library.filesRead] };
}

type Passed = (parameter: string) => Value | undefined;

/** What the parameter files of a root file pass: each is one environment. */
function argumentsFor(file: BicepFile, files: readonly BicepFile[], read: { library: BicepLibrary; snapshot: Snapshot }): Passed {
  const inBicep = files
    .filter((one) => one.using !== undefined && pathBeside(one.path, one.using) === file.path)
    .map((one): Passed => {
      const scope = new BicepScope({ name: one.path, file: one, library: read.library, argument: () => undefined, depth: 0 });
      return (parameter) => {
        const expression = one.variables.get(parameter);
        return expression === undefined ? undefined : scope.evaluator.evaluate(expression);
      };
    });
  const inJson = [...read.snapshot.entries.keys()]
    .filter((path) => belongsToTemplate(path, file.path))
    .flatMap((path): Passed[] => {
      const document = read.library.document(path);
      return document === undefined ? [] : [(parameter) => valueInParameterFile(document, parameter)];
    });
  const environments = [...inBicep, ...inJson];
  return (parameter) =>
    agreedValue(
      parameter,
      environments.map((passed) => passed(parameter)),
    );
}
