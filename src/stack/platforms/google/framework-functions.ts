import type { NativeResource } from "../../native.ts";
import { textOf } from "../../value.ts";
import { nameOf } from "./physical-name.ts";
import { valueAtPath } from "./property-path.ts";

const entryPoints = ["entry_point", "build_config.entry_point", "build_config.function_target"];

/** Formats that say of a function how it is deployed, not what it is: a template that declares the same one says more. */
const commandFormats = new Set(["deploy-steps"]);

/** Without the functions that a command deploys although a template declares them. */
function withoutDeclared(natives: readonly NativeResource[]): readonly NativeResource[] {
  const byCommand = natives.filter((native) => commandFormats.has(native.format));
  if (byCommand.length === 0) return natives;
  // Code that registers a function says nothing of its deployment.
  const templates = natives.filter((native) => !commandFormats.has(native.format) && !isRegistered(native));
  const declared = new Set(templates.flatMap((native) => nameOf(native) ?? []));
  const twins = new Set(byCommand.flatMap((native) => (declared.has(nameOf(native) ?? "") ? [native.address] : [])));
  return natives.filter((native) => !commandFormats.has(native.format) || !twins.has(ownerOf(native)));
}

/** The address of the function that a declaration is, or that it lets everybody call. */
function ownerOf({ address }: NativeResource): string {
  return address.split(" ", 1)[0] ?? address;
}

/**
 * Without the functions that source registers with the functions framework and that a declared function may run: the declaration says more. A declaration
 * whose entry point is not known may run any of them.
 */
export function withoutTwins(all: readonly NativeResource[]): readonly NativeResource[] {
  const natives = withoutDeclared(all);
  const registered = natives.filter(isRegistered);
  if (registered.length === 0) return natives;
  const declared = natives.filter((native) => native.format !== "firebase" && native.type.startsWith("google_cloudfunctions"));
  const points = declared.map((native) => entryPoints.map((path) => textOf(valueAtPath(native.properties, path))).find((text) => text !== undefined));
  if (points.includes(undefined)) return natives.filter((native) => !isRegistered(native));
  const taken = new Set(points);
  return natives.filter((native) => !isRegistered(native) || !taken.has(native.name));
}

function isRegistered(native: NativeResource): boolean {
  return native.nativeType === "functions-framework";
}
