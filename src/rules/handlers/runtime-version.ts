import { type Version, lowestVersion } from "../../handlers/locate/lowest-version.ts";

/** `nodejs22.x` is 22.∞: a version of Node.js moves on within its major. */
export function versionOfRuntime(runtime: string): Version | null {
  const match = /^(nodejs|python|java|dotnet)([\d.]+)/.exec(runtime);
  const version = match === null ? null : lowestVersion((match[2] ?? "").replace(/\.$/, ""));
  return version === null ? null : match?.[1] === "nodejs" || match?.[1] === "java" ? [version[0], 999] : version;
}

/** A version as people call it. */
export function shownVersion(runtime: string, [major, minor]: Version): string {
  if (runtime.startsWith("nodejs")) return `Node.js ${minor === 0 ? major : `${major}.${minor}`}`;
  if (runtime.startsWith("python")) return `Python ${major}.${minor}`;
  return runtime.startsWith("java") ? `Java ${major}` : `.NET ${major}`;
}
