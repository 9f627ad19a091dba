import { type MapEntry, type Value, textOf } from "../../value.ts";
import { entry, map, reference, scalar } from "../../value-builders.ts";
import type { EventExpansion } from "../sam/event.ts";
import { implicitResource } from "../sam/implicit-resource.ts";
import { type EventContext, type ServiceEvent, sourceOf } from "./event.ts";
import { alphanumericName } from "./names.ts";
import { entriesOf, isTrue } from "./settings.ts";

/** Events without a resource that other formats have too: the service that calls, and the settings that name the source. */
const triggers = new Map<string, { readonly service: string; readonly source: readonly string[] }>([
  ["cognitoUserPool", { service: "cognito", source: ["pool"] }],
  ["cloudwatchLog", { service: "logs", source: ["logGroup"] }],
  ["iot", { service: "iot", source: ["sql"] }],
  ["iotFleetProvisioning", { service: "iot", source: ["templateBody"] }],
  ["alexaSkill", { service: "alexa", source: ["appId"] }],
  ["alexaSmartHome", { service: "alexa", source: ["appId"] }],
  ["cloudFront", { service: "cloudfront", source: ["origin"] }],
]);

export function isTriggerEvent(type: string): boolean {
  return triggers.has(type);
}

/** The pseudo type AWS::Serverless::Trigger, with the event's own settings under names that start with a capital. */
export function expandTriggerEvent(event: ServiceEvent, { target }: EventContext): EventExpansion {
  const trigger = triggers.get(event.type);
  const source = sourceOf(event, ...(trigger?.source ?? []));
  const own: readonly MapEntry[] = entriesOf(event.settings).map((one) => ({ ...one, name: one.name.charAt(0).toUpperCase() + one.name.slice(1) }));
  const entries = [
    ...own,
    entry("Service", scalar(trigger?.service ?? event.type, event.at)),
    ...(source === undefined ? [] : [entry("Source", event.type === "cognitoUserPool" ? poolOf(event, source) : source, { at: source.at })]),
    entry("Function", target.arn(event.at), { at: event.at }),
  ];
  return {
    resources: [
      implicitResource(target, {
        address: event.address,
        name: event.name,
        type: "AWS::Serverless::Trigger",
        nativeType: `${event.type} event`,
        at: event.at,
        properties: map(entries, event.at),
      }),
    ],
  };
}

/** The framework makes a pool that does not exist yet, under an id that `resources` can extend. */
function poolOf(event: ServiceEvent, pool: Value): Value {
  const name = textOf(pool);
  const exists = entriesOf(event.settings).some((setting) => setting.name === "existing" && isTrue(setting.value));
  return name === undefined || exists ? pool : reference(`CognitoUserPool${alphanumericName(name)}`, pool.at);
}
