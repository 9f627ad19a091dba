import { entry } from "../../value-builders.ts";
import { type MapEntry, type MapValue, entryOf } from "../../value.ts";
import type { ConversionContext } from "./conversion/type-table.ts";
import { codePathOf } from "./conversion/code-path.ts";
import { inBlocks } from "./conversion/in-blocks.ts";

/** The property that we add to functions whose package Terraform uploads from a folder of the repository. */
export const codePathProperty = "code_path";

/** Where a function's code is: its uploaded object's archive's folder. Undefined for other resources. */
export function codeProperty(raw: MapValue, context: ConversionContext): MapEntry | undefined {
  const object = sourceObject(raw, context.instance.type);
  return object && entry(codePathProperty, codePathOf(object.value, context.evaluation), object);
}

function sourceObject(raw: MapValue, type: string): MapEntry | undefined {
  if (type === "google_cloudfunctions_function") return entryOf(raw, "source_archive_object");
  if (type !== "google_cloudfunctions2_function") return undefined;
  return entryOf(inBlocks(raw, "build_config", "source", "storage_source"), "object");
}
