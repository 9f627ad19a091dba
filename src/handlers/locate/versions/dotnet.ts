import type { Snapshot } from "../../../change/snapshot.ts";
import { xmlElements } from "../../../syntax/xml-elements.ts";
import type { LanguageVersion } from "../../facts.ts";
import { foldersOf, foldersUpward } from "../../folders.ts";
import { textAt } from "../../imports/resolution.ts";
import { lowestVersion } from "../lowest-version.ts";

/** The framework that the nearest project file builds for. A runtime of a lower version cannot load it. */
export function dotnetVersions(folder: string, snapshot: Snapshot): readonly LanguageVersion[] {
  const folders = foldersOf(snapshot);
  const projects = foldersUpward(folder)
    .map((above) => folders.filesIn(above).filter((path) => path.endsWith(".csproj")))
    .find((found) => found.length > 0);
  const [path] = projects?.length === 1 ? projects : [];
  const text = path === undefined ? null : textAt(path, snapshot);
  if (path === undefined || text === null || text.length > 1_000_000) return [];
  const frameworks = xmlElements(path, text).filter(({ name }) => name === "TargetFramework");
  const [framework] = frameworks.length === 1 ? frameworks : [];
  const written = framework?.text.trim() ?? "";
  const version = /^net\d+\.\d+$/u.test(written) ? lowestVersion(written.slice("net".length)) : null;
  return framework === undefined || version === null ? [] : [{ version, how: "compiled", text: `<TargetFramework>${written}`, at: framework.at }];
}
