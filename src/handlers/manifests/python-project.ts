import type { Snapshot } from "../../change/snapshot.ts";
import type { DocumentValue } from "../../syntax/document-value.ts";
import { parsedOnce } from "../../syntax/parsed-once.ts";
import { parseTomlFile } from "../../syntax/toml-document.ts";
import { entriesOf, entryAt, factOf, itemsOf, textOf } from "./document-entries.ts";
import type { QuotedFact } from "./manifest-fact.ts";

/** What a pyproject.toml or requirements.txt says. */
export interface PythonProject {
  /** The versions of Python that it asks for: `>=3.12`. */
  readonly python: QuotedFact | undefined;
  /** The packages that it asks for, in whatever group, by their plain names, with the versions as written: `==2.150.0`. */
  readonly packages: ReadonlyMap<string, string>;
}

/** Where pyproject.toml asks for a version of Python: PEP 621 before Poetry. */
const versionPlaces = [
  ["project", "requires-python"],
  ["tool", "poetry", "dependencies", "python"],
];
/** Where it lists packages: PEP 621, PEP 735, Poetry, uv. A star stands for every key. */
const packagePlaces = [
  ["project", "dependencies"],
  ["project", "optional-dependencies", "*"],
  ["dependency-groups", "*"],
  ["tool", "poetry", "dependencies"],
  ["tool", "poetry", "dev-dependencies"],
  ["tool", "poetry", "group", "*", "dependencies"],
  ["tool", "uv", "dev-dependencies"],
];

/** The pyproject.toml or requirements.txt at a path; undefined where it cannot be read (yet). */
export function pythonProjectAt(path: string, snapshot: Snapshot): PythonProject | undefined {
  const content = snapshot.read(path);
  if (content.state !== "text") return undefined;
  return (path.endsWith(".toml") ? projectOnce(path, content) : requirementsOnce(path, content)) ?? undefined;
}

const projectOnce = parsedOnce((path, _text, content): PythonProject | null => {
  const { document } = parseTomlFile(path, content);
  if (document === undefined) return null;
  const listed = packagePlaces.flatMap((steps) => valuesAt(document, steps));
  return {
    python: versionPlaces.map((steps) => versionAt(document, steps)).find((found) => found !== undefined),
    packages: new Map(listed.flatMap(packagesIn)),
  };
});

function versionAt(document: DocumentValue, steps: readonly string[]): QuotedFact | undefined {
  const fact = factOf(entryAt(document, ...steps));
  return fact === undefined ? undefined : { ...fact, text: `${steps.at(-1)} = "${fact.value}"` };
}

function valuesAt(value: DocumentValue, steps: readonly string[]): readonly DocumentValue[] {
  const [first, ...rest] = steps;
  if (first === undefined) return [value];
  return entriesOf(value).flatMap((entry) => (first === "*" || entry.name === first ? valuesAt(entry.value, rest) : []));
}

/** A list of requirements, or Poetry's table of them. */
function packagesIn(value: DocumentValue): readonly Package[] {
  const listed = itemsOf(value).map((item) => textOf(item) ?? "");
  const keyed = entriesOf(value).map((entry) => `${entry.name} ${textOf(entry.value) ?? ""}`);
  return [...listed, ...keyed].flatMap((requirement) => packageIn(requirement) ?? []);
}

/** requirements.txt, line by line: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
const requirementsOnce = parsedOnce((_path, text): PythonProject => {
  return { python: undefined, packages: new Map(text.split("\n").flatMap((line) => packageIn(line.trim()) ?? [])) };
});

type Package = readonly [name: string, versions: string];

/** The name that a requirement of PEP 508 starts with, in its plain form, and its versions: names differ in neither case nor the sign between their words. */
function packageIn(requirement: string): readonly Package[] | undefined {
  // Options, other files, addresses and paths name no package.
  if (/^[#./-]|:\/\//u.test(requirement)) return undefined;
  const match = /^([\w.-]+)\s*(?:\[[^\]]*\])?\s*([^;#]*)/u.exec(requirement);
  const name = match?.[1]?.toLowerCase().replaceAll(/[._]/gu, "-");
  return name === undefined ? undefined : [[name, match?.[2]?.trim() ?? ""]];
}
