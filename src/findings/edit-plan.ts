import type { Location } from "../change/location.ts";
import type { EditValue } from "./edit-dialect.ts";
import type { Edit } from "./finding.ts";

/** Writes a sibling below (or, on one line, behind) an entry that stands already. */
export interface Insertion {
  readonly kind: "insert";
  /** Key and value of the entry, with offsets. */
  readonly after: Location;
  /** As the dialect spells it; dots lead into nested maps or blocks: `ScalingConfig.MaximumConcurrency`. */
  readonly name: string;
  readonly value: EditValue;
  /** The value is a time: code writes it with a type of a package that may not be at hand in the file, so that it is not written there. */
  readonly unit?: "seconds";
  /** Further siblings, where the cure takes them all. */
  readonly also?: readonly Sibling[];
}

/** An entry that is to be written. */
export interface Sibling {
  readonly name: string;
  readonly value: EditValue;
}

/** Replaces a value, quoted as its dialect wants it. */
export interface Replacement {
  readonly kind: "replace";
  readonly at: Location;
  readonly value: EditValue;
  /** The value's name among the constants of a class, for code: `NODEJS_22_X` in the place of `NODEJS_18_X`. */
  readonly constant?: string;
}

/** Writes another entry in the place of one. */
export interface Rewriting {
  readonly kind: "rewrite";
  readonly entry: Location;
  readonly name: string;
  readonly value: EditValue;
}

/** Adds an item behind one of a list; a single value becomes a list of both. */
export interface Addition {
  readonly kind: "append";
  readonly after: Location;
  /** What stands there, or a part of it: a place that holds something else is none where an item can be added. */
  readonly written: string;
  readonly value: EditValue;
}

/** Puts text around an expression of code. */
export interface Wrapping {
  readonly kind: "wrap";
  readonly at: Location;
  readonly before: string;
  readonly after: string;
}

/** Takes an entry out, with its comma or its lines. */
export interface Removal {
  readonly kind: "remove";
  readonly entry: Location;
}

/** A cure as a rule proposes it: rules know places, not texts. */
export type EditPlan = Edit | Insertion | Replacement | Removal | Rewriting | Addition | Wrapping;

/** The file that a plan changes. */
export function pathOfPlan(plan: EditPlan): string {
  return "kind" in plan ? placeOf(plan).path : plan.path;
}

/** Where the text stands that a plan starts from. */
export function placeOf(plan: Exclude<EditPlan, Edit>): Location {
  switch (plan.kind) {
    case "insert":
    case "append":
      return plan.after;
    case "remove":
    case "rewrite":
      return plan.entry;
    default:
      return plan.at;
  }
}
