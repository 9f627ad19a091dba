import type { MapEntry, MapValue, Value } from "../../../value.ts";
import type { Evaluation } from "../evaluation.ts";
import type { ResourceInstance } from "../resource-instance.ts";

/** What a conversion may ask besides the value itself. */
export interface ConversionContext {
  readonly instance: ResourceInstance;
  readonly evaluation: Evaluation;
}

export type Conversion = (value: Value, context: ConversionContext) => Value | undefined;

/**
 * Where an argument goes in the platform's common shape: a property path (`TracingConfig.Mode`), with a conversion of the value, as one nested block
 * (`block`), or as a list of nested blocks (`blocks`). Paths inside blocks are relative to the block's own path.
 */
export type ArgumentTarget =
  | string
  | { readonly to: string; readonly as: Conversion }
  | { readonly to: string; readonly block: ArgumentTable }
  | { readonly to: string; readonly blocks: ArgumentTable };

export type ArgumentTable = Readonly<Record<string, ArgumentTarget>>;

/** How a type of a Terraform provider reads in the platform's common shape: CloudFormation's for AWS, ARM's for Azure. */
export interface MappedType {
  readonly type: string;
  readonly arguments: ArgumentTable;
  /** Properties that several arguments make together. They win over the table's. */
  readonly computed?: (raw: MapValue, context: ConversionContext) => readonly MapEntry[];
  /** The argument's name for computed properties, by property path. */
  readonly computedNames?: Readonly<Record<string, string>>;
}

export type TypeTable = Readonly<Record<string, MappedType>>;
