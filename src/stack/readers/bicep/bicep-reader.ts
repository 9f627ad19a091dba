import type { Snapshot } from "../../../change/snapshot.ts";
import type { NativeResource, Reader, Reading } from "../../native.ts";
import type { Value } from "../../value.ts";
import { deploymentsOf } from "../../deployments/deployments.ts";
import { type FileReader, deployedParameter } from "../arm/deployed-parameters.ts";
import { belongsToTemplate, environmentOf, valueInParameterFile } from "../arm/parameter-files.ts";
import { valueAmong } from "../arm/value-among.ts";
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

interface Repository {
  readonly library: BicepLibrary;
  readonly snapshot: Snapshot;
}

/** What a root file gets: from the deployments of the repository, else from the parameter files that belong to it, each of which is one environment. */
function argumentsFor(file: BicepFile, files: readonly BicepFile[], read: Repository): Passed {
  const own = files.filter((one) => one.using !== undefined && pathBeside(one.path, one.using) === file.path);
  const inBicep = new Map(own.map((one) => [one.path, passedByFile(one, read.library)]));
  const all = deploymentsOf(read.snapshot);
  const deployments = [file.path, ...inBicep.keys()].flatMap((target) => all.of("arm", target));
  if (deployments.length === 0) return argumentsOfFiles(file, inBicep, read);
  const fileValue: FileReader = (path, parameter) => {
    const document = inBicep.has(path) ? undefined : read.library.document(path);
    if (document !== undefined) return valueInParameterFile(document, parameter);
    return inBicep.has(path) ? inBicep.get(path)?.(parameter) : "unread";
  };
  return (parameter) =>
    deployedParameter(parameter, deployments, { type: file.parameters.get(parameter)?.type, fileValue, budget: read.library.budget });
}

function argumentsOfFiles(file: BicepFile, inBicep: ReadonlyMap<string, Passed>, read: Repository): Passed {
  const inJson = [...read.snapshot.entries.keys()]
    .filter((path) => belongsToTemplate(path, file.path))
    .flatMap((path): (readonly [string, Passed])[] => {
      const document = read.library.document(path);
      return document === undefined ? [] : [[path, (parameter) => valueInParameterFile(document, parameter)]];
    });
  const environments = [...inBicep, ...inJson];
  return (parameter) =>
    valueAmong(
      parameter,
      environments.map(([path, passed]) => environmentOf(path, parameter, passed(parameter))),
      read.library.budget,
    );
}

function passedByFile(file: BicepFile, library: BicepLibrary): Passed {
  const scope = new BicepScope({ name: file.path, file, library, argument: () => undefined, depth: 0 });
  return (parameter) => {
    const expression = file.variables.get(parameter);
    return expression === undefined ? undefined : scope.evaluator.evaluate(expression);
  };
}
