import type { Location } from "../change/location.ts";
import type { Snapshot } from "../change/snapshot.ts";
import type { MapValue } from "./value.ts";
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
}

/** What a reader gives for the files that it takes. */
export interface Reading {
  readonly resources: readonly NativeResource[];
  readonly notes: readonly Note[];
  /** Every file that was read, whether or not it declares something. */
  readonly files: readonly string[];
  /** Values that a scope exports to others: CloudFormation exports and outputs, by name. */
  readonly exports?: ReadonlyMap<string, { readonly scope: string; readonly address: string }>;
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
