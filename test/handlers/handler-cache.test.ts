import { beforeAll, describe, expect, it } from "vitest";
import type { CodeModule } from "../../src/handlers/code-model.ts";
import type { Handler } from "../../src/handlers/facts.ts";
import { HandlerCache, type ProgramEntry } from "../../src/handlers/handler-cache.ts";
import { type Program, targetKey } from "../../src/handlers/program/program.ts";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";

beforeAll(() => loadGrammars(["typescript"]));

const entry: ProgramEntry = { path: "a.ts", symbol: { kind: "export", name: "handler" }, platform: "aws" };

/** How often a handler is told of programs of the same cache, each made of modules and what "./x" means in the first of them. */
function readings(programs: (module: (path: string, text: string) => CodeModule) => readonly (readonly [readonly CodeModule[], string])[]): number {
  const cache = new HandlerCache();
  let count = 0;
  const read = (): Handler => {
    count += 1;
    return { state: "not-read", reason: "a test" };
  };
  const module = (path: string, text: string) => cache.module({ path, blobId: text, text, language: "typescript" });
  for (const [modules, target] of programs(module)) {
    const program: Program = {
      modules: new Map(modules.map((one) => [one.path, one])),
      targets: new Map([[targetKey("a.ts", "./x"), [target]]]),
      complete: true,
      pending: false,
    };
    cache.handler(program, entry, read);
  }
  return count;
}

describe("what is told of a program", () => {
  it("is told once of the same files with the same imports", () => {
    const program = (module: (path: string, text: string) => CodeModule) => [[module("a.ts", "1"), module("x.ts", "2")], "x.ts"] as const;
    expect(readings((module) => [program(module), program(module)])).toBe(1);
  });

  it.each<[string, string, string, string]>([
    ["a file has another text", "x.ts", "3", "x.ts"],
    ["a file stands elsewhere", "y.ts", "2", "y.ts"],
    ["an import leads to another file of it", "x.ts", "2", "a.ts"],
    ["an import leads out of it", "x.ts", "2", "z.ts"],
  ])("is told again where %s", (_, path, text, target) => {
    const count = readings((module) => [
      [[module("a.ts", "1"), module("x.ts", "2")], "x.ts"],
      [[module("a.ts", "1"), module(path, text)], target],
    ]);
    expect(count).toBe(2);
  });
});
