import type { Location } from "../../../change/location.ts";
import type { Value } from "../../value.ts";
import { scalar, unknown } from "../../value-builders.ts";

const unknownPseudoParameters = new Set([
  "AWS::Region",
  "AWS::AccountId",
  "AWS::Partition",
  "AWS::StackName",
  "AWS::StackId",
  "AWS::NotificationARNs",
]);

/** The name that takes a property away. */
export const noValue = "AWS::NoValue";

/** The value of a pseudo parameter: unknown until deployment, but for the domain, which rules on service principals need. */
export function pseudoParameter(name: string, at: Location): Value | undefined {
  if (name === "AWS::URLSuffix") return scalar("amazonaws.com", at);
  return unknownPseudoParameters.has(name) ? unknown(name, at) : undefined;
}
