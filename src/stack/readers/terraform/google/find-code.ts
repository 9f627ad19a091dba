import type { Snapshot } from "../../../../change/snapshot.ts";
import { folderOf } from "../paths.ts";

/** How a language marks a package, and how an entry point is written in it. */
interface Convention {
  readonly runtime: string;
  readonly marker: string;
  readonly endings: readonly string[];
  readonly folders: readonly string[];
  readonly definitions: (entryPoint: string) => readonly string[];
}

const registrations = (entryPoint: string) =>
  ["http", "cloudEvent", "event", "HTTP", "CloudEvent"].flatMap((call) => [`${call}("${entryPoint}"`, `${call}('${entryPoint}'`]);

const conventions: readonly Convention[] = [
  { runtime: "python", marker: "main.py", endings: ["main.py"], folders: [""], definitions: (name) => [`def ${name}(`] },
  {
    runtime: "nodejs",
    marker: "package.json",
    endings: [".js", ".mjs", ".cjs", ".ts", ".mts"],
    folders: ["", "src/", "lib/"],
    definitions: (name) => [
      ...registrations(name),
      `exports.${name} =`,
      `export const ${name} `,
      `export const ${name}:`,
      `export function ${name}(`,
      `export async function ${name}(`,
    ],
  },
  { runtime: "go", marker: "go.mod", endings: [".go"], folders: [""], definitions: (name) => [`func ${name}(`, ...registrations(name)] },
];

const mostFolders = 40;
const mostFiles = 120;

/**
 * The folder whose code defines an entry point, for packages that a pipeline uploads: the only one of the repository that does. Undefined where none or
 * several do.
 */
export function findCode(runtime: string, entryPoint: string, snapshot: Snapshot): string | undefined {
  const convention = conventions.find((one) => runtime.startsWith(one.runtime));
  if (convention === undefined || entryPoint === "") return undefined;
  const folders = foldersWith(convention.marker, snapshot);
  if (folders.length > mostFolders) return undefined;
  const files = folders.map((folder) => ({ folder, paths: sourcesIn(folder, convention, snapshot) }));
  if (files.reduce((sum, one) => sum + one.paths.length, 0) > mostFiles) return undefined;
  const definitions = convention.definitions(entryPoint);
  const found = files.filter(({ paths }) => paths.some((path) => defines(path, definitions, snapshot)));
  return found.length === 1 ? found[0]?.folder : undefined;
}

function foldersWith(marker: string, snapshot: Snapshot): readonly string[] {
  const paths = [...snapshot.entries.keys()].filter((path) => path === marker || path.endsWith(`/${marker}`));
  return paths
    .map(folderOf)
    .filter((folder) => !folder.split("/").some((part) => part === "node_modules" || part === "vendor" || part === "test" || part === "tests"));
}

function sourcesIn(folder: string, convention: Convention, snapshot: Snapshot): readonly string[] {
  const prefix = folder === "" ? "" : `${folder}/`;
  const places = new Set(convention.folders.map((inner) => folderOf(`${prefix}${inner}x`)));
  return [...snapshot.entries.keys()].filter(
    (path) => places.has(folderOf(path)) && convention.endings.some((ending) => path.endsWith(ending)) && !path.includes(".test."),
  );
}

function defines(path: string, definitions: readonly string[], snapshot: Snapshot): boolean {
  const content = snapshot.read(path);
  // Longer calls have their arguments on lines of their own.
  const text = content.state === "text" ? content.text.replaceAll(/\(\s+/g, "(") : "";
  return definitions.some((definition) => text.includes(definition));
}
