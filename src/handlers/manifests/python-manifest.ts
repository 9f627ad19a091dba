import type { Snapshot } from "../../change/snapshot.ts";
import type { DocumentEntry, DocumentValue } from "../../syntax/document-value.ts";
import { parseTomlFile } from "../../syntax/toml-document.ts";
import type { Manifest, ManifestFact } from "./manifest.ts";

/** pyproject.toml: what PEP 621 says, else what Poetry does. */
export function pyprojectManifest(path: string, snapshot: Snapshot): Manifest | undefined {
  const content = snapshot.read(path);
  const document = content.state === "text" ? parseTomlFile(path, content).document : undefined;
  if (document === undefined) return undefined;
  const poetry = entriesAt(document, "tool", "poetry", "dependencies");
  const listed = entriesAt(document, "project").get("dependencies")?.value;
  const dependencies = new Map<string, ManifestFact>();
  for (const item of listed?.kind === "list" ? listed.items : []) addRequirement(dependencies, textOf(item) ?? "", item.at);
  for (const entry of poetry.values()) {
    const version = textOf(entry.value) ?? textOf(entriesAt(entry.value).get("version")?.value) ?? "";
    if (entry.name !== "python") dependencies.set(plainName(entry.name), { value: version, at: entry.at });
  }
  const runtime = entriesAt(document, "project").get("requires-python") ?? poetry.get("python");
  return { ecosystem: "python", path, runtime: factOf(runtime), target: undefined, dependencies };
}

/** requirements.txt: what pip installs; it says nothing of the version of Python. */
export function requirementsManifest(path: string, snapshot: Snapshot): Manifest | undefined {
  const content = snapshot.read(path);
  if (content.state !== "text") return undefined;
  const dependencies = new Map<string, ManifestFact>();
  for (const [index, line] of content.text.split("\n").entries()) {
    const written = line.split(" #")[0]?.trim() ?? "";
    // Options, other files, addresses and paths name no package.
    if (written !== "" && !/^[#./-]|:\/\//u.test(written)) addRequirement(dependencies, written, { path, startLine: index + 1, endLine: index + 1 });
  }
  return { ecosystem: "python", path, runtime: undefined, target: undefined, dependencies };
}

/** A requirement of PEP 508: `name[extras] >=1,<2 ; markers`. */
function addRequirement(dependencies: Map<string, ManifestFact>, requirement: string, at: ManifestFact["at"]): void {
  const [specifier = ""] = requirement.split(";");
  const name = /^[\w.-]+/u.exec(specifier.trim())?.[0];
  if (name === undefined) return;
  const version = specifier
    .trim()
    .slice(name.length)
    .replace(/^\[[^\]]*\]/u, "");
  dependencies.set(plainName(name), { value: version.trim(), at });
}

/** Names differ in neither case nor the sign between their words. */
function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[._]/gu, "-");
}

function entriesAt(value: DocumentValue | undefined, ...steps: readonly string[]): ReadonlyMap<string, DocumentEntry> {
  let current = value;
  for (const step of steps) current = current?.kind === "map" ? current.entries.get(step)?.value : undefined;
  return current?.kind === "map" ? current.entries : new Map();
}

function textOf(value: DocumentValue | undefined): string | undefined {
  return value?.kind === "scalar" && value.value !== null ? String(value.value) : undefined;
}

function factOf(entry: DocumentEntry | undefined): ManifestFact | undefined {
  const value = textOf(entry?.value);
  return entry === undefined || value === undefined ? undefined : { value, at: entry.at };
}
