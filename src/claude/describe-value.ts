import type { Value } from "../stack/value.ts";

const deepest = 6;
const mostItems = 40;

/** A value in compact words: references as `ref(address.attribute)`, what is not known as `unknown(reason)`. At most `limit` characters and a remark. */
export function describeValue(value: Value | undefined, limit = 200): string {
  const text = value === undefined ? "(absent)" : words(value, 0);
  return text.length <= limit ? text : `${text.slice(0, limit)} … (cut)`;
}

function words(value: Value, depth: number): string {
  if (depth > deepest) return "…";
  switch (value.kind) {
    case "scalar":
      return JSON.stringify(value.value);
    case "list":
      return `[${some(
        value.items.slice(0, mostItems).map((item) => words(item, depth + 1)),
        value.items.length,
      )}]`;
    case "map": {
      const entries = [...value.entries.values()];
      return `{${some(
        entries.slice(0, mostItems).map((entry) => `${entry.name}: ${words(entry.value, depth + 1)}`),
        entries.length,
      )}}`;
    }
    case "reference":
      return `ref(${value.address}${value.attribute === undefined ? "" : `.${value.attribute}`})`;
    case "joined":
      return `"${value.parts
        .slice(0, mostItems)
        .map((part) => partWords(part, depth + 1))
        .join("")}"`;
    default:
      return `unknown(${value.reason})`;
  }
}

function partWords(part: Value, depth: number): string {
  return part.kind === "scalar" ? String(part.value) : `\${${words(part, depth)}}`;
}

function some(items: readonly string[], total: number): string {
  return total > items.length ? [...items, `… ${total - items.length} more`].join(", ") : items.join(", ");
}
