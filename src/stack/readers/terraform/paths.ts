/** A path relative to a folder, made relative to the repository's root; undefined where it leaves the repository. */
export function resolvePath(folder: string, path: string): string | undefined {
  if (path.startsWith("/") || path.startsWith("~")) return undefined;
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** How to reach one folder from another; "." for itself. Both are relative to the repository's root. */
export function relativePath(from: string, to: string): string {
  const fromParts = from === "" ? [] : from.split("/");
  const toParts = to === "" ? [] : to.split("/");
  let shared = 0;
  while (shared < fromParts.length && shared < toParts.length && fromParts[shared] === toParts[shared]) shared += 1;
  const steps = [...fromParts.slice(shared).map(() => ".."), ...toParts.slice(shared)];
  return steps.length === 0 ? "." : steps.join("/");
}

/** The folder of a path; "" for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}
