import type { Location } from "../change/location.ts";
import type { Absence, Language, LanguageVersion } from "./facts.ts";
import type { Arguments, Origin } from "./origin.ts";

/** An import as written. `names` is empty for imports that run a module for its effects only. */
export interface ImportRecord {
  readonly module: string;
  /** Names that are taken from it, where a name may be a module of its own (Python). */
  readonly names: readonly string[];
  /** True where only types are taken: nothing runs. */
  readonly typeOnly: boolean;
  /** True where it may never run: in a function, under a condition, in a `try`. Told of Python. */
  readonly guarded?: boolean;
  readonly at: Location;
}

/** What surrounds a piece of code inside its function. */
export interface Situation {
  readonly inLoop: boolean;
  /** What the enclosing loops and iteration callbacks run over, innermost first. */
  readonly loops: readonly Origin[];
  /** Guarded by a value that the environment keeps, so that it runs once for many invocations. */
  readonly once: boolean;
}

/** One call or construction. */
export interface CallRecord extends Situation {
  readonly callee: Origin;
  readonly arguments: Arguments;
  readonly constructed: boolean;
  readonly awaited: boolean;
  /** Whether the answer is used. */
  readonly used: boolean;
  /** The whole statement is this call: its promise, if it is one, is dropped. */
  readonly dropped: boolean;
  /** The first line of the call as written, for display. */
  readonly text: string;
  readonly at: Location;
}

/** A value that is read and could come from the environment. */
export interface ReadRecord {
  readonly origin: Origin;
  readonly absence: Absence;
  readonly once: boolean;
  readonly at: Location;
}

/** One catch clause, or what stands for it: `.catch(…)`, `if err != nil`. */
export interface CatchRecord extends Situation {
  readonly behaviour: "rethrows" | "records-failure" | "returns" | "swallows";
  readonly logs: boolean;
  /** The guarded code is the whole of its function: what the catch does, the function does. */
  readonly coversFunction: boolean;
  /** False where it takes errors of some kinds only. */
  readonly catchesAll?: boolean;
  readonly at: Location;
}

/** One loop over a value, or an iteration method on it. */
export interface LoopRecord {
  readonly over: Origin;
  readonly at: Location;
}

/** An object literal, dictionary or composite value with entries that mean something to us. */
export interface ObjectRecord {
  readonly origin: Extract<Origin, { kind: "object" }>;
  readonly returned: boolean;
  /** The expression that is given as `body`, in JavaScript. */
  readonly bodyAt?: Location | undefined;
  readonly at: Location;
}

/** A change of a value that lives as long as the environment. */
export interface AssignmentRecord {
  readonly name: string;
  readonly how: "assigned" | "appended" | "emptied";
  readonly value: Origin;
  readonly once: boolean;
  readonly at: Location;
}

/** A condition that code depends on: `if`, a choice between values, a switch. */
export interface DecisionRecord {
  /** The condition as written, or its beginning. */
  readonly condition: string;
  /** A branch ends by leaving: return, throw, the next round of a loop. */
  readonly leaves: boolean;
  /** The whole statement with its branches. */
  readonly at: Location;
}

/** A loop without a condition: `while (true)`, `for (;;)`. */
export interface EndlessLoopRecord {
  /** Something inside ends the loop: break, return, throw. */
  readonly leaves: boolean;
  readonly at: Location;
}

/** A static property that is read without a call: `DateTime.UtcNow`. */
export interface StaticReadRecord {
  readonly name: string;
  readonly at: Location;
}

/** A stretch of code that runs as one: a module's top level, a function, a method, or a function written in place. */
export interface CodeScope {
  readonly id: string;
  readonly kind: "module" | "function" | "method" | "inline";
  /** Name of the function or method; null where it has none. */
  readonly name: string | null;
  /** Id of the class of a method. */
  readonly owner: string | null;
  /** Static code or a constructor: runs when the class is loaded or made. */
  readonly constructs: "class" | "instance" | null;
  /** The scope around it; null for a module. */
  readonly parent: string | null;
  /** Top-level names whose value holds this function written in place. */
  readonly bindings: readonly string[];
  /** Called where it stands (an immediately invoked function, a callback of map). */
  readonly runsWithParent: boolean;
  readonly isAsync: boolean;
  /** Its answer is kept between calls (functools.cache). */
  readonly memoized: boolean;
  readonly decorators: readonly Origin[];
  readonly parameters: readonly { readonly name: string; readonly at: Location }[];
  /** Top-level names of the file that the code mentions. */
  readonly mentions: ReadonlySet<string>;
  /** Names after a dot that the code mentions, with the first place. */
  readonly members: ReadonlyMap<string, Location>;
  readonly returns: readonly Origin[];
  readonly calls: readonly CallRecord[];
  readonly reads: readonly ReadRecord[];
  readonly catches: readonly CatchRecord[];
  readonly loops: readonly LoopRecord[];
  readonly objects: readonly ObjectRecord[];
  readonly assignments: readonly AssignmentRecord[];
  /** Work that follows an answer in the same block. */
  readonly afterResponse: readonly Location[];
  /** Absent for languages whose conditions are not read. */
  readonly decisions?: readonly DecisionRecord[];
  /** Absent for languages whose loops are not read so. */
  readonly endlessLoops?: readonly EndlessLoopRecord[];
  /** Absent for languages in which what matters is called. */
  readonly staticReads?: readonly StaticReadRecord[];
  readonly at: Location;
}

/** A top-level name. */
export interface Binding {
  readonly origin: Origin;
  /** Top-level names and members that its value mentions. */
  readonly mentions: ReadonlySet<string>;
  readonly members: ReadonlySet<string>;
  /** Filled as the environment lives: a list, set or map literal that stands empty at the top level. */
  readonly collection: boolean;
}

/** One class, struct or record of the file. */
export interface ClassRecord {
  readonly id: string;
  readonly name: string;
  /** Scope ids by method name. */
  readonly methods: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, Origin>;
  /** Names of base classes. */
  readonly bases: readonly Origin[];
}

/** One file of code as we understand it, apart from any entry point. It holds no part of the parser's tree. */
export interface CodeModule {
  readonly path: string;
  readonly language: Language;
  /** Package or namespace that it declares (Go, Java, C#). */
  readonly packageName: string | null;
  /** False where text could not be parsed, or where it reaches for code by a computed name. */
  readonly complete: boolean;
  readonly imports: readonly ImportRecord[];
  readonly exports: ReadonlyMap<string, Origin>;
  /** Modules whose every export is passed on. */
  readonly exportsFrom: readonly string[];
  /** Exports are computed: a name that is not listed may still exist. */
  readonly exportsOpen: boolean;
  readonly scopes: ReadonlyMap<string, CodeScope>;
  readonly bindings: ReadonlyMap<string, Binding>;
  readonly classes: ReadonlyMap<string, ClassRecord>;
  /** Names of types that the file mentions (Java, C#): other files of the project that it may use. */
  readonly types: ReadonlySet<string>;
  /** Names that the top level calls while it loads. */
  readonly calledAtLoad: ReadonlySet<string>;
  /** Uses of syntax that older versions of the language cannot parse; absent for languages in which it is not read. */
  readonly recentSyntax?: readonly LanguageVersion[];
}

/** The id of a module's own scope. */
export function moduleScopeId(path: string): string {
  return `${path}#0`;
}
