import type { Location } from "../../../change/location.ts";
import type { Value } from "../../value.ts";

/** What intrinsic functions ask of the template they stand in. `undefined` as a value means AWS::NoValue: the property is absent. */
export interface Resolver {
  resolve(value: Value): Value | undefined;
  ref(name: string, at: Location): Value | undefined;
  attribute(name: string, attribute: string, at: Location): Value;
  mapping(name: string): Value | undefined;
  /** Whether a named condition holds; undefined where that depends on what is not known. */
  condition(name: string): boolean | undefined;
  exported(name: string, at: Location): Value;
}
