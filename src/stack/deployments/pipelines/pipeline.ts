import type { TextContent } from "../../../syntax/parsed-once.ts";
import { type Value, entryOf, textOf } from "../../value.ts";
import { scalar } from "../../value-builders.ts";
import type { LocalFiles } from "../../readers/cloudformation/local-files.ts";
import type { Allowance } from "../allowance.ts";
import { expanded } from "../expand-text.ts";
import { type Job, type Step, type Variables, scriptOfScalar } from "../script.ts";

/** A file that says what a pipeline does. */
export interface PipelineFile {
  readonly path: string;
  readonly content: TextContent;
  readonly document: Value;
  readonly files: LocalFiles;
  /** How many jobs and steps may still be read. */
  readonly steps: Allowance;
}

/** One kind of pipelines: whether a path may be one, and the jobs that the file describes. */
export interface PipelineKind {
  claims(path: string): boolean;
  jobs(file: PipelineFile): readonly Job[];
}

const deepestList = 5;

/** The steps of a list of commands, of which anchors may make a list of lists; each where it is written. */
export function scriptSteps(section: Value | undefined, file: PipelineFile, variables: Variables, depth = 0): readonly Step[] {
  const written = section?.kind === "list" ? section.items : section === undefined ? [] : [section];
  return written.flatMap((item): readonly Step[] => {
    if (item.kind === "list") return depth < deepestList ? scriptSteps(item, file, variables, depth + 1) : [];
    const content = item.kind === "scalar" ? file.files.content(item.at.path) : undefined;
    if (item.kind !== "scalar" || content === undefined || !file.steps.take()) return [];
    return [{ folder: "", variables, script: scriptOfScalar(item, content) }];
  });
}

/** Longer lists are generated; the names beyond count as set when the pipeline runs. */
const mostNames = 300;

/** Names with text: `env`, `variables`, `with`. `prefix` is how expressions ask for them. */
export function namedValues(section: Value | undefined, variables: Variables, prefixes: readonly string[]): Variables {
  if (section?.kind !== "map") return variables;
  const found = new Map(variables);
  for (const entry of [...section.entries.values()].slice(0, mostNames)) {
    const value = expanded(entry.value, variables);
    const text = value.kind === "scalar" ? scalar(value.value === null ? "" : String(value.value), entry.value.at) : value;
    for (const prefix of prefixes) found.set(prefix.includes("*") ? prefix.replace("*", entry.name) : `${prefix}${entry.name}`, text);
  }
  return found;
}

/** The folder that a path of a pipeline means, from the repository's root; undefined where it is not known or lies outside. */
export function folderBelow(folder: string, value: Value | undefined, variables: Variables): string | undefined {
  if (value === undefined) return folder;
  const text = textOf(expanded(value, variables));
  return text === undefined ? undefined : enter(folder, text);
}

/** Where Cloud Build checks out; what other runners have for it stands for the same. */
const checkout = "/workspace";

/** The variables of a runner that mean the root of the repository. */
export function checkoutVariables({ path }: PipelineFile, ...names: readonly string[]): Variables {
  return new Map(names.map((name) => [name, scalar(checkout, { path, startLine: 1, endLine: 1 })] as const));
}

/** Where `cd` leads from a folder. */
export function enter(folder: string, path: string): string | undefined {
  if (path === checkout || path.startsWith(`${checkout}/`)) return enter("", path.slice(checkout.length + 1));
  if (path.startsWith("/") || path.startsWith("~") || path.includes("://")) return undefined;
  const segments = folder === "" ? [] : folder.split("/");
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join("/");
}

/** The text of an entry of a map. */
export function textIn(value: Value | undefined, name: string): string | undefined {
  return textOf(entryOf(value, name)?.value);
}
