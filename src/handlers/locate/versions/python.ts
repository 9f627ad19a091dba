import type { Snapshot } from "../../../change/snapshot.ts";
import type { LanguageVersion } from "../../facts.ts";
import { folderOf } from "../../folders.ts";
import { nearestFile } from "../../manifests/nearest-file.ts";
import { pythonProjectAt } from "../../manifests/python-project.ts";
import { within } from "../located.ts";
import { lowestVersion } from "../lowest-version.ts";

/** Manifests of code that is a project of its own: a pyproject.toml above it speaks of something else. */
const otherManifests = ["requirements.txt", "setup.py", "setup.cfg", "Pipfile"];
/** Packages of the infrastructure: a manifest that has them speaks of the machine that deploys. */
const infrastructure = ["aws-cdk-lib", "cdktf", "pulumi"];

/** What the nearest pyproject.toml asks for; nothing where it, or the requirements.txt beside it, is of a program that deploys. */
export function pythonVersions(folder: string, snapshot: Snapshot): readonly LanguageVersion[] {
  const path = nearestFile(folder, ["pyproject.toml", ...otherManifests], snapshot);
  if (path?.endsWith("pyproject.toml") !== true) return [];
  const project = pythonProjectAt(path, snapshot);
  const requirements = within(folderOf(path), "requirements.txt");
  const beside = snapshot.entries.has(requirements) ? pythonProjectAt(requirements, snapshot) : undefined;
  const { python } = project ?? {};
  const version = python === undefined ? null : lowestVersion(python.value);
  if (python === undefined || version === null) return [];
  if ([project, beside].some((one) => infrastructure.some((name) => one?.packages.has(name) === true))) return [];
  return [{ version, how: "required", text: python.text, at: python.at }];
}
