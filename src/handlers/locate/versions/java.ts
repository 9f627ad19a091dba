import type { Snapshot } from "../../../change/snapshot.ts";
import type { LanguageVersion } from "../../facts.ts";
import { javaReleaseAt } from "../../manifests/java-build.ts";
import { nearestFile } from "../../manifests/nearest-file.ts";

/** The level of the classes that the nearest build makes. A runtime of a lower version cannot load them. */
export function javaVersions(folder: string, snapshot: Snapshot): readonly LanguageVersion[] {
  const path = nearestFile(folder, ["pom.xml", "build.gradle", "build.gradle.kts"], snapshot);
  const release = path === undefined ? undefined : javaReleaseAt(path, snapshot);
  const level = release === undefined ? null : levelOf(release.value);
  return release === undefined || level === null ? [] : [{ version: [level, 0], how: "compiled", text: release.text, at: release.at }];
}

/** "21", or "1.8" as versions up to 8 were written. */
function levelOf(text: string): number | null {
  const level = Number(text.startsWith("1.") ? text.slice(2) : text);
  return text !== "" && Number.isInteger(level) ? level : null;
}
