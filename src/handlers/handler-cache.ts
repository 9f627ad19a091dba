import type { CodeModule } from "./code-model.ts";
import type { Language } from "./facts.ts";
import { readModule } from "./read-module.ts";

/** Modules that were parsed, so that base and head, and functions that share code, parse a file once. Old ones are forgotten first. */
export class HandlerCache {
  private readonly modules = new Map<string, CodeModule>();
  private readonly limit: number;

  constructor(limit = 1500) {
    this.limit = limit;
  }

  /** The module of a file; places carry the path, so the same text under two paths is parsed twice. */
  module(file: { readonly path: string; readonly blobId: string; readonly text: string; readonly language: Language }): CodeModule {
    const key = `${file.language}\0${file.path}\0${file.blobId}`;
    const known = this.modules.get(key);
    if (known !== undefined) {
      this.modules.delete(key);
      this.modules.set(key, known);
      return known;
    }
    const module = readModule(file.path, file.text, file.language);
    this.modules.set(key, module);
    const oldest = this.modules.keys().next();
    if (this.modules.size > this.limit && oldest.done === false) this.modules.delete(oldest.value);
    return module;
  }
}
