import { joinPath } from "../folders.ts";
import type { CompilerConfiguration } from "./compiler-configuration.ts";

/** Where a module may stand that is named neither by a path nor by a package. */
interface MappedModule {
  /** Paths without a sure extension, best first. */
  readonly candidates: readonly string[];
  /** A pattern of `paths` is meant for it: it is no package from elsewhere. */
  readonly isOwn: boolean;
}

/** What `paths` and `baseUrl` make of a module's name. Of several patterns that fit, the one with the longest beginning decides, as the compiler has it. */
export function mappedModule(name: string, { paths, pathsFolder, baseUrl }: CompilerConfiguration): MappedModule {
  const fitting = paths.flatMap(([pattern, targets]) => {
    const rest = restIn(pattern, name);
    return rest === undefined ? [] : [{ pattern, targets, rest, length: pattern.includes("*") ? pattern.indexOf("*") : Number.POSITIVE_INFINITY }];
  });
  const [best] = fitting.toSorted((one, other) => other.length - one.length);
  const mapped = (best?.targets ?? []).flatMap(
    (target) =>
      joinPath(
        pathsFolder,
        target.replace("*", () => best?.rest ?? ""),
      ) ?? [],
  );
  const underBase = typeof baseUrl === "string" ? joinPath(baseUrl, name) : null;
  return { candidates: [...mapped, ...(underBase === null ? [] : [underBase])], isOwn: best !== undefined && best.pattern !== "*" };
}

/** What the star of a pattern stands for; undefined where it does not fit. */
function restIn(pattern: string, name: string): string | undefined {
  const star = pattern.indexOf("*");
  if (star === -1) return pattern === name ? "" : undefined;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const fits = name.startsWith(before) && name.endsWith(after) && name.length >= before.length + after.length;
  return fits ? name.slice(before.length, name.length - after.length) : undefined;
}
