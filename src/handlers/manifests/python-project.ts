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
  /** Names of the packages that it asks for, in whatever group, in their plain form. */
  readonly packages: ReadonlySet<string>;
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
    packages: new Set(listed.flatMap(namesIn)),
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
function namesIn(value: DocumentValue): readonly string[] {
  const written = [...itemsOf(value).map((item) => textOf(item) ?? ""), ...entriesOf(value).map(({ name }) => name)];
  return written.flatMap((requirement) => nameIn(requirement) ?? []);
}

/** requirements.txt, line by line: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
const requirementsOnce = parsedOnce((_path, text): PythonProject => {
  return { python: undefined, packages: new Set(text.split("\n").flatMap((line) => nameIn(line.trim()) ?? [])) };
});

/** The name that a requirement of PEP 508 starts with, in its plain form: names differ in neither case nor the sign between their words. */
function nameIn(requirement: string): string | undefined {
  // Options, other files, addresses and paths name no package.
  if (/^[#./-]|:\/\//u.test(requirement)) return undefined;
  const name = /^[\w.-]+/u.exec(requirement)?.[0];
  return name?.toLowerCase().replaceAll(/[._]/gu, "-");
}
