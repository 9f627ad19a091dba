import type { Insertion } from "../../findings/edit-plan.ts";
import type { EditValue } from "../../findings/edit-dialect.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { ResourceSettingName } from "../../stack/vocabulary.ts";
import { addProperty, nestedName } from "../words.ts";

/** Functions of AWS that do not run at the edge, where most settings are not to be had. */
export function regionalFunctions(stack: Stack): readonly Resource[] {
  return stack.resourcesOf("function", "aws").filter((lambda) => {
    return !stack.triggersOf(lambda).some((link) => {
      const service = link.string("service");
      return service.known && service.value === "cloudfront";
    });
  });
}

/** A setting that a function lacks: its name, where it stands in CloudFormation, and its value. */
interface Missing {
  readonly setting: ResourceSettingName;
  readonly path: string;
  readonly value: EditValue;
}

/** An edit that writes a setting that a function lacks; undefined where its dialect has no plain value for it. */
export function addSetting(lambda: Resource, { setting, path, value }: Missing): Insertion | undefined {
  if (lambda.format === "cdk") return undefined;
  return addProperty(lambda.properties, lambda.at, { name: nestedName(lambda.nameInDialect(setting), path), value });
}
