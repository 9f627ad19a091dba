import type { Snapshot } from "../../../change/snapshot.ts";
import type { DocumentEntry, DocumentValue } from "../../../syntax/document-value.ts";
import { parseTemplateFile } from "../../../syntax/template-document.ts";
import type { LanguageVersion } from "../../facts.ts";
import { foldersUpward } from "../../folders.ts";
import { within } from "../located.ts";
import { type Version, lowestVersion } from "../lowest-version.ts";

/** The first Node.js that has all of an edition's syntax and library (https://node.green). A `target` type-checks the library of its edition. */
const editions: ReadonlyMap<string, Version> = new Map([
  ["es2020", [14, 0]],
  ["es2021", [16, 0]],
  ["es2022", [16, 11]],
  ["es2023", [20, 0]],
  ["es2024", [22, 0]],
  ["es2025", [24, 0]],
]);
/** Packages of the infrastructure: a manifest that has them speaks of the machine that deploys. */
const infrastructure = new Set(["aws-cdk-lib", "aws-cdk", "serverless", "sst", "osls", "cdktf", "@pulumi/pulumi"]);

/** What the nearest package.json and tsconfig.json say. */
export function nodeVersions(folder: string, snapshot: Snapshot): readonly LanguageVersion[] {
  const manifest = nearest("package.json", folder, snapshot);
  return [...(manifest === null ? [] : [...engines(manifest), ...bundlerTarget(manifest)]), ...compilerTarget(folder, snapshot)];
}

function nearest(name: string, folder: string, snapshot: Snapshot): DocumentValue | null {
  const path = foldersUpward(folder)
    .map((above) => within(above, name))
    .find((candidate) => snapshot.entries.has(candidate));
  const content = path === undefined ? undefined : snapshot.read(path);
  return path === undefined || content?.state !== "text" ? null : (parseTemplateFile(path, content).documents[0] ?? null);
}

function entryAt(value: DocumentValue | undefined, name: string): DocumentEntry | undefined {
  return value?.kind === "map" ? value.entries.get(name) : undefined;
}

function textIn(entry: DocumentEntry | undefined): string | null {
  return entry?.value.kind === "scalar" && typeof entry.value.value === "string" ? entry.value.value : null;
}

function engines(manifest: DocumentValue): readonly LanguageVersion[] {
  const packages = ["dependencies", "devDependencies"].flatMap((section) => {
    const value = entryAt(manifest, section)?.value;
    return value?.kind === "map" ? [...value.entries.keys()] : [];
  });
  const node = entryAt(entryAt(manifest, "engines")?.value, "node");
  const range = textIn(node);
  const version = range === null ? null : lowestVersion(range);
  if (node === undefined || version === null || packages.some((name) => infrastructure.has(name))) return [];
  return [{ version, how: "required", text: `"engines": { "node": "${range}" }`, at: node.at }];
}

/** `esbuild … --target=node22` of a script; nothing where scripts name several. */
function bundlerTarget(manifest: DocumentValue): readonly LanguageVersion[] {
  const scripts = entryAt(manifest, "scripts")?.value;
  const found = (scripts?.kind === "map" ? [...scripts.entries.values()] : []).flatMap((script): readonly LanguageVersion[] => {
    const words = (textIn(script) ?? "").split(/\s+/u);
    const target = words.includes("esbuild") ? words.find((word) => word.startsWith("--target=")) : undefined;
    const version = target === undefined ? null : targetVersion(target.slice("--target=".length).split(",").find(isNode) ?? "");
    return version === null || target === undefined ? [] : [{ version, how: "target", text: target, at: script.at }];
  });
  return found.every(({ text }) => text === found[0]?.text) ? found.slice(0, 1) : [];
}

function isNode(target: string): boolean {
  return target.startsWith("node");
}

/** The Node.js that a bundler's target means: `node22`, `node20.11`; null for targets that are no version of Node.js. */
export function targetVersion(target: string): Version | null {
  return isNode(target) ? lowestVersion(target.slice("node".length)) : null;
}

/** `target` decides which library the compiler takes for granted, unless `lib` does; `ESNext` leaves it to the bundler. */
function compilerTarget(folder: string, snapshot: Snapshot): readonly LanguageVersion[] {
  const config = nearest("tsconfig.json", folder, snapshot);
  const options = config === null ? undefined : entryAt(config, "compilerOptions")?.value;
  const target = entryAt(options, "target");
  const edition = textIn(target);
  const version = edition === null ? undefined : editions.get(edition.toLowerCase());
  if (target === undefined || version === undefined || entryAt(options, "lib") !== undefined) return [];
  return [{ version, how: "target", text: `"target": "${edition}"`, at: target.at }];
}
