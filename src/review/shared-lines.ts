import type { Change } from "../change/change.ts";
import { placeAtHead } from "../change/place-at-head.ts";
import type { Draft } from "../rules/rule.ts";

/**
 * Drafts of the head without those that only changed their speaker: a rule that tells a line once, of the first resource that shares it, tells it of another one when
 * their order changes. What the base told on an unchanged line, of a subject that is no longer told, is background. `gone` are the base's drafts without a twin at head.
 */
export function withoutSharedLines(fresh: readonly Draft[], gone: readonly Draft[], change: Change): readonly Draft[] {
  const told = new Set(
    gone.flatMap((draft) => {
      const at = draft.evidence[0]?.at;
      const place = at === undefined ? null : placeAtHead(change, at.path, at.startLine);
      return place === null ? [] : [keyOf(draft, place)];
    }),
  );
  return fresh.filter((draft) => {
    const at = draft.evidence[0]?.at;
    return at === undefined || !told.has(keyOf(draft, { path: at.path, line: at.startLine }));
  });
}

function keyOf({ claim }: Draft, { path, line }: { readonly path: string; readonly line: number }): string {
  return [claim, path, line].join("\u0000");
}
