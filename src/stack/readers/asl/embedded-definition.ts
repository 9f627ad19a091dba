import type { Location } from "../../../change/location.ts";
import { parseTemplate } from "../../../syntax/template-document.ts";
import type { Note } from "../../native.ts";
import type { Value } from "../../value.ts";
import { joined, scalar, unknown } from "../../value-builders.ts";

const holeStart = "\u{E020}";
const holeEnd = "\u{E021}";

/** What a definition that is written as text inside a template says; undefined where it is no JSON or YAML, with a note. */
interface EmbeddedDefinition {
  readonly definition: Value | undefined;
  readonly notes: readonly Note[];
}

/**
 * Parses the text of `DefinitionString`. Lines of the text become lines of the template where it stands in a block; else everything stands where the text
 * stands. References and unknown parts inside the text stay values.
 */
export function embeddedDefinition(text: Value): EmbeddedDefinition {
  const holes: Value[] = [];
  const parts = text.kind === "joined" ? text.parts : [text];
  const source = parts.map((part) => (part.kind === "scalar" ? String(part.value ?? "") : `${holeStart}${holes.push(part) - 1}${holeEnd}`)).join("");
  const { documents, notes } = parseTemplate(text.at.path, source);
  const place = placing(text.at, source);
  const [definition] = documents;
  return {
    definition: definition?.kind === "map" ? placed(definition, { place, holes }) : undefined,
    notes: notes.map((note) => ({ ...note, line: place({ path: note.path, startLine: note.line ?? 1, endLine: note.line ?? 1 }).startLine })),
  };
}

type Place = (at: Location) => Location;

/** A block scalar starts on the line after its header, and holds as many lines as its text. */
function placing(at: Location, source: string): Place {
  const lines = source.trimEnd().split("\n").length;
  const isBlock = lines > 1 && at.endLine - at.startLine === lines;
  if (!isBlock) return () => at;
  return (inner) => ({ path: at.path, startLine: at.startLine + inner.startLine, endLine: at.startLine + inner.endLine });
}

function placed(value: Value, context: { readonly place: Place; readonly holes: readonly Value[] }): Value {
  const at = context.place(value.at);
  switch (value.kind) {
    case "scalar":
      return typeof value.value === "string" && value.value.includes(holeStart) ? filled(value.value, at, context.holes) : { ...value, at };
    case "list":
      return { ...value, items: value.items.map((item) => placed(item, context)), at };
    case "map":
      return {
        ...value,
        entries: new Map(
          [...value.entries].map(([name, entry]) => [
            name,
            { ...entry, key: context.place(entry.key), at: context.place(entry.at), value: placed(entry.value, context) },
          ]),
        ),
        at,
      };
    default:
      return { ...value, at };
  }
}

function filled(text: string, at: Location, holes: readonly Value[]): Value {
  const parts = text.split(holeStart).flatMap((piece, index): readonly Value[] => {
    if (index === 0) return [scalar(piece, at)];
    const [number = "", rest = ""] = piece.split(holeEnd);
    return [holes[Number(number)] ?? unknown("a part that is not known", at), scalar(rest, at)];
  });
  return joined(parts, at);
}
