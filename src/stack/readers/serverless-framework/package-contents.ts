import { type MapEntry, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { entry, list } from "../../value-builders.ts";
import type { Service } from "./service.ts";
import { isTrue } from "./settings.ts";

/** Plugins that leave packages alone. */
const harmless = new Set([
  "serverless-offline",
  "serverless-iam-roles-per-function",
  "serverless-step-functions",
  "serverless-domain-manager",
  "serverless-prune-plugin",
  "serverless-dotenv-plugin",
]);
const everything = new Set(["!**", "!./**", "!**/*", "!./**/*"]);

/**
 * The patterns of a function's package, where they name all of its files: they start by leaving everything out, and nothing else packs. Functions that are not
 * packaged on their own have the service's patterns alone.
 */
export function packageContentsOf(service: Service, { value }: MapEntry): readonly MapEntry[] {
  const [shared, own] = [service.packaging, entryOf(value, "package")?.value];
  const packsOtherwise = service.build !== undefined || service.plugins === undefined || !service.plugins.every((plugin) => harmless.has(plugin));
  if (packsOtherwise || [shared, own].some((part) => part?.kind === "unknown" || hasOtherSettings(part))) return [];
  const isAlone = [shared, own].some((part) => isTrue(entryOf(part, "individually")?.value));
  const written = [shared, ...(isAlone ? [own] : [])].flatMap((part) => itemsOf(entryOf(part, "patterns")?.value));
  const patterns = written.map((pattern) => textOf(pattern));
  if (patterns.some((pattern) => pattern === undefined) || !everything.has(patterns[0] ?? "")) return [];
  const taken = written.filter((pattern) => textOf(pattern)?.startsWith("!") === false);
  const [first] = taken;
  return first === undefined ? [] : [entry("PackageContents", list(taken, first.at))];
}

function hasOtherSettings(part: Value | undefined): boolean {
  return ["artifact", "include", "exclude"].some((name) => entryOf(part, name) !== undefined);
}
