import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, sep } from "node:path";

/** Where the project of a fixture lies. */
export function fixtureFolder(name: string): string {
  return join(import.meta.dirname, "..", "fixtures", name);
}

/**
 * The files of a fixture project by path, without the expected graph. TypeScript lies there as `.ts.txt`, so that our own compiler leaves it alone; the
 * project sees it as `.ts`.
 */
export function fixtureFiles(name: string): Readonly<Record<string, string>> {
  const folder = fixtureFolder(name);
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (path) => path !== "graph.json" && statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(
    paths.toSorted().map((path) => [
      path
        .split(sep)
        .join("/")
        .replace(/\.ts\.txt$/, ".ts"),
      readFileSync(join(folder, path), "utf8"),
    ]),
  );
}
