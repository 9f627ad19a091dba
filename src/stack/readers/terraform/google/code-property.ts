import { entry, scalar } from "../../../value-builders.ts";
import { type MapEntry, type MapValue, entryOf, textOf } from "../../../value.ts";
import { codePathOf } from "../conversion/code-path.ts";
import { inBlocks } from "../conversion/in-blocks.ts";
import type { ConversionContext } from "../conversion/type-table.ts";
import { findCode } from "./find-code.ts";

/** The property that we add to functions: the folder of their code, relative to the repository's root. */
const property = "code_path";

/** Where a function's code is: behind the object that Terraform uploads, else where its entry point is defined. Undefined for other resources. */
export function codeProperty(raw: MapValue, { instance, evaluation }: ConversionContext): MapEntry | undefined {
  const build = instance.type === "google_cloudfunctions2_function" ? inBlocks(raw, "build_config") : raw;
  const object = sourceObject(raw, instance.type);
  if (object === undefined) return undefined;
  const value = codePathOf(object.value, evaluation);
  const runtime = textOf(entryOf(build, "runtime")?.value);
  const entryPoint = textOf(entryOf(build, "entry_point")?.value);
  if (value.kind !== "unknown" || runtime === undefined || entryPoint === undefined) return entry(property, value, object);
  const found = findCode(runtime, entryPoint, evaluation.snapshot);
  return entry(
    property,
    found === undefined ? value : scalar(found, { path: object.at.path, startLine: object.at.startLine, endLine: object.at.endLine }),
    object,
  );
}

function sourceObject(raw: MapValue, type: string): MapEntry | undefined {
  if (type === "google_cloudfunctions_function") return entryOf(raw, "source_archive_object");
  if (type !== "google_cloudfunctions2_function") return undefined;
  return entryOf(inBlocks(raw, "build_config", "source", "storage_source"), "object");
}
