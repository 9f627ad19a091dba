import { unknown } from "../../../value-builders.ts";
import { type Value, textOf } from "../../../value.ts";
import { argumentOf } from "../instance-arguments.ts";
import { readFileText } from "../functions/file-functions.ts";
import { providerRegion } from "../provider-region.ts";
import { type ResourceInstance, pointerTo } from "../resource-instance.ts";
import { type PathStep, type WalkContext, walk } from "../walk.ts";
import { existingAttribute } from "./existing-resources.ts";
import { namedAttribute } from "./named-resources.ts";
import { policyDocument } from "./policy-document.ts";
import { remoteOutput } from "./remote-state.ts";
import { storedElsewhere } from "./stored-values.ts";

/** What an attribute of a data source is, where its own arguments tell; unknown where the provider looks it up. */
export function attributeOfData(instance: ResourceInstance, path: readonly PathStep[], context: WalkContext): Value {
  const [head, ...rest] = path;
  const name = head?.kind === "attribute" ? head.name : "";
  const lookedUp = unknown(`${instance.address} is looked up at deployment`, context.at);
  switch (instance.type) {
    case "aws_iam_policy_document":
      return name === "json" || name === "minified_json" ? policyDocument(instance) : lookedUp;
    case "archive_file":
      return pointerTo(instance, context.at, name);
    case "local_file":
    case "local_sensitive_file": {
      const file = textOf(argumentOf(instance, "filename"));
      return name === "content" && file !== undefined ? readFileText(file, context.module.evaluation, context.at) : lookedUp;
    }
    case "aws_caller_identity":
      return unknown("the account is known at deployment", context.at);
    case "aws_region":
      return name === "name" || name === "region" || name === "id"
        ? (providerRegion(instance.scope) ?? unknown("the region is known at deployment", context.at))
        : lookedUp;
    case "aws_partition":
      return unknown("the partition is known at deployment", context.at);
    case "terraform_remote_state":
      return remoteOutput(instance, path, context) ?? lookedUp;
    case "aws_ssm_parameter":
    case "aws_cloudformation_export":
    case "aws_cloudformation_stack":
      return storedElsewhere(instance, path, context.at) ?? ownArgument(instance, path, context) ?? lookedUp;
    default:
      return (
        (rest.length === 0 ? namedAttribute(instance, name, context.at) : undefined) ??
        ownArgument(instance, path, context) ??
        existingAttribute(instance, path, context.at) ??
        lookedUp
      );
  }
}

function ownArgument(instance: ResourceInstance, [head, ...rest]: readonly PathStep[], context: WalkContext): Value | undefined {
  const argument = head?.kind === "attribute" ? argumentOf(instance, head.name) : undefined;
  return argument && walk(argument, rest, context);
}
