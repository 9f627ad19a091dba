import type { Location } from "../../../../change/location.ts";
import { type Lookup, type Value, textOf } from "../../../value.ts";
import { awaiting } from "../../../value-builders.ts";
import { argumentOf } from "../instance-arguments.ts";
import type { ResourceInstance } from "../resource-instance.ts";
import { attributeOf } from "../syntax.ts";
import type { PathStep } from "../walk.ts";

/** What a data source reads of a store that other stacks of the repository may fill, in whatever format; undefined for its other attributes. */
export function storedElsewhere(instance: ResourceInstance, path: readonly PathStep[], at: Location): Value | undefined {
  // Another provider is another account or region.
  const lookup = attributeOf(instance.block.body, "provider") === undefined ? lookupOf(instance, path) : undefined;
  return lookup && awaiting(lookup, `${instance.address} is looked up at deployment`, at);
}

function lookupOf(instance: ResourceInstance, [head, step, ...rest]: readonly PathStep[]): Lookup | undefined {
  const attribute = head?.kind === "attribute" ? head.name : undefined;
  const key = textOf(argumentOf(instance, "name"));
  if (key === undefined || rest.length > 0) return undefined;
  switch (instance.type) {
    case "aws_ssm_parameter":
      return step === undefined && (attribute === "value" || attribute === "insecure_value") ? { store: "parameter", key } : undefined;
    case "aws_cloudformation_export":
      return step === undefined && attribute === "value" ? { store: "export", key } : undefined;
    case "aws_cloudformation_stack": {
      const output = nameOf(step);
      return attribute === "outputs" && output !== undefined ? { store: "stack-output", key: `${key}.${output}` } : undefined;
    }
    default:
      return undefined;
  }
}

function nameOf(step: PathStep | undefined): string | undefined {
  if (step?.kind === "attribute") return step.name;
  return step?.kind === "index" ? textOf(step.key) : undefined;
}
