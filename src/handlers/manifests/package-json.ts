import type { Snapshot } from "../../change/snapshot.ts";
import type { DocumentValue } from "../../syntax/document-value.ts";
import { type TextContent, parsedOnce } from "../../syntax/parsed-once.ts";
import { parseTemplateFile } from "../../syntax/template-document.ts";
import { entriesOf, entryAt, factOf, textOf } from "./document-entries.ts";
import type { ManifestFact } from "./manifest-fact.ts";

const sections = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"] as const;

type Section = (typeof sections)[number];

/** What a package.json says; what it does not say is undefined or empty. */
export interface PackageJson {
  readonly name: string | undefined;
  readonly main: string | undefined;
  readonly types: string | undefined;
  /** `engines.node`. */
  readonly node: ManifestFact | undefined;
  readonly scripts: ReadonlyMap<string, ManifestFact>;
  /** Packages with their versions as written ("" where that is no text), by section. */
  readonly packages: Readonly<Record<Section, ReadonlyMap<string, ManifestFact>>>;
}

/** The package.json at a path; undefined where it is absent, not loaded yet, broken or empty: then nothing is known of the package. */
export function packageJsonAt(path: string, snapshot: Snapshot): PackageJson | undefined {
  const content = snapshot.read(path);
  return content.state === "text" ? packageJsonOf(path, content) : undefined;
}

/** The same of a content that is at hand. */
export function packageJsonOf(path: string, content: TextContent): PackageJson | undefined {
  return parseOnce(path, content) ?? undefined;
}

/** Names of all packages that a package.json declares, for whatever purpose. */
export function declaredIn({ packages }: PackageJson): readonly string[] {
  return sections.flatMap((section) => [...packages[section].keys()]);
}

const parseOnce = parsedOnce((path, _text, content): PackageJson | null => {
  const {
    documents: [document],
    notes,
  } = parseTemplateFile(path, content);
  if (entriesOf(document).length === 0 || notes.length > 0) return null;
  return {
    name: textOf(entryAt(document, "name")?.value),
    main: textOf(entryAt(document, "main")?.value),
    types: textOf(entryAt(document, "types")?.value),
    node: factOf(entryAt(document, "engines", "node")),
    scripts: factsIn(document, "scripts"),
    packages: {
      dependencies: factsIn(document, "dependencies"),
      devDependencies: factsIn(document, "devDependencies"),
      optionalDependencies: factsIn(document, "optionalDependencies"),
      peerDependencies: factsIn(document, "peerDependencies"),
    },
  };
});

function factsIn(document: DocumentValue | undefined, section: string): ReadonlyMap<string, ManifestFact> {
  return new Map(entriesOf(entryAt(document, section)?.value).map((entry) => [entry.name, factOf(entry) ?? { value: "", at: entry.at }] as const));
}
