import type { CodeNode } from "../../../handlers/code-node.ts";
import type { MapEntry, Value } from "../../value.ts";
import { list, scalar, unknown } from "../../value-builders.ts";
import type { JavascriptValues } from "../azure-functions/sources/javascript-values.ts";
import { unlistedEntry } from "../arm/partial-map.ts";

/** The options of a function by name; what cannot be listed (a spread of an unknown object) stands under `...`. */
export function optionsIn(node: CodeNode | undefined, values: JavascriptValues): ReadonlyMap<string, MapEntry> {
  const value = node === undefined ? undefined : values.valueOf(node);
  if (node === undefined || value?.kind !== "map") return new Map();
  const written = values.behind(node);
  return new Map(
    [...value.entries].map(([name, one]) => [name, name === "secrets" ? { ...one, value: secretsOf(written, values, one.value) } : one]),
  );
}

/** Whether options may hold more than is listed. */
export function hasUnlisted(options: ReadonlyMap<string, MapEntry>): boolean {
  return options.has(unlistedEntry);
}

/** `["KEY", apiKey]` where `const apiKey = defineSecret("KEY")`: the names. */
function secretsOf(options: CodeNode, values: JavascriptValues, whole: Value): Value {
  const node = options.parts.find((part) => part.type === "pair" && part.get("key")?.text === "secrets")?.get("value");
  const items = node === undefined || node === null ? undefined : values.behind(node);
  if (items?.type !== "array") return whole;
  return list(
    items.parts.map((item) => secretName(item, values)),
    items.at,
  );
}

function secretName(item: CodeNode, values: JavascriptValues): Value {
  const behind = values.behind(item);
  if (behind.type !== "call_expression") return values.valueOf(item);
  const [name] = behind.get("arguments")?.parts ?? [];
  const isSecret = behind.get("function")?.text.endsWith("defineSecret") === true;
  const value = !isSecret || name === undefined ? undefined : values.valueOf(name);
  return value?.kind === "scalar" ? scalar(value.value, item.at) : unknown("the secret's name is computed", item.at);
}
