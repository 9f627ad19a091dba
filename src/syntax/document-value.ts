import type { Location } from "../change/location.ts";

/** A value of a YAML or JSON document with its place: the part of the stack's values that a document can hold, in the same shape. */
export type DocumentValue =
  | { readonly kind: "scalar"; readonly value: string | number | boolean | null; readonly at: Location }
  | { readonly kind: "list"; readonly items: readonly DocumentValue[]; readonly at: Location }
  | DocumentMap
  | { readonly kind: "unknown"; readonly reason: string; readonly at: Location };

interface DocumentMap {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, DocumentEntry>;
  readonly at: Location;
}

/** `at` is the place of key and value together; `key` the place of the key alone. */
export interface DocumentEntry {
  readonly name: string;
  readonly key: Location;
  readonly value: DocumentValue;
  readonly at: Location;
}

/** Something in a document that could not be understood. */
export interface DocumentNote {
  readonly path: string;
  readonly line?: number;
  readonly message: string;
}

/** A map of entries in their order; of a name that comes twice the last entry counts. */
export function documentMap(entries: readonly DocumentEntry[], at: Location): DocumentMap {
  return { kind: "map", entries: new Map(entries.map((entry) => [entry.name, entry])), at };
}
