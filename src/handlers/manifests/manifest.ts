import type { Location } from "../../change/location.ts";

/** Something that a manifest says, as it is written, with its place. */
export interface ManifestFact {
  readonly value: string;
  readonly at: Location;
}

/** The languages whose manifests we read. */
export type Ecosystem = "node" | "python" | "go" | "java" | "dotnet";

/** What the manifests nearest to a function's code say of what it is built for and with. Absent facts are not written; values that are computed are left out. */
export interface Manifest {
  readonly ecosystem: Ecosystem;
  readonly path: string;
  /** The version of language or runtime that the code asks for: `>=22` (engines.node), `>=3.12` (requires-python), `1.24` (go), `21` (Java release), `net8.0`. */
  readonly runtime: ManifestFact | undefined;
  /** What the compiler emits: `ES2023` (tsconfig), the Java class file version where that is not the release. */
  readonly target: ManifestFact | undefined;
  /** Direct dependencies with the version as written; "" where none is. */
  readonly dependencies: ReadonlyMap<string, ManifestFact>;
}
