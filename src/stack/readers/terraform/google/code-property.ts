import { entry, scalar } from "../../../value-builders.ts";
import { type MapEntry, type MapValue, entryOf, textOf } from "../../../value.ts";
import { codePathOf } from "../conversion/code-path.ts";
import { inBlocks } from "../conversion/in-blocks.ts";
import type { ConversionContext } from "../conversion/type-table.ts";
import { findCode } from "./find-code.ts";

/** The property that we add to functions: the folder of their code, relative to the repository's root. */
const property = "code_path";
const functionTypes = ["google_cloudfunctions_function", "google_cloudfunctions2_function"];

/**
 * Where a function's code is: behind the object that Terraform uploads, else where its entry point is defined, as for code that a repository or a pipeline
 * gives. Undefined for other resources.
 */
export function codeProperty(raw: MapValue, { instance, evaluation }: ConversionContext): MapEntry | undefined {
  if (!functionTypes.includes(instance.type)) return undefined;
  const build = instance.type === "google_cloudfunctions2_function" ? inBlocks(raw, "build_config") : raw;
  const entryPoint = entryOf(build, "entry_point");
  const object = sourceObject(raw, instance.type);
  const value = object && codePathOf(object.value, evaluation);
  const written = object ?? entryPoint;
  if (written === undefined || (value !== undefined && value.kind !== "unknown")) return value && entry(property, value, object);
  const runtime = textOf(entryOf(build, "runtime")?.value);
  const name = textOf(entryPoint?.value);
  const found = runtime === undefined || name === undefined ? undefined : findCode(runtime, name, evaluation.snapshot);
  if (found === undefined) return value && entry(property, value, written);
  const { path, startLine, endLine } = written.at;
  return entry(property, scalar(found, { path, startLine, endLine }), written);
}

function sourceObject(raw: MapValue, type: string): MapEntry | undefined {
  if (type === "google_cloudfunctions_function") return entryOf(raw, "source_archive_object");
  return entryOf(inBlocks(raw, "build_config", "source", "storage_source"), "object");
}
