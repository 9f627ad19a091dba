import type { CodeModule } from "./code-model.ts";
import type { Language } from "./facts.ts";
import { readCsharp } from "./languages/csharp.ts";
import { readGo } from "./languages/go.ts";
import { readJava } from "./languages/java.ts";
import { readJavascript } from "./languages/javascript.ts";
import { readPython } from "./languages/python.ts";

const extensions: ReadonlyMap<string, Language> = new Map([
  ["js", "javascript"],
  ["mjs", "javascript"],
  ["cjs", "javascript"],
  ["jsx", "javascript"],
  ["ts", "typescript"],
  ["mts", "typescript"],
  ["cts", "typescript"],
  ["tsx", "typescript"],
  ["py", "python"],
  ["go", "go"],
  ["java", "java"],
  ["cs", "csharp"],
]);

/** The language of a file by its name; null where we read none. Declaration files hold no code. */
export function languageOf(path: string): Language | null {
  if (/\.d\.[cm]?ts$/u.test(path)) return null;
  return extensions.get(path.slice(path.lastIndexOf(".") + 1)) ?? null;
}

/** Reads one file of code. `loadGrammars` must have been awaited. */
export function readModule(path: string, text: string, language: Language): CodeModule {
  switch (language) {
    case "javascript":
    case "typescript":
      return readJavascript(path, text, language);
    case "python":
      return readPython(path, text);
    case "go":
      return readGo(path, text);
    case "java":
      return readJava(path, text);
    default:
      return readCsharp(path, text);
  }
}
