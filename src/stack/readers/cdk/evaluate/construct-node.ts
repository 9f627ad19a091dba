import type { Location } from "../../../../change/location.ts";
import type { Datum, InstanceDatum } from "./datum.ts";

/** A stack, nested stack or app: addresses hold inside one. */
export interface ConstructScope {
  /** The file and class that declare it, for readers. */
  readonly name: string;
}

/** One construct of the tree, as the program makes it. */
export interface ConstructNode {
  readonly id: string;
  /** Ids from below the stack, joined by "/"; "" for the stack itself. */
  readonly path: string;
  readonly scope: ConstructScope;
  /** The class of a package that it is: `aws-sqs.Queue`, `core.Stack`. */
  readonly type: string;
  /** As the source writes the class: `sqs.Queue`. */
  readonly writtenType: string;
  /** Everything behind the id, properties first. */
  readonly arguments: readonly Datum[];
  /** The static method that names something of elsewhere: `fromQueueArn`; undefined for what the program declares. */
  readonly importedBy: string | undefined;
  /** Where the author asks for it: the call with its id. */
  readonly at: Location;
  /** The file that says `new`. */
  readonly module: string;
  readonly language: "typescript" | "python";
  readonly conditional: boolean;
  /** What the program holds of it. */
  readonly instance: InstanceDatum;
  readonly parent: ConstructNode | undefined;
}

/** A method of a package called on a construct or on a value of a package, in the order of the program. */
export interface MethodCall {
  readonly receiver: Datum;
  readonly name: string;
  readonly arguments: readonly Datum[];
  readonly at: Location;
  readonly conditional: boolean;
  readonly module: string;
  readonly language: "typescript" | "python";
  readonly result: Datum;
}
