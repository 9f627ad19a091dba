import type { ArgumentTable, MappedType } from "./type-table.ts";

const known = new WeakMap<MappedType, ReadonlyMap<string, string>>();

/** Answers how Terraform writes a property path of the common shape: `Timeout` → `timeout`, `TracingConfig.Mode` → `tracing_config.mode`. */
export function nativeNamesOf(type: MappedType): (propertyPath: string) => string | undefined {
  const names = known.get(type) ?? namesOf(type);
  known.set(type, names);
  return (propertyPath) => {
    const steps = propertyPath.split(".").filter((step) => Number.isNaN(Number(step)));
    for (let length = steps.length; length > 0; length -= 1) {
      const name = names.get(steps.slice(0, length).join("."));
      if (name !== undefined) return name;
    }
    return undefined;
  };
}

function namesOf(type: MappedType): ReadonlyMap<string, string> {
  const names = new Map<string, string>(Object.entries(type.computedNames ?? {}));
  collect(type.arguments, { path: "", name: "" }, names);
  return names;
}

function collect(table: ArgumentTable, prefix: { readonly path: string; readonly name: string }, names: Map<string, string>): void {
  for (const [argument, target] of Object.entries(table)) {
    const path = joinWords(prefix.path, typeof target === "string" ? target : target.to);
    const name = joinWords(prefix.name, argument);
    if (path !== "" && !names.has(path)) names.set(path, name);
    if (typeof target === "string" || "as" in target) continue;
    collect("block" in target ? target.block : target.blocks, { path, name }, names);
  }
}

function joinWords(prefix: string, word: string): string {
  return [prefix, word].filter((part) => part !== "").join(".");
}
