import type { Snapshot } from "../../../../change/snapshot.ts";
import { type TargetedDeployment, isProduction } from "../../../deployments/deployment.ts";
import type { Note } from "../../../native.ts";
import { type Value, textOf } from "../../../value.ts";
import { folderOf, resolvePath } from "../paths.ts";
import { TerragruntFiles, localSource } from "./terragrunt-files.ts";

const mostUnits = 200;

/** Whether a path is a unit of Terragrunt, or what units include. */
export function isTerragrunt(path: string): boolean {
  return path === "terragrunt.hcl" || path.endsWith("/terragrunt.hcl");
}

/** What Terragrunt passes to the modules of the repository, and the files that say so. */
export class TerragruntDeployments {
  readonly filesRead = new Set<string>();
  private readonly byFolder: ReadonlyMap<string, readonly TargetedDeployment[]>;

  constructor(paths: readonly string[], snapshot: Snapshot, notes: Note[]) {
    const deployments = paths.slice(0, mostUnits).flatMap((path) => this.unit(path, snapshot, notes) ?? []);
    this.byFolder = Map.groupBy(deployments, ({ target }) => target);
  }

  /** The deployments of a root module. */
  of(folder: string): readonly TargetedDeployment[] {
    return this.byFolder.get(folder) ?? [];
  }

  private unit(path: string, snapshot: Snapshot, notes: Note[]): TargetedDeployment | undefined {
    const folder = folderOf(path);
    const files = new TerragruntFiles(snapshot);
    const file = files.file(path, folder);
    // What several units include is said once.
    notes.push(...files.notes.filter((note) => !this.filesRead.has(note.path)));
    for (const one of files.read) this.filesRead.add(one);
    if (file === undefined) return undefined;
    const source = localSource(file.source);
    const target = source === undefined ? (file.source === undefined ? folder : undefined) : resolvePath(folder, source);
    const at = { path, startLine: 1, endLine: 1 };
    return target === undefined
      ? undefined
      : { tool: "terraform", target, label: labelOf(file.inputs, folder), at, given: file.inputs, rest: file.rest };
  }
}

/** The stage that an input names, else a folder that is called like production, else the unit's folder. Repositories call the folder of all that runs "live". */
function labelOf(inputs: ReadonlyMap<string, Value>, folder: string): string {
  const stage = ["stage", "environment", "env"].flatMap((name) => textOf(inputs.get(name)) ?? []);
  const production = folder.split("/").find((segment) => segment !== "live" && isProduction(segment));
  return stage[0] ?? production ?? folder;
}
