import type { CodeNode } from "../../code-node.ts";
import type { ImportRecord } from "../../code-model.ts";
import type { Language } from "../../facts.ts";
import type { Arguments, Origin } from "../../origin.ts";
import type { ScopeDraft } from "../scope-draft.ts";
import type { SourceFile } from "../source-file.ts";

/** What a function node is. */
export interface FunctionShape {
  readonly name: string | null;
  /** The class (receiver) that it belongs to, by name. */
  readonly owner: string | null;
  readonly constructs: "class" | "instance" | null;
  readonly isAsync: boolean;
  readonly decorators: readonly CodeNode[];
  readonly parameters: readonly { readonly name: string; readonly node: CodeNode }[];
}

/** A class, struct or record. */
interface ClassShape {
  readonly name: string;
  readonly bases: readonly Origin[];
  readonly fields: ReadonlyMap<string, Origin>;
}

/** A name in the code that may reach other code. */
interface Mention {
  readonly name: string;
  readonly kind: "name" | "member";
  readonly called: boolean;
}

/** What a call calls, and with what. */
interface CallShape {
  readonly callee: Origin;
  readonly arguments: Arguments;
  readonly constructed: boolean;
}

/** A guarded stretch of code and what is done when it fails. */
interface CatchShape {
  readonly attempt: CodeNode;
  readonly body: CodeNode;
  /** False where it takes errors of some kinds only. */
  readonly catchesAll?: boolean;
}

/** What differs between Go, Java and C#; the rest of reading them is one. */
export interface CompiledLanguage {
  readonly language: Language;
  readonly grammar: "go" | "java" | "csharp";
  readonly functionTypes: ReadonlySet<string>;
  readonly classTypes: ReadonlySet<string>;
  readonly returnType: string;
  readonly throwTypes: ReadonlySet<string>;
  readonly assignmentTypes: ReadonlySet<string>;
  readonly ifType: string;
  /** Nodes whose value may be an object worth keeping. */
  readonly objectTypes: ReadonlySet<string>;
  shapeFunction(node: CodeNode, file: SourceFile): FunctionShape;
  shapeClass(node: CodeNode, file: SourceFile): ClassShape;
  classId(name: string, file: SourceFile): string;
  packageName(root: CodeNode): string | null;
  imports(file: SourceFile): ImportRecord[];
  originOf(node: CodeNode | null, file: SourceFile, depth?: number): Origin;
  callOf(node: CodeNode, file: SourceFile): CallShape | null;
  mentionOf(node: CodeNode): Mention | null;
  /** The iterable of a loop that the child is the body of; "plain" for loops without one; null for anything else. */
  loopAround(node: CodeNode, child: CodeNode): CodeNode | "plain" | null;
  catchOf(node: CodeNode): CatchShape | null;
  /** Whether a read of the environment does with an absent variable. */
  hasFallback(call: CodeNode, file: SourceFile): boolean;
  typesOf(root: CodeNode): Set<string>;
  /** Records that only this language needs. */
  collectMore?(file: SourceFile, scopes: ReadonlyMap<string, ScopeDraft>): void;
}
