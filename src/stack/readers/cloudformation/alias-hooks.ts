import type { NativeResource } from "../../native.ts";
import { entryOf } from "../../value.ts";
import { entry, map, reference, scalar } from "../../value-builders.ts";
import type { Format } from "../../vocabulary.ts";
import { implicitResource } from "../sam/implicit-resource.ts";
import type { Declaration } from "./declaration.ts";

const hooks = ["BeforeAllowTrafficHook", "AfterAllowTrafficHook"];

/**
 * The functions that CodeDeploy calls while traffic moves to another version of an alias, as its `UpdatePolicy` names them
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html).
 */
export function hooksOfAlias(declaration: Declaration, format: Format): readonly NativeResource[] {
  const update = entryOf(declaration.updatePolicy, "CodeDeployLambdaAliasUpdate")?.value;
  return hooks.flatMap((name) => {
    const hook = entryOf(update, name);
    if (hook === undefined) return [];
    const { at } = hook;
    const properties = [
      { ...hook, name: "Function" },
      entry("Source", reference(declaration.logicalId, at)),
      entry("Service", scalar("codedeploy", at)),
    ];
    return [
      implicitResource(
        { scope: declaration.scope, format, conditional: declaration.conditional },
        { address: `${declaration.logicalId}/${name}`, type: "AWS::Serverless::Trigger", nativeType: name, at, properties: map(properties, at) },
      ),
    ];
  });
}
