import type { Value } from "../../value.ts";

/**
 * A text that is equal where two names are written alike, also where they are not fully known: names of Azure resources do not tell case, unknown parts are
 * told by their reason, references by where they lead. For comparison and display; `display` gives the short form.
 */
export function nameKey(value: Value | undefined): string {
  return keyed(value, (part) => `{${part}}`, 0).toLowerCase();
}

/** The name as a reader would recognise it: known text, and a dash for what is made at deployment. */
export function displayName(value: Value | undefined): string {
  return collapsed(keyed(value, () => "…", 0));
}

function keyed(value: Value | undefined, hole: (text: string) => string, depth: number): string {
  if (value === undefined || depth > 20) return hole("");
  switch (value.kind) {
    case "scalar":
      return String(value.value ?? "");
    case "joined":
      return value.parts.map((part) => keyed(part, hole, depth + 1)).join("");
    case "reference":
      return hole(`${value.scope ?? ""}|${value.address}.${value.attribute ?? ""}`);
    case "unknown":
      return hole(value.reason);
    default:
      return hole(value.kind);
  }
}

/** Neighbouring gaps become one, with the signs between them. */
function collapsed(text: string): string {
  const pieces = text.split("…");
  const kept = pieces.filter((piece, position) => position === 0 || position === pieces.length - 1 || piece.length > 1);
  return kept.join("…");
}
