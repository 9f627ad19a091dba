import type { Change } from "../change/change.ts";
import type { Draft } from "../rules/rule.ts";

/**
 * Drafts of the head without those that the base had in the same words at the same places, of another subject: a folder that was moved gives its resources other ids,
 * another instance of a module has the module's old problems, and a neighbour may become the one that a shared line is told of. A place counts where its file has the
 * same text.
 */
export function withoutKnownPlaces(fresh: readonly Draft[], former: readonly Draft[], change: Change): readonly Draft[] {
  if (fresh.length === 0 || former.length === 0) return fresh;
  const changed = new Map(change.files.map((file) => [file.path, file.status === "renamed" && file.hunks.length === 0 ? file.previousPath : null]));
  const known = new Set(former.map((draft) => keyOf(draft, (path) => path)));
  return fresh.filter((draft) => {
    const key = keyOf(draft, (path) => (changed.has(path) ? (changed.get(path) ?? null) : path));
    return key === null || !known.has(key);
  });
}

/** Claim and places of a draft, in the base's paths; null where one of its files has changed. */
function keyOf({ claim, evidence }: Draft, pathAtBase: (path: string) => string | null): string | null {
  const places = evidence.map(({ at, side }) => {
    const path = side === "base" ? at.path : pathAtBase(at.path);
    return path === null ? null : `${path}:${at.startLine}`;
  });
  return places.includes(null) ? null : [claim, ...places].join("\u0000");
}
