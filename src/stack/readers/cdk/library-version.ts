import type { Snapshot } from "../../../change/snapshot.ts";
import { foldersUpward } from "../../../handlers/folders.ts";
import { packageJsonAt } from "../../../handlers/manifests/package-json.ts";
import { pythonProjectAt } from "../../../handlers/manifests/python-project.ts";
import { folderOf } from "./evaluate/project-path.ts";

const library = "aws-cdk-lib";

/** The versions of the CDK that the nearest manifest above a file asks for, as written; undefined where none tells. */
export function libraryVersionAt(path: string, snapshot: Snapshot): string | undefined {
  const read = path.endsWith(".py") ? inPythonProject : inPackageJson;
  for (const folder of foldersUpward(folderOf(path))) {
    const version = read(folder === "" ? "" : `${folder}/`, snapshot);
    if (version !== undefined) return version;
  }
  return undefined;
}

function inPackageJson(folder: string, snapshot: Snapshot): string | undefined {
  const path = `${folder}package.json`;
  const packages = snapshot.entries.has(path) ? packageJsonAt(path, snapshot)?.packages : undefined;
  const found = packages?.dependencies.get(library) ?? packages?.devDependencies.get(library) ?? packages?.peerDependencies.get(library);
  return found?.value;
}

function inPythonProject(folder: string, snapshot: Snapshot): string | undefined {
  const paths = [`${folder}requirements.txt`, `${folder}pyproject.toml`].filter((path) => snapshot.entries.has(path));
  return paths.map((path) => pythonProjectAt(path, snapshot)?.packages.get(library)).find((version) => version !== undefined);
}
