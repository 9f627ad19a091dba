import type { ResourceKind } from "../stack/vocabulary.ts";
import { visibleLine } from "./visible-text.ts";

export type Mark = "added" | "removed" | "changed";

/**
 * The sign that stands before a label: readers without colours see the difference too. The space is a no-break one, because Mermaid takes "+ " for a list and
 * refuses to draw it.
 */
export const markSigns: Readonly<Record<Mark, string>> = { added: "+\u00a0", removed: "−\u00a0", changed: "~\u00a0" };

/** Strokes only: fills would fight with GitHub's light and dark themes. */
export const classDefinitions: readonly string[] = [
  "classDef added stroke:#1a7f37,stroke-width:3px",
  "classDef removed stroke:#cf222e,stroke-width:3px,stroke-dasharray:6 4",
  "classDef changed stroke:#bf8700,stroke-width:3px",
  "classDef more stroke-dasharray:2 4",
];

const longestLabel = 48;
/** Characters from the start of a path, where not all of it fits. */
const longestStart = 20;

/** Signs that mean something to Mermaid or HTML, and what looks like them. Entities (`#95;`) will not do: some releases of Mermaid draw them as they stand. */
const lookAlikes: ReadonlyMap<string, string> = new Map([
  ['"', "″"],
  ["`", "ˋ"],
  ["<", "‹"],
  [">", "›"],
  ["{", "("],
  ["[", "("],
  ["}", ")"],
  ["]", ")"],
  ["*", "∗"],
  ["\\", "/"],
  ["|", "¦"],
  [";", ","],
]);

/** Foreign text inside a quoted Mermaid label. */
function diagramLabel(text: string): string {
  return harmless(shortened(text, longestLabel - 1));
}

/** The same for the path of a template or module: what tells it from its neighbours stands at its end. */
export function pathLabel(text: string): string {
  return harmless(shortened(text, longestStart));
}

/** At most as many characters as a label takes: those from the start, and what fits of the end. */
function shortened(text: string, start: number): readonly string[] {
  const characters = Array.from(visibleLine(text));
  if (characters.length <= longestLabel) return characters;
  return [...characters.slice(0, start), "…", ...characters.slice(characters.length - (longestLabel - 1 - start))];
}

/**
 * Letters, digits and harmless signs stay; signs with a meaning become their look-alikes and all others a dot, so that no quote, bracket, tag, directive, comment
 * or Markdown string can be formed.
 */
function harmless(characters: readonly string[]): string {
  return characters.map((character) => lookAlikes.get(character) ?? (/[\p{L}\p{N} ./…_,=()$'·-]/u.test(character) ? character : "·")).join("");
}

type Shape = readonly [opening: string, closing: string];

const box: Shape = ["[", "]"];
const shapes: Partial<Record<ResourceKind, Shape>> = {
  function: ["(", ")"],
  "function-app": ["(", ")"],
  queue: ["[[", "]]"],
  topic: ["{{", "}}"],
  subscription: ["{{", "}}"],
  bus: ["{{", "}}"],
  rule: ["{{", "}}"],
  "event-trigger": ["{{", "}}"],
  stream: ["[[", "]]"],
  table: ["[(", ")]"],
  bucket: ["[(", ")]"],
  database: ["[(", ")]"],
  "database-proxy": ["[(", ")]"],
  cache: ["[(", ")]"],
  secret: box,
  api: ["([", "])"],
  route: ["([", "])"],
  authorizer: ["([", "])"],
  distribution: ["([", "])"],
  schedule: ["((", "))"],
  workflow: ["[/", "/]"],
  alarm: [">", "]"],
  "user-pool": box,
};

/** Whether a kind is drawn: what carries data or work is, what only supports it (roles, log groups, versions, networks) is not. */
export function isDrawn(kind: ResourceKind): boolean {
  return shapes[kind] !== undefined;
}

/** A node in the shape of its kind. `id` and `style` are ours. */
export function nodeLine(id: string, kind: ResourceKind | "parameter", label: { readonly name: string; readonly mark: Mark | null }): string {
  const [opening, closing] = (kind === "parameter" ? undefined : shapes[kind]) ?? box;
  const sign = label.mark === null ? "" : markSigns[label.mark];
  return `${id}${opening}"${sign}${diagramLabel(label.name)}<br/>${kind.replaceAll("-", " ")}"${closing}${label.mark === null ? "" : `:::${label.mark}`}`;
}
