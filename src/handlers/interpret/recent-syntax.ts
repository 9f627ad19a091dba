import type { LanguageVersion } from "../facts.ts";
import { type Program, targetKey } from "../program/program.ts";

/** Syntax that older versions cannot parse, in the entry file and in files that loading it loads for certain. Of each version the first use. */
export function interpretRecentSyntax(program: Program): readonly LanguageVersion[] {
  const found = new Map<string, LanguageVersion>();
  for (const path of loadedSurely(program)) {
    for (const use of program.modules.get(path)?.recentSyntax ?? []) if (!found.has(use.version.join("."))) found.set(use.version.join("."), use);
  }
  return [...found.values()];
}

/** The entry file first, then what imports lead to that stand under no condition. */
function loadedSurely({ modules, targets }: Program): ReadonlySet<string> {
  const [entry] = modules.keys();
  const loaded = new Set(entry === undefined ? [] : [entry]);
  for (const path of loaded) {
    for (const { module, guarded, typeOnly } of modules.get(path)?.imports ?? []) {
      if (guarded === true || typeOnly) continue;
      for (const target of targets.get(targetKey(path, module)) ?? []) loaded.add(target);
    }
  }
  return loaded;
}
