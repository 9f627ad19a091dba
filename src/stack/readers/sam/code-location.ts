import { posix } from "node:path";
import { type MapEntry, entryOf, textOf } from "../../value.ts";
import { entry, mapOf, scalar } from "../../value-builders.ts";
import type { Declaration } from "../cloudformation/declaration.ts";
import { localPath } from "../cloudformation/local-files.ts";

/** `Code` and `CodeUri` of a SAM function: `CodeUri` as the path from the repository's root; null where the code is elsewhere. */
export function codeOf(declaration: Declaration): ReadonlyMap<string, MapEntry | null> {
  const { properties, at, key } = declaration;
  const inlineCode = entryOf(properties, "InlineCode");
  if (inlineCode !== undefined)
    return new Map([["Code", { ...inlineCode, name: "Code", value: mapOf({ ZipFile: inlineCode.value }, inlineCode.value.at) }]]);
  if (properties.entries.has("ImageUri") || textOf(entryOf(properties, "PackageType")?.value) === "Image") return new Map();
  // Without CodeUri, sam build takes the template's own folder.
  const uri = entryOf(properties, "CodeUri") ?? entry("CodeUri", scalar(".", key));
  const folder = localPath(at.path, textOf(uri.value) ?? "s3://");
  if (folder === undefined) return new Map([["CodeUri", null]]);
  return new Map([["CodeUri", { ...uri, value: scalar(folderOfBundle(declaration, folder) ?? folder, uri.value.at) }]]);
}

/** `Target` of the esbuild method, as a property of its own. */
export function bundlerTargetOf({ metadata }: Declaration): MapEntry | undefined {
  const isBundled = textOf(entryOf(metadata, "BuildMethod")?.value) === "esbuild";
  const target = isBundled ? entryOf(entryOf(metadata, "BuildProperties")?.value, "Target") : undefined;
  return target === undefined ? undefined : { ...target, name: "BundlerTarget" };
}

/** esbuild puts the bundle of an entry point at the top of the package: the handler's file is where the entry point is. */
function folderOfBundle(declaration: Declaration, folder: string): string | undefined {
  const file = textOf(entryOf(declaration.properties, "Handler")?.value)?.split(".")[0];
  if (file === undefined) return undefined;
  for (const entryPoint of entryPointsOf(declaration.attributes.get("Metadata"))) {
    const stem = posix.normalize(entryPoint.replace(/\.[cm]?[jt]sx?$/, ""));
    if (stem === file || !stem.endsWith(`/${file}`)) continue;
    return posix.normalize(posix.join(folder, stem.slice(0, -file.length - 1)));
  }
  return undefined;
}

function entryPointsOf(metadata: string | undefined): readonly string[] {
  const parsed = parsedJson(metadata);
  if (!isRecord(parsed) || parsed["BuildMethod"] !== "esbuild" || !isRecord(parsed["BuildProperties"])) return [];
  const entryPoints = parsed["BuildProperties"]["EntryPoints"];
  return Array.isArray(entryPoints) ? entryPoints.filter((one) => typeof one === "string") : [];
}

function parsedJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
