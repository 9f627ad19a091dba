import type { Location } from "../../../change/location.ts";
import type { Expression, LoopExpression } from "../arm/expression.ts";

/** One Bicep file as declarations. Names are unique inside a file, nested resources inside their parent. */
export interface BicepFile {
  readonly path: string;
  readonly parameters: ReadonlyMap<string, BicepParameter>;
  readonly variables: ReadonlyMap<string, Expression>;
  readonly resources: readonly BicepDeclaration[];
  readonly modules: readonly BicepDeclaration[];
  readonly outputs: ReadonlyMap<string, Expression>;
  readonly functions: ReadonlyMap<string, BicepFunction>;
  readonly imports: readonly BicepImport[];
  /** What a parameter file is written for. */
  readonly using: string | undefined;
  /** The first line that the grammar could not take. */
  readonly errorLine: number | undefined;
}

export interface BicepParameter {
  readonly name: string;
  readonly initial: Expression | undefined;
  readonly allowed: Expression | undefined;
  readonly nullable: boolean;
  /** The type as written. */
  readonly type: string | undefined;
  readonly at: Location;
}

/** A resource or module. */
export interface BicepDeclaration {
  readonly symbol: string;
  /** The type with its version, or the path of a module. */
  readonly type: string;
  readonly existing: boolean;
  readonly condition: Expression | undefined;
  /** Its body is the declaration's own; only the list and the names of its variables count. */
  readonly loop: LoopExpression | undefined;
  readonly body: Expression;
  readonly children: readonly BicepDeclaration[];
  readonly at: Location;
}

export interface BicepFunction {
  readonly parameters: readonly string[];
  readonly body: Expression;
}

export interface BicepImport {
  readonly path: string;
  /** Names as used here, with the names they have there. Empty for `import * as name`. */
  readonly names: ReadonlyMap<string, string>;
}
