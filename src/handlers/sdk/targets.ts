import type { Target } from "../facts.ts";
import { type Origin, qualifiedName } from "../origin.ts";
import { environmentVariable } from "../program/environment.ts";
import { type EntryParameters, eventPath } from "../program/event.ts";
import type { Resolver } from "../program/resolver.ts";

/** Calls that leave a name what it is. */
const transparent = /^(?::String|:str|github\.com\/aws\/aws-sdk-go(?:-v2)?\/aws:String)$/u;
const transparentMethods = new Set(["trim", "toString", "strip", "topic_path", "topicPath", "queue_path", "queuePath"]);

/** Where the name of a target comes from. */
export function targetOf(origin: Origin | undefined | null, resolver: Resolver, entry: EntryParameters): Target {
  if (origin === undefined || origin === null) return { kind: "unknown" };
  const value = unwrapped(resolver.resolve(origin), resolver, 0);
  const variable = environmentVariable(value);
  if (variable !== null) return { kind: "environment", variable };
  if (value.kind === "literal" && typeof value.value === "string") return { kind: "literal", value: value.value };
  if (value.kind === "list" && value.items.length === 1) return targetOf(value.items[0], resolver, entry);
  return eventPath(value, entry) === null ? { kind: "unknown" } : { kind: "event" };
}

function unwrapped(origin: Origin, resolver: Resolver, depth: number): Origin {
  if (origin.kind === "mixed" && origin.text && origin.parts.length === 1)
    return unwrapped(resolver.resolve(origin.parts[0] ?? origin), resolver, depth + 1);
  if (origin.kind !== "result" || depth > 8 || environmentVariable(origin) !== null) return origin;
  const callee = origin.callee;
  const last = origin.arguments.positional.at(-1);
  if (last !== undefined && transparent.test(qualifiedName(callee) ?? "")) return unwrapped(resolver.resolve(last), resolver, depth + 1);
  if (callee.kind !== "member" || !transparentMethods.has(callee.name)) return origin;
  return unwrapped(resolver.resolve(/path$/iu.test(callee.name) && last !== undefined ? last : callee.of), resolver, depth + 1);
}
