import type { Location } from "../change/location.ts";
import type { Snapshot } from "../change/snapshot.ts";
import type { Lookup, MapValue, Value } from "./value.ts";
import type { Format, Platform } from "./vocabulary.ts";

/**
 * A declaration as a reader gives it: resolved, with places, in its platform's common shape, so that what follows is written once per platform:
 * AWS in CloudFormation's types and property names, Azure in ARM's, Google in the Terraform provider's.
 */
export interface NativeResource {
  readonly platform: Platform;
  readonly format: Format;
  /** The template, service folder or module that declares it; references resolve inside one scope. */
  readonly scope: string;
  /** What references inside the scope use. */
  readonly address: string;
  /** Display name: logical id, Terraform name, construct id. */
  readonly name: string;
  /** Type in the platform's common shape: `AWS::SQS::Queue`, `Microsoft.Web/sites`, `google_pubsub_topic`. */
  readonly type: string;
  /** Type as written. */
  readonly nativeType: string;
  readonly at: Location;
  /** Properties in the common shape; each entry keeps the place where it was written. */
  readonly properties: MapValue;
  /** How the dialect writes a property path of the common shape ("VisibilityTimeout" → "visibility_timeout_seconds"); undefined = the same. */
  readonly nativeNames?: (propertyPath: string) => string | undefined;
  /** DeletionPolicy, UpdateReplacePolicy, prevent_destroy and other attributes of the declaration. */
  readonly attributes: ReadonlyMap<string, string>;
  /** True where a condition, count or for_each with an unknown outcome decides whether it exists. */
  readonly conditional: boolean;
  /** True where the framework made it, not the author (SAM implicit role, permission, API). */
  readonly implicit: boolean;
}

/** Something that could not be understood, with the place and the way out. Becomes a line of the review's coverage, never an exception. */
export interface Note {
  readonly path: string;
  readonly line?: number;
  readonly message: string;
  /** Set where the note is about a name that nothing declares, for rules to judge. */
  readonly undeclared?: UndeclaredName;
}

/** A name that declarations use and nothing declares, although everything that could was read. */
export interface UndeclaredName {
  readonly what: "resource" | "data source" | "variable" | "local value" | "module call";
  /** As it is written: `aws_sqs_queue.orders`, `var.stage`. */
  readonly name: string;
  /** The module that would have to declare it. */
  readonly scope: string;
  readonly at: Location;
}

/** A value that one scope stores under a name, for scopes of any format to read. */
export interface SharedValue extends Lookup {
  readonly value: Value;
  /** The scope that stores it: references without a scope of their own mean this one. */
  readonly scope: string;
}

/** What a reader gives for the files that it takes. */
export interface Reading {
  readonly resources: readonly NativeResource[];
  readonly notes: readonly Note[];
  /** Every file that was read, whether or not it declares something. */
  readonly files: readonly string[];
  /** Values that a scope stores for others; those of parameter resources are found without. */
  readonly shared?: readonly SharedValue[];
}

/**
 * One format. `claims` answers from the path alone whether a file may be of the format; `read` takes every claimed path, keeps those whose content
 * confirms it, follows local references through the snapshot (which may answer `pending`: then the reader goes on without and is run again), and never throws.
 */
export interface Reader {
  readonly format: Format;
  claims(path: string): boolean;
  read(paths: readonly string[], snapshot: Snapshot): Reading;
}
