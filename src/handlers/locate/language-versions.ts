import type { Snapshot } from "../../change/snapshot.ts";
import type { Language, LanguageVersion } from "../facts.ts";
import { javaVersions } from "./versions/java.ts";
import { dotnetVersions } from "./versions/dotnet.ts";
import { nodeVersions } from "./versions/node.ts";
import { pythonVersions } from "./versions/python.ts";

/** Reads what the project files from a folder upward say of the language's version. */
type ReadVersions = (folder: string, snapshot: Snapshot) => readonly LanguageVersion[];

const readers: ReadonlyMap<Language, ReadVersions> = new Map([
  ["javascript", nodeVersions],
  ["typescript", nodeVersions],
  ["python", pythonVersions],
  ["java", javaVersions],
  ["csharp", dotnetVersions],
]);

/** The versions of its language that the project files of some code name; none where a file is not loaded yet. */
export function languageVersions(language: Language, folder: string, snapshot: Snapshot): readonly LanguageVersion[] {
  return readers.get(language)?.(folder, snapshot) ?? [];
}
