import type { Snapshot } from "../../../change/snapshot.ts";
import { parsedOnce } from "../../../syntax/parsed-once.ts";
import type { Note } from "../../native.ts";
import { parseHcl } from "./parse-hcl.ts";
import { parseJsonConfiguration } from "./parse-json-configuration.ts";
import { folderOf } from "./paths.ts";
import type { Attribute, Block, Body } from "./syntax.ts";

/** The parsed files of one folder. */
export interface ModuleSource {
  /** True for a public module of which we know the inputs, not the text: places are then those of its call. */
  readonly modelled: boolean;
  readonly folder: string;
  readonly variables: ReadonlyMap<string, Block>;
  readonly locals: ReadonlyMap<string, Attribute>;
  /** By `type.name`, in the order of the files. */
  readonly resources: ReadonlyMap<string, Block>;
  readonly data: ReadonlyMap<string, Block>;
  readonly modules: ReadonlyMap<string, Block>;
  readonly outputs: ReadonlyMap<string, Block>;
  readonly providers: readonly Block[];
  /** `terraform` blocks: backend, cloud, required versions. */
  readonly settings: readonly Block[];
  readonly moved: readonly Block[];
  /** Assignments of terraform.tfvars and *.auto.tfvars; they hold where the folder is a root module. */
  readonly assignments: ReadonlyMap<string, Attribute>;
}

export interface ParsedFile {
  readonly path: string;
  readonly body: Body;
  /** False where a part of it could not be understood. */
  readonly isWhole: boolean;
}

/** Whether Terraform reads the file's assignments without being told to. */
export function holdsAssignments(path: string): boolean {
  const name = path.slice(folderOf(path).length).replace("/", "");
  return name === "terraform.tfvars" || name === "terraform.tfvars.json" || name.endsWith(".auto.tfvars") || name.endsWith(".auto.tfvars.json");
}

const parseOnce = parsedOnce((path, text) => (path.endsWith(".json") ? parseJsonConfiguration(path, text) : parseHcl(path, text)));

/** Parses one file; undefined where the snapshot does not (yet) give its text. */
export function parseFile(path: string, snapshot: Snapshot, notes: Note[]): ParsedFile | undefined {
  const content = snapshot.read(path);
  if (content.state === "skipped") notes.push({ path, message: `not read: ${content.reason}` });
  if (content.state !== "text") return undefined;
  const parsed = parseOnce(path, content);
  notes.push(...parsed.notes);
  return { path, body: parsed.body, isWhole: parsed.notes.length === 0 };
}

/** Gathers the blocks of a folder's files. Of two declarations of one name the later file's counts. */
export function gatherModule(folder: string, files: readonly ParsedFile[]): ModuleSource {
  const blocks = files.filter((file) => !holdsAssignments(file.path)).flatMap((file) => file.body.blocks);
  const ofType = (type: string) => blocks.filter((block) => block.type === type);
  const byLabels = (type: string, labels: number) =>
    new Map(ofType(type).flatMap((block) => (block.labels.length >= labels ? [[block.labels.slice(0, labels).join("."), block] as const] : [])));
  return {
    modelled: false,
    folder,
    variables: byLabels("variable", 1),
    locals: new Map(ofType("locals").flatMap((block) => block.body.attributes.map((attribute) => [attribute.name, attribute] as const))),
    resources: byLabels("resource", 2),
    data: byLabels("data", 2),
    modules: byLabels("module", 1),
    outputs: byLabels("output", 1),
    providers: ofType("provider"),
    settings: ofType("terraform"),
    moved: ofType("moved"),
    assignments: new Map(
      files
        .filter((file) => holdsAssignments(file.path))
        .flatMap((file) => file.body.attributes.map((attribute) => [attribute.name, attribute] as const)),
    ),
  };
}
