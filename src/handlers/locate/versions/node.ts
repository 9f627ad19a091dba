import type { Snapshot } from "../../../change/snapshot.ts";
import type { LanguageVersion } from "../../facts.ts";
import { nearestCompilerConfiguration } from "../../manifests/compiler-configuration.ts";
import { nearestFile } from "../../manifests/nearest-file.ts";
import { type PackageJson, packageJsonAt } from "../../manifests/package-json.ts";
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
const infrastructure = ["aws-cdk-lib", "aws-cdk", "serverless", "sst", "osls", "cdktf", "@pulumi/pulumi"];

/** What the nearest package.json and tsconfig.json say. */
export function nodeVersions(folder: string, snapshot: Snapshot): readonly LanguageVersion[] {
  const path = nearestFile(folder, ["package.json"], snapshot);
  const manifest = path === undefined ? undefined : packageJsonAt(path, snapshot);
  return [...(manifest === undefined ? [] : [...engines(manifest), ...bundlerTarget(manifest)]), ...compilerTarget(folder, snapshot)];
}

function engines({ node, packages }: PackageJson): readonly LanguageVersion[] {
  const version = node === undefined ? null : lowestVersion(node.value);
  const deploys = infrastructure.some((name) => packages.dependencies.has(name) || packages.devDependencies.has(name));
  if (node === undefined || version === null || deploys) return [];
  return [{ version, how: "required", text: `"engines": { "node": "${node.value}" }`, at: node.at }];
}

/** `esbuild … --target=node22` of a script; nothing where scripts name several. */
function bundlerTarget({ scripts }: PackageJson): readonly LanguageVersion[] {
  const found = [...scripts.values()].flatMap((script): readonly LanguageVersion[] => {
    const words = script.value.split(/\s+/u);
    const target = words.includes("esbuild") ? words.find((word) => word.startsWith("--target=")) : undefined;
    const version = target === undefined ? null : targetVersion(target.slice("--target=".length));
    return version === null || target === undefined ? [] : [{ version, how: "target", text: target, at: script.at }];
  });
  return found.every(({ text }) => text === found[0]?.text) ? found.slice(0, 1) : [];
}

/** The Node.js that a bundler's target means: `node22`, `node20.11`, also beside others (`es2022,node22`); null for targets that name no version of it. */
export function targetVersion(target: string): Version | null {
  const node = target.split(",").find((one) => one.trim().startsWith("node"));
  return node === undefined ? null : lowestVersion(node.trim().slice("node".length));
}

/** `target` decides which library the compiler takes for granted, unless `lib` does; `ESNext` leaves it to the bundler. */
function compilerTarget(folder: string, snapshot: Snapshot): readonly LanguageVersion[] {
  const configuration = nearestCompilerConfiguration(folder, snapshot);
  const target = configuration?.target;
  const version = editions.get(target?.value.toLowerCase() ?? "");
  if (configuration === undefined || target === undefined || version === undefined) return [];
  // What a configuration of a package says may name the library.
  if (configuration.namesLibrary || !configuration.isWhole) return [];
  return [{ version, how: "target", text: `"target": "${target.value}"`, at: target.at }];
}
