import type { Snapshot } from "../../../change/snapshot.ts";
import { deploymentsOf } from "../../deployments/deployments.ts";
import type { NativeResource, Note, Reader, Reading } from "../../native.ts";
import { mergeDeclarations } from "./aws/merge-declarations.ts";
import { convertResource } from "./convert-resource.ts";
import { DeployedVariables } from "./deployed-variables.ts";
import { Evaluation } from "./evaluation.ts";
import { ModuleInstance } from "./module-instance.ts";
import { ModuleLibrary } from "./module-library.ts";
import { type ModuleSource, type ParsedFile, gatherModule, holdsAssignments, parseFile } from "./module-source.ts";
import { folderOf } from "./paths.ts";
import { RemoteStates } from "./remote-states.ts";
import type { ResourceInstance } from "./resource-instance.ts";
import { circularCalls, rootModules } from "./root-modules.ts";
import { TerragruntDeployments, isTerragrunt } from "./terragrunt/terragrunt-deployments.ts";
import { undeclaredReferences } from "./undeclared-references.ts";

const endings = [".tf", ".tf.json", ".tofu", ".tofu.json"];

/** Modules that many root modules call multiply; what people write stays far below. */
const mostOfAll = 40_000;

/** Terraform and OpenTofu, in HCL and JSON. Every folder that no other folder calls is a root module, evaluated with the modules that it calls. */
export const terraformReader: Reader = {
  format: "terraform",
  claims: (path) =>
    !path.split("/").includes(".terraform") && (holdsAssignments(path) || isTerragrunt(path) || endings.some((ending) => path.endsWith(ending))),
  read,
};

function read(paths: readonly string[], snapshot: Snapshot): Reading {
  const notes: Note[] = [];
  const sorted = [...paths].sort();
  const parsed = sorted.filter((path) => !isTerragrunt(path)).flatMap((path) => parseFile(path, snapshot, notes) ?? []);
  const folders = Map.groupBy(parsed, (file) => folderOf(file.path));
  const modules = new Map([...folders].map(([folder, files]) => [folder, gatherModule(folder, files)]));
  for (const [folder, module] of modules) notes.push(...undeclaredReferences(module, folders.get(folder) ?? [], snapshot));
  const library = new ModuleLibrary(modules);
  const resources: NativeResource[] = [];
  const files = new Set(parsed.map((file: ParsedFile) => file.path));
  const roots = rootModules(modules);
  for (const call of circularCalls(modules, roots)) {
    notes.push({
      path: call.at.path,
      line: call.at.startLine,
      message: `module ${call.labels[0] ?? ""} calls the module that calls it; neither was read`,
    });
  }
  const units = new TerragruntDeployments(sorted.filter(isTerragrunt), snapshot, notes);
  for (const file of units.filesRead) files.add(file);
  const states = new RemoteStates();
  const instances = roots.map((root) => {
    const evaluation = new Evaluation(root.folder, snapshot, states);
    const passed = new DeployedVariables(
      [...deploymentsOf(snapshot).of("terraform", root.folder), ...units.of(root.folder)],
      snapshot,
      evaluation.notes,
    );
    for (const file of passed.filesRead) files.add(file);
    return rootInstance(root, { library, evaluation, passed });
  });
  for (const root of instances) states.add(root);
  const refused: string[] = [];
  let left = mostOfAll;
  for (const root of instances) {
    const found = instancesOf(root);
    if (found.length > left) {
      refused.push(folders.get(root.source.folder)?.[0]?.path ?? root.source.folder);
      continue;
    }
    left -= found.length;
    for (const one of mergeDeclarations(found.flatMap((instance) => convertResource(instance, root.evaluation)))) resources.push(one);
  }
  notes.push(...tooMany(refused));
  // A root module is evaluated further where another one reads its state.
  for (const { evaluation } of instances) {
    notes.push(...evaluation.notes);
    for (const file of evaluation.filesRead) files.add(file);
  }
  return { resources, notes, files: [...files] };
}

function tooMany([first, ...others]: readonly string[]): readonly Note[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? "" : `, and ${others.length} more of them`;
  return [{ path: first, line: 1, message: `the root modules declare more than ${mostOfAll} resources: the one here was left out${more}` }];
}

interface RootContext {
  readonly library: ModuleLibrary;
  readonly evaluation: Evaluation;
  readonly passed: DeployedVariables;
}

function rootInstance(source: ModuleSource, { library, evaluation, passed }: RootContext): ModuleInstance {
  return new ModuleInstance({
    evaluation,
    library,
    source,
    call: undefined,
    scopeName: source.folder === "" ? "." : source.folder,
    displayPrefix: "",
    depth: 0,
    conditional: false,
    passed,
  });
}

/** Every resource and data instance of a module and of the modules that it calls. */
function instancesOf(module: ModuleInstance): readonly ResourceInstance[] {
  const found: ResourceInstance[] = [];
  for (const [mode, blocks] of [
    ["managed", module.source.resources],
    ["data", module.source.data],
  ] as const) {
    for (const block of blocks.values()) {
      const set = module.resources(mode, block.labels[0] ?? "", block.labels[1] ?? "");
      if (set !== undefined) found.push(...set.byKey.values());
    }
  }
  for (const name of module.source.modules.keys()) {
    const children = module.children(name);
    for (const child of children?.byKey.values() ?? []) found.push(...instancesOf(child));
  }
  return found;
}
