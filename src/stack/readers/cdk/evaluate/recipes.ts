import type { Location } from "../../../../change/location.ts";
import { solutionsConstructs } from "../recipes/solutions-constructs.ts";
import { solutionsParts } from "../recipes/solutions-parts.ts";
import type { Module } from "../syntax/syntax.ts";
import { readTypescript } from "../syntax/typescript-module.ts";
import type { ClassDatum, LibraryDatum } from "./datum.ts";
import { Environment } from "./environment.ts";
import type { Interpreter } from "./interpreter.ts";
import { libraryOf } from "./modules.ts";

/** Where a class of a package is used. */
export interface RecipePlace {
  readonly at: Location;
  readonly module: Module;
}

const solutions = /^(?:npm:@aws-solutions-constructs\/|pip:aws_solutions_constructs)/u;

let parsed: Module | undefined;

function solutionsModule(): Module {
  parsed ??= readTypescript("solutions-constructs.ts", solutionsParts + solutionsConstructs);
  return parsed;
}

/** Constructs of other packages that are made of the CDK's own: what they are made of is read as if the author had written it where they are used. */
export class Recipes {
  private readonly interpreter: Interpreter;
  private readonly known = new Map<string, ClassDatum>();

  constructor(interpreter: Interpreter) {
    this.interpreter = interpreter;
  }

  /** The class of a recipe; undefined for packages and classes without one. */
  classOf(library: LibraryDatum, { at, module }: RecipePlace): ClassDatum | undefined {
    const name = library.path.at(-1);
    if (name === undefined || !solutions.test(library.package) || !solutionsModule().exports.has(name)) return undefined;
    const key = `${name} ${at.path}:${at.startLine}-${at.endLine}`;
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const found = this.load(name, { path: module.path, language: module.language, at });
    if (found !== undefined) this.known.set(key, found);
    return found;
  }

  private load(name: string, place: { path: string; language: Module["language"]; at: Location }): ClassDatum | undefined {
    const { path, language, at } = place;
    // Without offsets: nothing of a recipe stands in the author's text, so nothing of it can be edited there.
    const lines = { path: at.path, startLine: at.startLine, endLine: at.endLine };
    const module: Module = { ...solutionsModule(), path, language, body: moved(solutionsModule().body, lines) };
    const environment = new Environment();
    for (const statement of module.body) {
      if (statement.kind !== "import") continue;
      for (const { imported, local } of statement.import.names)
        environment.declare(local, libraryOf({ language: "typescript" }, statement.import.module, imported, lines), 0);
    }
    this.interpreter.run(module.body, { environment, module, self: undefined, owner: undefined });
    const found = environment.get(name);
    return found?.kind === "class" ? found : undefined;
  }
}

/** A syntax tree of which every place is the given one. */
function moved<T>(part: T, to: Location): T;
function moved(part: unknown, to: Location): unknown {
  if (Array.isArray(part)) return part.map((item) => moved(item, to));
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, name === "at" || name === "keyAt" ? to : moved(value, to)]));
}
