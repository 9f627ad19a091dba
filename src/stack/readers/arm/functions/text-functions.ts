import type { Location } from "../../../../change/location.ts";
import { type Value, textOf } from "../../../value.ts";
import { joined, list, scalar } from "../../../value-builders.ts";
import { unlisted } from "../partial-map.ts";
import { type ArmFunction, overPlain, overText } from "./arm-function.ts";

const longestText = 200_000;

/** Functions that make text. https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-string */
export const textFunctions: readonly (readonly [string, ArmFunction])[] = [
  ["concat", concat],
  ["format", format],
  ["toLower", (values, at) => inCase(values[0], at, (text) => text.toLowerCase())],
  ["toUpper", (values, at) => inCase(values[0], at, (text) => text.toUpperCase())],
  ["trim", overText((text) => text.trim())],
  ["string", (values, at) => (values[0]?.kind === "scalar" ? scalar(String(values[0].value ?? ""), at) : joinedText(values[0]))],
  [
    "replace",
    overText((text, from, to) =>
      typeof from === "string" && from !== "" && typeof to === "string" ? bounded(text.replaceAll(from, to)) : undefined,
    ),
  ],
  [
    "substring",
    overText((text, from, length) =>
      typeof from === "number" ? text.slice(from, typeof length === "number" ? from + length : undefined) : undefined,
    ),
  ],
  ["split", overText(split)],
  ["startsWith", overText((text, part) => text.toLowerCase().startsWith(String(part).toLowerCase()))],
  ["endsWith", overText((text, part) => text.toLowerCase().endsWith(String(part).toLowerCase()))],
  [
    "indexOf",
    overPlain((whole, part) => (Array.isArray(whole) ? whole.indexOf(part) : typeof whole === "string" ? whole.indexOf(String(part)) : undefined)),
  ],
  [
    "padLeft",
    overPlain((text, length, fill) =>
      typeof length === "number" && length < 1_000 ? String(text).padStart(length, typeof fill === "string" ? fill : " ") : undefined,
    ),
  ],
  ["join", overPlain((items, by) => (Array.isArray(items) ? bounded(items.join(String(by))) : undefined))],
  ["uriComponent", overText((text) => encodeURIComponent(text))],
  [
    "uri",
    overText((base, path) =>
      typeof path === "string" ? `${base.endsWith("/") ? base.slice(0, -1) : base}/${path.startsWith("/") ? path.slice(1) : path}` : undefined,
    ),
  ],
  ["base64", overText((text) => Buffer.from(text, "utf8").toString("base64"))],
  ["base64ToString", overText((text) => Buffer.from(text, "base64").toString("utf8"))],
];

/** Text of texts, or a list of lists. A list among them that is not known leaves a hole in the list. */
function concat(values: readonly Value[], at: Location): Value | undefined {
  if (!values.some((value) => value.kind === "list")) {
    return values.some((value) => value.kind === "map") ? undefined : joined(values, at);
  }
  return list(
    values.flatMap((value) => (value.kind === "list" ? value.items : [unlisted(value).value])),
    at,
  );
}

/** Composite formatting: `{0}` is the first argument; alignment and number formats are left to the deployment. */
function format([pattern, ...values]: readonly Value[], at: Location): Value | undefined {
  const text = textOf(pattern);
  if (text === undefined) return undefined;
  const parts: Value[] = [];
  let rest = text;
  for (let open = rest.indexOf("{"); open !== -1; open = rest.indexOf("{")) {
    const close = rest.indexOf("}", open);
    const value = close === -1 ? undefined : values[Number(rest.slice(open + 1, close))];
    if (value === undefined) return undefined;
    parts.push(scalar(rest.slice(0, open), at), value);
    rest = rest.slice(close + 1);
  }
  return joined([...parts, scalar(rest, at)], at);
}

function inCase(value: Value | undefined, at: Location, change: (text: string) => string): Value | undefined {
  if (value?.kind === "scalar") return scalar(change(String(value.value ?? "")), at);
  if (value?.kind === "joined")
    return joined(
      value.parts.map((part) => (part.kind === "scalar" ? scalar(change(String(part.value ?? "")), part.at) : part)),
      at,
    );
  return value?.kind === "reference" || value?.kind === "unknown" ? value : undefined;
}

function joinedText(value: Value | undefined): Value | undefined {
  return value?.kind === "joined" || value?.kind === "reference" ? value : undefined;
}

function split(text: string, by: unknown): unknown {
  const separators = Array.isArray(by) ? by.map(String) : [String(by)];
  return separators.reduce<string[]>((parts, separator) => (separator === "" ? parts : parts.flatMap((part) => part.split(separator))), [text]);
}

function bounded(text: string): string | undefined {
  return text.length > longestText ? undefined : text;
}
