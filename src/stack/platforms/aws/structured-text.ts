import type { Location } from "../../../change/location.ts";
import type { Value } from "../../value.ts";
import { fromPlain, joined, list, mapOf, scalar, unknown } from "../../value-builders.ts";
import { piecesOf } from "./pieces.ts";

const longestText = 1_000_000;
const deepestNesting = 60;
const holeStart = "\u{E010}";
const holeEnd = "\u{E011}";

/**
 * A value that may be written as a map or as JSON text: policies, redrive policies, filters, definitions. JSON text with holes keeps them as values;
 * anything else comes back as it is. Parts of parsed text stand where the text stands.
 */
export function structured(value: Value): Value {
  if (value.kind !== "scalar" && value.kind !== "joined") return value;
  const holes: Value[] = [];
  const text = withHolesMarked(value, holes);
  if (text === undefined || text.length > longestText || !/^\s*[[{]/.test(text)) return value;
  try {
    return filled(JSON.parse(text), { holes, at: value.at }, 0);
  } catch {
    return value.kind === "scalar" ? value : unknown("text that is no JSON until deployment", value.at);
  }
}

/** Writes each hole as a marked number, in quotes of its own where it stands outside a JSON string. */
function withHolesMarked(value: Value, holes: Value[]): string | undefined {
  if (value.kind === "scalar") return typeof value.value === "string" ? value.value : undefined;
  let text = "";
  let inString = false;
  for (const piece of piecesOf(value) ?? []) {
    if ("text" in piece) {
      text += piece.text;
      inString = endsInString(piece.text, inString);
    } else {
      const mark = `${holeStart}${holes.push(piece.hole) - 1}${holeEnd}`;
      text += inString ? mark : `"${mark}"`;
    }
  }
  return text === "" ? undefined : text;
}

function endsInString(text: string, startsInString: boolean): boolean {
  let inString = startsInString;
  for (let position = 0; position < text.length; position += 1) {
    if (text[position] === "\\" && inString) position += 1;
    else if (text[position] === '"') inString = !inString;
  }
  return inString;
}

function filled(plain: unknown, source: { readonly holes: readonly Value[]; readonly at: Location }, depth: number): Value {
  if (depth > deepestNesting) return unknown("nested too deeply", source.at);
  if (typeof plain === "string") return withHolesFilled(plain, source);
  if (Array.isArray(plain)) {
    return list(
      plain.map((item) => filled(item, source, depth + 1)),
      source.at,
    );
  }
  if (typeof plain === "object" && plain !== null) {
    const values = Object.entries(plain).map(([name, inner]) => [name, filled(inner, source, depth + 1)] as const);
    return mapOf(Object.fromEntries(values), source.at);
  }
  return fromPlain(plain, source.at);
}

function withHolesFilled(text: string, source: { readonly holes: readonly Value[]; readonly at: Location }): Value {
  if (!text.includes(holeStart)) return scalar(text, source.at);
  const parts = text.split(holeStart).flatMap((part, position): Value[] => {
    if (position === 0) return [scalar(part, source.at)];
    const [number = "", after = ""] = part.split(holeEnd);
    return [source.holes[Number(number)] ?? unknown("a hole without a value", source.at), scalar(after, source.at)];
  });
  return joined(parts, source.at);
}
