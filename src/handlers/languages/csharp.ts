import type { CodeModule } from "../code-model.ts";
import { readJavascript } from "./javascript.ts";
export function readCsharp(path: string, text: string): CodeModule {
  return readJavascript(path, "", "javascript");
}
