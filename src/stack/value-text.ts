import type { Value } from "./value.ts";

const longest = 200;

/** A value in one line for readers: references by address, what is not known as `{…}`. At most 200 characters. */
export function valueText(value: Value): string {
  const text = words(value, 0);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function words(value: Value, depth: number): string {
  if (depth > 4) return "{…}";
  if (value.kind === "scalar") return String(value.value);
  if (value.kind === "reference") return value.address;
  if (value.kind === "joined")
    return value.parts
      .slice(0, 40)
      .map((part) => (part.kind === "reference" ? `{${part.address}}` : words(part, depth + 1)))
      .join("");
  if (value.kind === "list")
    return value.items
      .slice(0, 20)
      .map((item) => words(item, depth + 1))
      .join(", ");
  return "{…}";
}
