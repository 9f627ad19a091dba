import { scalar, unknown } from "../../../../value-builders.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import type { Field } from "../../evaluate/datum.ts";
import { arnOf } from "../lambda/function.ts";
import { propertyOf } from "../property.ts";
import type { Translation } from "../translation.ts";

/** Functions that a function of the CDK calls: those of a custom resource's provider, and of a trigger that runs with each deployment. */
const handlers: ReadonlyMap<string, { readonly properties: readonly string[]; readonly service: string; readonly caller: string }> = new Map([
  [
    "custom-resources.Provider",
    {
      properties: ["onEventHandler", "isCompleteHandler"],
      service: "custom-resource-provider",
      caller: "the provider framework of the CDK calls it",
    },
  ],
  ["triggers.Trigger", { properties: ["handler"], service: "deployment", caller: "the CDK calls it with each deployment" }],
]);

/** Whether functions given to a construct are called by one that the CDK adds. */
export function callsHandlers(type: string): boolean {
  return handlers.has(type);
}

/** The calls of a provider or trigger. */
export function translateHandlers(translation: Translation, node: ConstructNode): void {
  const kind = handlers.get(node.type);
  for (const name of kind?.properties ?? []) {
    const field = propertyOf(node.arguments[0], name);
    if (field !== undefined && kind !== undefined) addCall(translation, node, { field, name, service: kind.service, caller: kind.caller });
  }
}

interface HandlerCall {
  readonly field: Field;
  readonly name: string;
  readonly service: string;
  readonly caller: string;
}

function addCall(translation: Translation, node: ConstructNode, { field, name, service, caller }: HandlerCall): void {
  const { at } = field;
  const target = translation.conversion(node.scope).settingValue({ ...field, value: arnOf(field.value, "functionArn") });
  const properties = translation.properties(node).put("Function", target, field, name).put("Source", unknown(caller, at));
  properties.put("Service", scalar(service, at));
  translation.add(node, { type: "AWS::Serverless::Trigger", suffix: name, nativeType: node.writtenType, implicit: true, at, properties });
}
