import type { Value } from "../../value.ts";

/** A joined text that is equal for equal parts: a reference is told by its address, an unknown part by its reason. For comparison only. */
export function textWithGaps(value: Value): string | undefined {
  if (value.kind !== "joined") return undefined;
  const parts = value.parts.map((part) => {
    if (part.kind === "scalar") return String(part.value ?? "");
    if (part.kind === "reference") return `\u{E000}${part.scope ?? ""}|${part.address}.${part.attribute ?? ""}\u{E001}`;
    return part.kind === "unknown" ? `\u{E000}${part.reason}\u{E001}` : "\u{E000}\u{E001}";
  });
  return parts.join("");
}
