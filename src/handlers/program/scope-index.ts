import type { CodeModule, CodeScope } from "../code-model.ts";
import type { Program } from "./program.ts";

/** A function and the file that it is in. */
export interface Placed {
  readonly scope: CodeScope;
  readonly module: CodeModule;
}

/** The functions and classes of a program, by what leads to them. */
export class ScopeIndex {
  readonly scopes = new Map<string, Placed>();
  /** Functions inside of a function. */
  readonly children = new Map<string, CodeScope[]>();
  /** Files that declare a class, or a part of it. */
  readonly classes = new Map<string, CodeModule[]>();
  /** Functions that top-level names hold, by file and name (`placeOf`). */
  readonly held = new Map<string, CodeScope[]>();

  constructor(program: Program) {
    for (const module of program.modules.values()) {
      for (const id of module.classes.keys()) add(this.classes, id, module);
      for (const scope of module.scopes.values()) {
        this.scopes.set(scope.id, { scope, module });
        if (scope.parent !== null) add(this.children, scope.parent, scope);
        for (const name of scope.bindings) add(this.held, placeOf(name, module), scope);
      }
    }
  }
}

/** A top-level name of a file. */
export function placeOf(name: string, module: CodeModule): string {
  return `${module.path}\0${name}`;
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
