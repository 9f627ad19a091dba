import { list, scalar } from "../../../value-builders.ts";
import { type Value, entryOf, itemsOf, textOf } from "../../../value.ts";
import type { Evaluation } from "../evaluation.ts";
import { argumentOf } from "../instance-arguments.ts";
import { resolvePath } from "../paths.ts";
import type { ResourceInstance } from "../resource-instance.ts";

/** The names of the files in a package that an `archive_file` makes of single files; undefined where it takes a folder, or where a name is not known. */
export function packageContentsOf(filename: Value, evaluation: Evaluation): Value | undefined {
  const archive = archiveBehind(filename, evaluation);
  if (archive === undefined || isWritten(archive, "source_dir")) return undefined;
  const single = argumentOf(archive, "source_file");
  const written = itemsOf(argumentOf(archive, "source")).map((source) => entryOf(source, "filename")?.value);
  if (isWritten(archive, "source_content_filename")) written.push(argumentOf(archive, "source_content_filename"));
  const names = [...(single === undefined ? [] : [nameOf(single)]), ...written];
  const known = names.flatMap((name) => (textOf(name) === undefined || name === undefined ? [] : [name]));
  return known.length === names.length && names.length > 0 ? list(known, known[0]?.at ?? filename.at) : undefined;
}

function archiveBehind(filename: Value, evaluation: Evaluation): ResourceInstance | undefined {
  const path = resolvePath(evaluation.rootFolder, textOf(filename) ?? "");
  const named = path === undefined ? undefined : evaluation.archiveWritingTo(path);
  const instance = filename.kind === "reference" ? evaluation.instanceOf(filename) : named;
  return instance?.type === "archive_file" ? instance : undefined;
}

function isWritten(instance: ResourceInstance, name: string): boolean {
  const value = argumentOf(instance, name);
  return value !== undefined && !(value.kind === "scalar" && value.value === null);
}

/** A single file stands at the top of the archive under its own name. */
function nameOf(file: Value): Value | undefined {
  const name = textOf(file)?.split("/").at(-1);
  return name === undefined || name === "" ? undefined : scalar(name, file.at);
}
