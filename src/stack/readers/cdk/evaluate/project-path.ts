import { posix } from "node:path";

/** Stands for the absolute path of the repository, which nobody knows before it is checked out. */
const repositoryRoot = "/\u{E200}repository";

/** A path of the repository as the absolute path that a program would see. */
export function absolutePath(path: string): string {
  return path === "" || path === "." ? repositoryRoot : `${repositoryRoot}/${path}`;
}

/** The path from the repository's root that a program's path means; undefined where it leads out of the repository. */
export function repositoryPath(path: string, workingFolder: string): string | undefined {
  const inside = path.startsWith(repositoryRoot) ? path.slice(repositoryRoot.length).replace(/^\//u, "") : posix.join(workingFolder, path);
  if (posix.isAbsolute(path) && !path.startsWith(repositoryRoot)) return undefined;
  const normal = posix.normalize(inside === "" ? "." : inside).replace(/\/$/u, "");
  if (normal.startsWith("..")) return undefined;
  return normal === "." ? "" : normal;
}

/** The text with the repository's stand-in taken out, for values that are shown. */
export function withoutRepositoryRoot(text: string): string {
  return text.includes(repositoryRoot) ? text.replaceAll(`${repositoryRoot}/`, "").replaceAll(repositoryRoot, ".") : text;
}

/** The folder of a path; "" at the root. */
export function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}
