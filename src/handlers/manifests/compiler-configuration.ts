import type { Snapshot } from "../../change/snapshot.ts";
import type { DocumentEntry, DocumentValue } from "../../syntax/document-value.ts";
import { parseTemplateFile } from "../../syntax/template-document.ts";
import { folderOf, joinPath } from "../folders.ts";
import { entriesOf, entryAt, factOf, itemsOf, textOf } from "./document-entries.ts";
import type { ManifestFact } from "./manifest-fact.ts";
import { nearestFile } from "./nearest-file.ts";

/** What a tsconfig.json says, with what it takes from the configurations that it extends. Folders are from the repository's root; null leads out of it. */
export interface CompilerConfiguration {
  readonly target: ManifestFact | undefined;
  /** `lib`: which library the code may use, whatever the target. */
  readonly namesLibrary: boolean;
  readonly outDir: string | null | undefined;
  readonly rootDir: string | null | undefined;
  readonly baseUrl: string | null | undefined;
  /** All output goes into one file. */
  readonly joinsOutput: boolean;
  /** `paths`, as written, and the folder that their targets start from. */
  readonly paths: readonly (readonly [pattern: string, targets: readonly string[]])[];
  readonly pathsFolder: string;
  /** Takes settings from another configuration, of the repository or of a package. */
  readonly isExtending: boolean;
  /** False where a configuration that it extends is of a package, absent or not loaded yet: what is not said here may be said there. */
  readonly isWhole: boolean;
}

/** The tsconfig.json that holds for a folder: the nearest one. Undefined where there is none that can be read. */
export function nearestCompilerConfiguration(folder: string, snapshot: Snapshot): CompilerConfiguration | undefined {
  const path = nearestFile(folder, ["tsconfig.json"], snapshot);
  return path === undefined ? undefined : compilerConfigurationAt(path, snapshot);
}

/** The configuration at a path, whatever its name. Undefined where it is absent or not loaded yet. */
export function compilerConfigurationAt(path: string, snapshot: Snapshot): CompilerConfiguration | undefined {
  if (snapshot.read(path).state !== "text") return undefined;
  const { options, isExtending, isWhole } = gather(path, snapshot, 0);
  const folder = (name: string) => folderIn(options.get(name), folderOf(path));
  const paths = options.get("paths");
  return {
    target: factOf(options.get("target")),
    namesLibrary: options.has("lib"),
    outDir: folder("outDir"),
    rootDir: folder("rootDir"),
    baseUrl: folder("baseUrl"),
    joinsOutput: options.has("outFile"),
    paths: entriesOf(paths?.value).map(({ name, value }) => [name, itemsOf(value).flatMap((item) => textOf(item) ?? [])] as const),
    pathsFolder: folder("baseUrl") ?? folderOf(paths?.at.path ?? path),
    isExtending,
    isWhole,
  };
}

/** `extends` is followed so far. */
const deepestExtends = 5;

interface Gathered {
  /** Compiler options by name, each from the configuration that decides. Their places tell which that is. */
  readonly options: Map<string, DocumentEntry>;
  readonly isExtending: boolean;
  readonly isWhole: boolean;
}

/** The options of a configuration over those that it extends; of several of these, the later one decides. */
function gather(path: string, snapshot: Snapshot, depth: number): Gathered {
  const content = snapshot.read(path);
  if (content.state !== "text") return { options: new Map(), isExtending: false, isWhole: false };
  const [document] = parseTemplateFile(path, content).documents;
  const options = new Map<string, DocumentEntry>();
  const names = extendedBy(entryAt(document, "extends")?.value);
  let isWhole = true;
  for (const name of names) {
    const base = depth < deepestExtends ? configurationNamed(name, folderOf(path), snapshot) : undefined;
    const inherited = base === undefined ? undefined : gather(base, snapshot, depth + 1);
    isWhole &&= inherited?.isWhole === true;
    for (const [option, entry] of inherited?.options ?? []) options.set(option, entry);
  }
  for (const entry of entriesOf(entryAt(document, "compilerOptions")?.value)) options.set(entry.name, entry);
  return { options, isExtending: names.length > 0, isWhole };
}

function extendedBy(value: DocumentValue | undefined): readonly string[] {
  return [value, ...itemsOf(value)].flatMap((one) => textOf(one) ?? []);
}

/** `./base`, with or without its extension; configurations of packages are not in the repository. */
function configurationNamed(name: string, folder: string, snapshot: Snapshot): string | undefined {
  const path = name.startsWith(".") ? joinPath(folder, name) : null;
  return path === null ? undefined : [path, `${path}.json`].find((candidate) => snapshot.entries.has(candidate));
}

/** A folder that an option names, from the configuration that names it; `${configDir}` is the folder of the one that extends it. */
function folderIn(option: DocumentEntry | undefined, configurationFolder: string): string | null | undefined {
  const written = textOf(option?.value);
  if (option === undefined || written === undefined) return undefined;
  const ofExtending = written.split("${configDir}")[1];
  return ofExtending === undefined ? joinPath(folderOf(option.at.path), written) : joinPath(configurationFolder, ofExtending);
}
