import type { Location } from "../../../change/location.ts";
import type { AzureFacts } from "../../azure-facts.ts";
import { type Origin, qualifiedName } from "../../origin.ts";
import type { InterpretContext, RunningCall } from "../context.ts";

const converters: ReadonlySet<string> = new Set([
  "azure.functions.Document.from_dict",
  "azure.functions.Document",
  "azure.functions.DocumentList",
  "json.dumps",
  ":JSON.stringify",
]);

/** Items with a `ttl` that code gives to an output binding: by setting it, or as the function's answer (JavaScript, Python). */
export function timedOutputsOf(running: readonly RunningCall[], context: InterpretContext): AzureFacts["timedOutputs"] {
  const set = running.flatMap(({ call }) => {
    if (call.callee.kind !== "member" || call.callee.name !== "set") return [];
    const given = call.arguments.positional.at(-1);
    return given !== undefined && isTimed(given, context, 0) ? [{ at: call.at }] : [];
  });
  const answered = context.scopes.flatMap(({ scope }) => {
    if (!context.entry.roots.has(scope.id)) return [];
    return scope.returns.some((returned) => isTimed(returned, context, 0)) ? [{ at: headOf(scope.at) }] : [];
  });
  return [...set, ...answered];
}

function isTimed(origin: Origin, context: InterpretContext, depth: number): boolean {
  if (depth > 5) return false;
  const value = context.resolver.resolve(origin);
  if (value.kind === "list") return value.items.some((item) => isTimed(item, context, depth + 1));
  if (value.kind === "result" && converters.has(qualifiedName(value.callee) ?? ""))
    return value.arguments.positional.some((given) => isTimed(given, context, depth + 1));
  if (value.kind !== "object" || value.type !== null) return false;
  const ttl = value.entries.get("ttl");
  return ttl !== undefined && !(ttl.kind === "literal" && ttl.value === null);
}

function headOf(at: Location): Location {
  return { path: at.path, startLine: at.startLine, endLine: at.startLine };
}
