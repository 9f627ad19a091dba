import { entryOf } from "../../value.ts";
import { entry, map, scalar } from "../../value-builders.ts";
import { type EventExpansion, type EventTarget, type SamEvent } from "./event.ts";
import { implicitResource } from "./implicit-resource.ts";

/** Events that have no resource of their own in CloudFormation: the service that calls, and the property that names the source. */
const triggers = new Map<string, { readonly service: string; readonly source?: string }>([
  ["Cognito", { service: "cognito", source: "UserPool" }],
  ["IoTRule", { service: "iot", source: "Sql" }],
  ["CloudWatchLogs", { service: "logs", source: "LogGroupName" }],
  ["AlexaSkill", { service: "alexa", source: "SkillId" }],
]);

export function isTriggerEvent(type: string): boolean {
  return triggers.has(type);
}

/** The pseudo type AWS::Serverless::Trigger: Service, Source, Function, and the event's own properties. */
export function expandTriggerEvent(event: SamEvent, target: EventTarget): EventExpansion {
  const trigger = triggers.get(event.type);
  const source = trigger?.source === undefined ? undefined : entryOf(event.properties, trigger.source);
  const entries = [
    ...event.properties.entries.values(),
    ...(source === undefined ? [] : [{ ...source, name: "Source" }]),
    entry("Service", scalar(trigger?.service ?? event.type, event.at)),
    entry("Function", target.arn(event.at), { at: event.at }),
  ];
  const properties = map(entries, event.properties.at);
  return {
    resources: [
      implicitResource(target, {
        address: event.logicalId,
        name: event.name,
        type: "AWS::Serverless::Trigger",
        nativeType: `${event.type} event`,
        at: event.at,
        properties,
      }),
    ],
  };
}
