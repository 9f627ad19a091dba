import type { Location } from "../../change/location.ts";

/** Something that a manifest says, as it is written, with its place. */
export interface ManifestFact {
  readonly value: string;
  readonly at: Location;
}

/** The same with the words that say so, for those who read about it. */
export interface QuotedFact extends ManifestFact {
  readonly text: string;
}
