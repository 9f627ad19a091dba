import type { Value } from "../../value.ts";
import { joined, scalar } from "../../value-builders.ts";

/** The last segment of a resource's whole name: `appsettings` of `site/appsettings`. */
export function lastSegment(name: Value): Value {
  const parts = name.kind === "joined" ? name.parts : [name];
  const position = parts.findLastIndex((part) => part.kind === "scalar" && typeof part.value === "string" && part.value.includes("/"));
  const split = parts[position];
  if (split?.kind !== "scalar" || typeof split.value !== "string") return name;
  const rest = split.value.slice(split.value.lastIndexOf("/") + 1);
  return joined([...(rest === "" ? [] : [scalar(rest, split.at)]), ...parts.slice(position + 1)], name.at);
}
