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
import type { ResourceInstance } from "./resource-instance.ts";
import { circularCalls, rootModules } from "./root-modules.ts";

const endings = [".tf", ".tf.json", ".tofu", ".tofu.json"];

/** Terraform and OpenTofu, in HCL and JSON. Every folder that no other folder calls is a root module, evaluated with the modules that it calls. */
export const terraformReader: Reader = {
  format: "terraform",
  claims: (path) => !path.split("/").includes(".terraform") && (holdsAssignments(path) || endings.some((ending) => path.endsWith(ending))),
  read,
};

function read(paths: readonly string[], snapshot: Snapshot): Reading {
  const notes: Note[] = [];
  const parsed = [...paths].sort().flatMap((path) => parseFile(path, snapshot, notes) ?? []);
  const modules = new Map([...Map.groupBy(parsed, (file) => folderOf(file.path))].map(([folder, files]) => [folder, gatherModule(folder, files)]));
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
  for (const root of roots) {
    const result = readRoot(root, library, snapshot);
    resources.push(...result.resources);
    notes.push(...result.notes);
    for (const file of result.filesRead) files.add(file);
  }
  return { resources, notes, files: [...files] };
}

function readRoot(source: ModuleSource, library: ModuleLibrary, snapshot: Snapshot) {
  const evaluation = new Evaluation(source.folder, snapshot);
  const passed = new DeployedVariables(deploymentsOf(snapshot).of("terraform", source.folder), snapshot, evaluation.notes);
  const root = new ModuleInstance({
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
  const instances = instancesOf(root);
  const resources = mergeDeclarations(instances.flatMap((instance) => convertResource(instance, evaluation)));
  return { resources, notes: evaluation.notes, filesRead: [...evaluation.filesRead, ...passed.filesRead] };
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
