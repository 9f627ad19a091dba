import type { NativeResource } from "../../native.ts";
import { entryOf, textOf } from "../../value.ts";

/** The declarations without definition files that a state machine of theirs was read with: what names a file may be code that only its program follows. */
export function withoutReadDefinitions(natives: readonly NativeResource[]): readonly NativeResource[] {
  const read = new Set(natives.filter(({ format }) => format !== "asl").map(definitionPathOf));
  return natives.filter((native) => {
    const path = native.format === "asl" ? definitionPathOf(native) : undefined;
    return path === undefined || !read.has(path);
  });
}

function definitionPathOf({ properties }: NativeResource): string | undefined {
  return textOf(entryOf(properties, "DefinitionPath")?.value);
}
