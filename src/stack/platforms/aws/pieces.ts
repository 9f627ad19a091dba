import type { ReferenceValue, UnknownValue, Value } from "../../value.ts";

/** A part of a text: known characters, or a hole that a reference or an unknown value leaves. */
export type Piece = { readonly text: string } | { readonly hole: ReferenceValue | UnknownValue };

/** Joins deeper than this are not followed: templates that people write do not nest them. */
const deepestJoin = 20;

/** The value as a text with holes; undefined where it is a list or a map, or nested without end. */
export function piecesOf(value: Value, depth = 0): readonly Piece[] | undefined {
  switch (value.kind) {
    case "scalar":
      return [{ text: value.value === null ? "" : String(value.value) }];
    case "reference":
    case "unknown":
      return [{ hole: value }];
    case "joined": {
      if (depth > deepestJoin) return undefined;
      const pieces: Piece[] = [];
      for (const part of value.parts) {
        const inner = piecesOf(part, depth + 1);
        if (inner === undefined) return undefined;
        for (const piece of inner) append(pieces, piece);
      }
      return pieces;
    }
    default:
      return undefined;
  }
}

/**
 * A text that is equal for equal pieces: a hole of a reference is told by its address, an unknown hole by its reason, which names the parameter that
 * leaves it open. For comparison only.
 */
export function keyOf(pieces: readonly Piece[], scope: string): string {
  return pieces
    .map((piece) => {
      if ("text" in piece) return piece.text;
      if (piece.hole.kind === "unknown") return `\u{E000}${piece.hole.reason}\u{E001}`;
      return `\u{E000}${piece.hole.scope ?? scope}|${piece.hole.address}\u{E001}`;
    })
    .join("");
}

/** Whether any character of the text is known. */
export function hasText(pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => "text" in piece && /[A-Za-z0-9]/.test(piece.text));
}

/** The pieces without a known beginning; undefined where the text begins otherwise. */
export function withoutPrefix(pieces: readonly Piece[], prefix: string): readonly Piece[] | undefined {
  const [first, ...rest] = pieces;
  if (first === undefined || !("text" in first) || !first.text.startsWith(prefix)) return undefined;
  const text = first.text.slice(prefix.length);
  return text === "" ? rest : [{ text }, ...rest];
}

/** Splits at the first of these characters that stands in known text; `after` begins with it. */
export function splitAtAny(pieces: readonly Piece[], characters: string): { before: readonly Piece[]; after: readonly Piece[] } {
  for (const [position, piece] of pieces.entries()) {
    if (!("text" in piece)) continue;
    const found = firstOf(piece.text, characters);
    if (found === -1) continue;
    const before = piece.text.slice(0, found);
    const after = piece.text.slice(found);
    return {
      before: [...pieces.slice(0, position), ...(before === "" ? [] : [{ text: before }])],
      after: [{ text: after }, ...pieces.slice(position + 1)],
    };
  }
  return { before: pieces, after: [] };
}

function firstOf(text: string, characters: string): number {
  for (let position = 0; position < text.length; position += 1) if (characters.includes(text.charAt(position))) return position;
  return -1;
}

function append(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if ("text" in piece && last !== undefined && "text" in last) pieces[pieces.length - 1] = { text: last.text + piece.text };
  else if (!("text" in piece) || piece.text !== "") pieces.push(piece);
}
