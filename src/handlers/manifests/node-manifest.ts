import type { Snapshot } from "../../change/snapshot.ts";
import type { DocumentEntry, DocumentValue } from "../../syntax/document-value.ts";
import { parseTemplateFile } from "../../syntax/template-document.ts";
import { folderOf, joinPath } from "../folders.ts";
import type { Manifest, ManifestFact } from "./manifest.ts";

const sections = ["dependencies", "optionalDependencies", "peerDependencies"];
const deepestExtends = 5;

/** package.json, with the target of the tsconfig.json beside it. */
export function nodeManifest(path: string, snapshot: Snapshot): Manifest | undefined {
  const document = documentAt(path, snapshot);
  if (document === undefined) return undefined;
  const dependencies = sections.flatMap((section) => [...entriesOf(entryAt(document, section)?.value).values()]);
  return {
    ecosystem: "node",
    path,
    runtime: factOf(entryAt(document, "engines", "node")),
    target: targetOf(joinPath(folderOf(path), "tsconfig.json"), snapshot, 0),
    dependencies: new Map(dependencies.flatMap((entry) => [[entry.name, factOf(entry) ?? { value: "", at: entry.at }] as const])),
  };
}

/** `compilerOptions.target`, also of the configuration that a tsconfig.json of the repository extends. */
function targetOf(path: string | null, snapshot: Snapshot, depth: number): ManifestFact | undefined {
  if (path === null || depth > deepestExtends || !snapshot.entries.has(path)) return undefined;
  const document = documentAt(path, snapshot);
  const own = factOf(entryAt(document, "compilerOptions", "target"));
  const base = factOf(entryAt(document, "extends"))?.value;
  if (own !== undefined || base === undefined || !base.startsWith(".")) return own;
  return targetOf(joinPath(folderOf(path), base.endsWith(".json") ? base : `${base}.json`), snapshot, depth + 1);
}

function documentAt(path: string, snapshot: Snapshot): DocumentValue | undefined {
  const content = snapshot.read(path);
  return content.state === "text" ? parseTemplateFile(path, content).documents[0] : undefined;
}

function entriesOf(value: DocumentValue | undefined): ReadonlyMap<string, DocumentEntry> {
  return value?.kind === "map" ? value.entries : new Map();
}

function entryAt(value: DocumentValue | undefined, ...steps: readonly string[]): DocumentEntry | undefined {
  let found: DocumentEntry | undefined;
  let current = value;
  for (const step of steps) {
    found = entriesOf(current).get(step);
    current = found?.value;
  }
  return found;
}

function factOf(entry: DocumentEntry | undefined): ManifestFact | undefined {
  return entry?.value.kind === "scalar" && entry.value.value !== null ? { value: String(entry.value.value), at: entry.at } : undefined;
}
