import { scalar, unknown } from "../../../../value-builders.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Datum, type Field, textOfDatum } from "../../evaluate/datum.ts";
import { arnOf } from "../lambda/function.ts";
import { fieldAt, propertyOf, propertyValue } from "../property.ts";
import type { Translation } from "../translation.ts";

interface Handlers {
  readonly properties: readonly string[];
  /** Methods that are given one more. */
  readonly methods?: readonly string[];
  readonly service: string;
  readonly caller: string;
}

/** Functions that a construct has called without a resource that names them: by functions that the CDK adds, and by what moves traffic. */
const handlers: ReadonlyMap<string, Handlers> = new Map<string, Handlers>([
  [
    "custom-resources.Provider",
    {
      properties: ["onEventHandler", "isCompleteHandler"],
      service: "custom-resource-provider",
      caller: "the provider framework of the CDK calls it",
    },
  ],
  ["triggers.Trigger", { properties: ["handler"], service: "deployment", caller: "the CDK calls it with each deployment" }],
  [
    "aws-codedeploy.LambdaDeploymentGroup",
    {
      properties: ["preHook", "postHook"],
      methods: ["addPreHook", "addPostHook"],
      service: "codedeploy",
      caller: "CodeDeploy calls it when traffic moves to a new version",
    },
  ],
]);

/** Whether functions given to a construct are called by one that the CDK adds, or by what moves traffic. */
export function callsHandlers(type: string): boolean {
  return handlers.has(type);
}

/** The calls of a provider, trigger or gradual deployment. */
export function translateHandlers(translation: Translation, node: ConstructNode): void {
  const kind = handlers.get(node.type);
  if (kind === undefined) return;
  for (const name of kind.properties) {
    const field = propertyOf(node.arguments[0], name);
    if (field !== undefined) addCall(translation, node, { ...kind, field, name });
  }
  for (const { name, arguments: given, at } of translation.callsOn(node, ...(kind.methods ?? ["no method"])))
    if (given[0] !== undefined) addCall(translation, node, { ...kind, field: fieldAt(given[0], at), name });
}

/** A function that the CDK calls with each deployment: `new TriggerFunction(…)`. */
export function addOwnTrigger(translation: Translation, node: ConstructNode): void {
  if (node.type !== "triggers.TriggerFunction") return;
  const kind = handlers.get("triggers.Trigger");
  if (kind !== undefined) addCall(translation, node, { ...kind, field: fieldAt(node.instance, node.at), name: "Trigger" });
}

const lifeCycle = ["onCreate", "onUpdate", "onDelete"];

/** A custom resource that calls an API with each deployment, where that is Lambda's to invoke a function. */
export function addSdkCalls(translation: Translation, node: ConstructNode): void {
  for (const name of lifeCycle) {
    const call = propertyValue(node.arguments[0], name);
    const target = propertyOf(propertyValue(call, "parameters"), "FunctionName");
    if (target === undefined || !isInvocation(call)) continue;
    addCall(translation, node, { field: target, name, service: "deployment", caller: "a custom resource of the CDK calls it with a deployment" });
  }
}

/** The service as either generation of the SDK calls it. */
function isInvocation(call: Datum | undefined): boolean {
  const service = textOfDatum(propertyValue(call, "service"))?.toLowerCase();
  const action = textOfDatum(propertyValue(call, "action"))?.toLowerCase();
  return (service === "lambda" || service === "@aws-sdk/client-lambda") && (action === "invoke" || action === "invokecommand");
}

interface HandlerCall extends Pick<Handlers, "service" | "caller"> {
  readonly field: Field;
  readonly name: string;
}

function addCall(translation: Translation, node: ConstructNode, { field, name, service, caller }: HandlerCall): void {
  const { at } = field;
  const value = field.value.kind === "instance" ? arnOf(field.value, "functionArn") : field.value;
  const target = translation.conversion(node.scope).settingValue({ ...field, value });
  const properties = translation.properties(node).put("Function", target, field, name).put("Source", unknown(caller, at));
  properties.put("Service", scalar(service, at));
  translation.add(node, { type: "AWS::Serverless::Trigger", suffix: name, nativeType: node.writtenType, implicit: true, at, properties });
}
