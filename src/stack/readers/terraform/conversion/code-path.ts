import { foldersOf } from "../../../../handlers/folders.ts";
import { scalar, unknown } from "../../../value-builders.ts";
import { type Value, textOf } from "../../../value.ts";
import { argumentOf } from "../instance-arguments.ts";
import type { Evaluation } from "../evaluation.ts";
import { resolvePath } from "../paths.ts";
import type { ResourceInstance } from "../resource-instance.ts";

const deepest = 5;

/**
 * The folder or file of the repository from which a package is made, relative to the repository's root: an archive's source behind its output path, an
 * uploaded object's behind its key, or the path itself where the repository holds it. Unknown where the package comes from a build or from elsewhere.
 */
export function codePathOf(value: Value, evaluation: Evaluation, depth = 0): Value {
  if (depth > deepest) return unknown("the source of the package is not known", value.at);
  if (value.kind === "reference") {
    const instance = evaluation.instanceOf(value);
    const source = instance && packageSource(instance);
    return source === undefined ? unknown("the package comes from elsewhere", value.at) : codePathOf(source, evaluation, depth + 1);
  }
  const text = textOf(value);
  const path = text === undefined ? undefined : resolvePath(evaluation.rootFolder, text);
  if (text === undefined || path === undefined)
    return unknown(value.kind === "unknown" ? value.reason : "the source of the package is not known", value.at);
  const archive = evaluation.archiveWritingTo(path);
  const source = archive && packageSource(archive);
  if (source !== undefined) return codePathOf(source, evaluation, depth + 1);
  return isInRepository(path, evaluation) && !isArchive(path)
    ? scalar(path, value.at)
    : unknown(`the package ${text} is made outside of Terraform`, value.at);
}

function packageSource(instance: ResourceInstance): Value | undefined {
  const names = instance.type === "archive_file" ? ["source_dir", "source_file"] : ["source"];
  for (const name of names) {
    const value = argumentOf(instance, name);
    if (value !== undefined && value.kind !== "list" && !(value.kind === "scalar" && value.value === null)) return value;
  }
  return undefined;
}

function isArchive(path: string): boolean {
  return path.endsWith(".zip") || path.endsWith(".jar") || path.endsWith(".tar.gz");
}

function isInRepository(path: string, evaluation: Evaluation): boolean {
  return evaluation.snapshot.entries.has(path) || foldersOf(evaluation.snapshot).has(path);
}
