import type { Location } from "../../../../change/location.ts";
import type { Expression, Module, Statement } from "../syntax/syntax.ts";
import type { ClassDatum, ClosureDatum, Datum, LibraryDatum, ObjectDatum } from "./datum.ts";
import type { Environment } from "./environment.ts";
import type { ProgramState } from "./program-state.ts";

/** Where an expression stands: its names, its file, and whose method it is. */
export interface Frame {
  readonly environment: Environment;
  readonly module: Module;
  readonly self: Datum | undefined;
  /** The class that declares the running method, for `super`. */
  readonly owner: ClassDatum | undefined;
}

/** What a call is given. */
export interface CallArguments {
  readonly positional: readonly Datum[];
  /** Arguments by name (Python). */
  readonly keywords: ObjectDatum | undefined;
  /** Why more may be given than is known. */
  readonly open?: string | undefined;
}

/** How a list of statements ends. */
export interface Completion {
  readonly how: "end" | "return" | "break" | "continue" | "throw";
  readonly value?: Datum;
  /** True where a condition that nobody can decide leads here: what follows may run too. */
  readonly isPossible?: boolean;
  /** Why nobody can decide it. */
  readonly reason?: string;
}

/** The parts of the evaluator as they call one another. */
export interface Interpreter {
  readonly state: ProgramState;
  evaluate(expression: Expression, frame: Frame): Datum;
  run(statements: readonly Statement[], frame: Frame): Completion;
  /** Calls or constructs a value. */
  invoke(callee: Datum, given: CallArguments, call: CallSite): Datum;
  callMethod(receiver: Datum, name: string, given: CallArguments, call: CallSite): Datum;
  member(of: Datum, name: string, at: Location): Datum;
  /** A context value of the program; undefined where the repository does not say it. */
  contextValue(key: string, call: CallSite): Datum | undefined;
  callClosure(closure: ClosureDatum, given: CallArguments, at: Location): Datum;
  instantiate(definition: ClassDatum, given: CallArguments, call: CallSite): Datum;
  /** Runs the constructor of the base of a class on the instance. */
  superCall(given: CallArguments, call: CallSite): void;
  exported(modulePath: string, name: string, at: Location): Datum;
  /** A class of a package that we know in the CDK's own words, as if it stood where it is used. */
  recipe(library: LibraryDatum, place: { readonly at: Location; readonly module: Module }): ClassDatum | undefined;
  /** The folder that the program runs in: that of the nearest cdk.json above a file. */
  workingFolder(path: string): string;
}

/** Where and how something is called. */
export interface CallSite {
  readonly at: Location;
  readonly frame: Frame;
  readonly isNew: boolean;
  /** The callee as the source writes it. */
  readonly written: string;
}
