import type { Snapshot } from "../../../change/snapshot.ts";
import type { LanguageVersion } from "../../facts.ts";
import { foldersOf, foldersUpward } from "../../folders.ts";
import { projectFileAt } from "../../manifests/project-file.ts";
import { lowestVersion } from "../lowest-version.ts";

/** The framework that the nearest project file builds for. A runtime of a lower version cannot load it. */
export function dotnetVersions(folder: string, snapshot: Snapshot): readonly LanguageVersion[] {
  const folders = foldersOf(snapshot);
  const projects = foldersUpward(folder)
    .map((above) => folders.filesIn(above).filter((path) => path.endsWith(".csproj")))
    .find((found) => found.length > 0);
  // Of several projects in one folder nobody can tell which one builds the code.
  const [path] = projects?.length === 1 ? projects : [];
  const properties = path === undefined ? [] : (projectFileAt(path, snapshot)?.properties ?? []);
  const frameworks = properties.filter(({ name }) => name === "TargetFramework");
  const [framework] = frameworks.length === 1 ? frameworks : [];
  if (framework === undefined || framework.isConditional || !/^net\d+\.\d+$/u.test(framework.value)) return [];
  const version = lowestVersion(framework.value.slice("net".length));
  return version === null ? [] : [{ version, how: "compiled", text: `<TargetFramework>${framework.value}`, at: framework.at }];
}
