import type { Snapshot } from "../../change/snapshot.ts";
import type { Language } from "../facts.ts";
import { foldersOf, foldersUpward, nameOf } from "../folders.ts";
import { dotnetManifest } from "./dotnet-manifest.ts";
import { goManifest } from "./go-manifest.ts";
import { gradleManifest, mavenManifest } from "./java-manifest.ts";
import type { Ecosystem, Manifest } from "./manifest.ts";
import { nodeManifest } from "./node-manifest.ts";
import { pyprojectManifest, requirementsManifest } from "./python-manifest.ts";

type ManifestReader = (path: string, snapshot: Snapshot) => Manifest | undefined;

/** The manifests of each language by file name, the one that says most first. */
const readers: readonly (readonly [ecosystem: Ecosystem, name: RegExp, read: ManifestReader])[] = [
  ["node", /^package\.json$/u, nodeManifest],
  ["python", /^pyproject\.toml$/u, pyprojectManifest],
  ["python", /^requirements\.txt$/u, requirementsManifest],
  ["go", /^go\.mod$/u, goManifest],
  ["java", /^pom\.xml$/u, mavenManifest],
  ["java", /^build\.gradle(?:\.kts)?$/u, gradleManifest],
  ["dotnet", /\.csproj$/u, dotnetManifest],
];

const ecosystems: Readonly<Record<Language, Ecosystem>> = {
  javascript: "node",
  typescript: "node",
  python: "python",
  go: "go",
  java: "java",
  csharp: "dotnet",
};

/**
 * The manifest that holds for code in a folder: the nearest one of the language from the folder upward. Undefined where there is none, or none that can be read
 * yet: the snapshot then knows what was asked for.
 */
export function manifestOf(folder: string, language: Language, snapshot: Snapshot): Manifest | undefined {
  const own = readers.filter(([ecosystem]) => ecosystem === ecosystems[language]);
  for (const above of foldersUpward(folder)) {
    const files = foldersOf(snapshot).filesIn(above);
    for (const [, name, read] of own) {
      const paths = files.filter((path) => name.test(nameOf(path)));
      // Of several projects in one folder nobody can tell which one builds the code.
      if (paths.length > 1) return undefined;
      const [path] = paths;
      if (path !== undefined) return read(path, snapshot);
    }
  }
  return undefined;
}
