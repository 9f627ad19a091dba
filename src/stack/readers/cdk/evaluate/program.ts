import type { Location } from "../../../../change/location.ts";
import type { Snapshot } from "../../../../change/snapshot.ts";
import type { ClassNode, Expression, Statement } from "../syntax/syntax.ts";
import { callMethod, invoke } from "./calls.ts";
import { callSuper, instantiate } from "./classes.ts";
import { callClosure } from "./closures.ts";
import { contextValue } from "./context-values.ts";
import { type ClassDatum, type ClosureDatum, type Datum, type LibraryDatum, unknownDatum } from "./datum.ts";
import { evaluateExpression } from "./expressions.ts";
import type { CallArguments, CallSite, Completion, Frame, Interpreter } from "./interpreter.ts";
import { memberOf } from "./members.ts";
import { Modules } from "./modules.ts";
import { ProgramState } from "./program-state.ts";
import { folderOf } from "./project-path.ts";
import { type RecipePlace, Recipes } from "./recipes.ts";
import { runStatements } from "./statements.ts";

/** A program of infrastructure, read without running it: the constructs that it makes and what is said to them. */
export class Program implements Interpreter {
  readonly state = new ProgramState();
  readonly modules: Modules;
  /** Classes that were instantiated, as themselves or as a base. */
  readonly used = new Set<ClassNode>();
  private readonly recipes = new Recipes(this);
  private readonly snapshot: Snapshot;

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot;
    this.modules = new Modules(snapshot, this);
  }

  evaluate(expression: Expression, frame: Frame): Datum {
    return (
      this.state.nested(() => evaluateExpression(this, expression, frame)) ?? unknownDatum("the program is too large to evaluate", expression.at)
    );
  }

  run(statements: readonly Statement[], frame: Frame): Completion {
    return runStatements(this, statements, frame);
  }

  invoke(callee: Datum, given: CallArguments, call: CallSite): Datum {
    return invoke(this, callee, { given, call });
  }

  callMethod(receiver: Datum, name: string, given: CallArguments, call: CallSite): Datum {
    return callMethod(this, receiver, name, { given, call });
  }

  member(of: Datum, name: string, at: Location): Datum {
    return memberOf(this, of, name, at);
  }

  contextValue(key: string, call: CallSite): Datum | undefined {
    return contextValue(key, this.workingFolder(call.frame.module.path), { snapshot: this.snapshot, at: call.at });
  }

  callClosure(closure: ClosureDatum, given: CallArguments, at: Location): Datum {
    return callClosure(this, closure, { given, at });
  }

  instantiate(definition: ClassDatum, given: CallArguments, call: CallSite): Datum {
    this.used.add(definition.node);
    return instantiate(this, definition, { given, call });
  }

  superCall(given: CallArguments, call: CallSite): void {
    callSuper(this, given, call);
  }

  exported(modulePath: string, name: string, at: Location): Datum {
    return this.modules.exported(modulePath, name, at);
  }

  recipe(library: LibraryDatum, place: RecipePlace): ClassDatum | undefined {
    return this.recipes.classOf(library, place);
  }

  workingFolder(path: string): string {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      if (this.snapshot.entries.has(folder === "" ? "cdk.json" : `${folder}/cdk.json`)) return folder;
      if (folder === "") return nearestPackage(path, this.snapshot);
    }
  }
}

/** Without a cdk.json, the folder of the nearest package. */
function nearestPackage(path: string, snapshot: Snapshot): string {
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) if (snapshot.entries.has(`${folder}/package.json`)) return folder;
  return "";
}
