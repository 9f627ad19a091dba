import type { Change } from "../change/change.ts";
import type { Draft } from "../rules/rule.ts";

/**
 * Drafts of the head without those that the base had under another name, at the same places: a folder that was moved gives its resources other ids, and a neighbour
 * may become the one that a shared line is told of. `gone` are the base's drafts that the head no longer has. A place counts where its file has the same text.
 */
export function withoutMoved(fresh: readonly Draft[], gone: readonly Draft[], change: Change): readonly Draft[] {
  if (fresh.length === 0 || gone.length === 0) return fresh;
  const before = new Map(change.files.map((file) => [file.path, file.status === "renamed" && file.hunks.length === 0 ? file.previousPath : null]));
  const left = gone.map((draft) => keyOf(draft, (path) => path));
  return fresh.filter((draft) => {
    const key = keyOf(draft, (path) => (before.has(path) ? (before.get(path) ?? null) : path));
    const index = key === null ? -1 : left.indexOf(key);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
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
