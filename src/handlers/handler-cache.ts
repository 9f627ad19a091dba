import { Remembered } from "../syntax/remembered.ts";
import type { CodeModule } from "./code-model.ts";
import type { Handler, Language } from "./facts.ts";
import type { EntrySymbol } from "./locate/located.ts";
import type { Program } from "./program/program.ts";
import { readModule } from "./read-module.ts";

/** Where a program is entered, and by which platform. */
export interface ProgramEntry {
  readonly path: string;
  readonly symbol: EntrySymbol;
  readonly platform: "aws" | "azure" | "google";
}

/**
 * What was parsed and told of code, so that base and head, and functions that share code, read a file once, and code that a change leaves alone is told of
 * once. Old entries are forgotten first.
 */
export class HandlerCache {
  private readonly modules: Remembered<CodeModule>;
  private readonly handlers: Remembered<Handler>;
  /** Short names of modules: what a program is made of is asked for each function. */
  private readonly numbers = new WeakMap<CodeModule, number>();
  private made = 0;

  constructor(limit = 5000) {
    this.modules = new Remembered(limit);
    this.handlers = new Remembered(limit);
  }

  /** The module of a file; places carry the path, so the same text under two paths is parsed twice. */
  module(file: { readonly path: string; readonly blobId: string; readonly text: string; readonly language: Language }): CodeModule {
    const key = `${file.language}\0${file.path}\0${file.blobId}`;
    return this.modules.get(key, () => {
      const module = readModule(file.path, file.text, file.language);
      this.numbers.set(module, (this.made += 1));
      return module;
    });
  }

  /** What is told of a program, which is the same wherever its files and what their imports lead to are. */
  handler(program: Program, entry: ProgramEntry, read: () => Handler): Handler {
    const files = [...program.modules.values()].map((module) => this.numbers.get(module) ?? 0);
    // Paths make long keys; a module's place in the program is as good. What was left out of the program stands under its path.
    const places = new Map([...program.modules.keys()].map((path, index) => [path, index]));
    const targets = [...program.targets].map(([key, paths]) => {
      const [from = "", ...module] = key.split("\0");
      return [places.get(from) ?? from, ...module, ...paths.map((path) => places.get(path) ?? path)].join("\0");
    });
    return this.handlers.get([JSON.stringify([entry, program.complete]), files.join(), ...targets].join("\n"), read);
  }
}
