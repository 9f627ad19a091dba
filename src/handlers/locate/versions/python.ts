import type { Snapshot } from "../../../change/snapshot.ts";
import type { LanguageVersion } from "../../facts.ts";
import { foldersUpward } from "../../folders.ts";
import { textAt } from "../../imports/resolution.ts";
import { within } from "../located.ts";
import { lowestVersion } from "../lowest-version.ts";

/** Where pyproject.toml says which Python the project needs. */
const places: readonly (readonly [table: string, key: string])[] = [
  ["project", "requires-python"],
  ["tool.poetry.dependencies", "python"],
];
/** Manifests of code that is a project of its own: a pyproject.toml above it speaks of something else. */
const otherManifests = ["requirements.txt", "setup.py", "setup.cfg", "Pipfile"];

/** What the nearest pyproject.toml says; nothing for the project of a CDK app, which speaks of the machine that deploys. */
export function pythonVersions(folder: string, snapshot: Snapshot): readonly LanguageVersion[] {
  const names = ["pyproject.toml", ...otherManifests];
  const nearest = foldersUpward(folder)
    .flatMap((above) => names.map((name) => within(above, name)))
    .find((path) => snapshot.entries.has(path));
  const text = nearest?.endsWith("pyproject.toml") === true ? textAt(nearest, snapshot) : null;
  if (nearest === undefined || text === null || text.includes("aws-cdk-lib")) return [];
  return places.flatMap(([table, key]) => requirement(text, { path: nearest, table, key })).slice(0, 1);
}

/** One key of one table with a text on its line: the part of TOML that these keys are written in. */
function requirement(text: string, from: { path: string; table: string; key: string }): readonly LanguageVersion[] {
  let table = "";
  for (const [index, line] of text.split("\n").entries()) {
    const written = line.trim();
    if (written.startsWith("[")) table = written.replaceAll(/[[\]\s]|#.*$/gu, "");
    const equals = written.indexOf("=");
    if (table !== from.table || equals === -1 || written.slice(0, equals).trim() !== from.key) continue;
    const value = /^(["'])(.*?)\1/u.exec(written.slice(equals + 1).trim())?.[2];
    const version = value === undefined ? null : lowestVersion(value);
    const at = { path: from.path, startLine: index + 1, endLine: index + 1 };
    return version === null ? [] : [{ version, how: "required", text: `${from.key} = "${value}"`, at }];
  }
  return [];
}
