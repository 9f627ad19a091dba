import { type MapEntry, type Value, entryOf, textOf } from "../../value.ts";
import { entry, list, map, mapOf, reference, scalar } from "../../value-builders.ts";
import { deadLettersOf } from "./dead-letter-queue.ts";
import { type EventExpansion, type EventTarget, type SamEvent, namesBefore } from "./event.ts";
import { implicitResource } from "./implicit-resource.ts";
import { allow, inlinePolicy, trustPolicy } from "./policy-documents.ts";
import { roleProperties } from "./role-policies.ts";

/** Properties of an event that belong to the target of its rule or schedule. */
const targetProperties = ["Input", "InputPath", "InputTransformer", "RetryPolicy"];
const ruleRenames = { Schedule: "ScheduleExpression", Pattern: "EventPattern", RuleName: "Name" };

/** Schedule, CloudWatchEvent and EventBridgeRule: a rule with the function as its target. */
export function expandRuleEvent(event: SamEvent, target: EventTarget): EventExpansion {
  const deadLetters = deadLettersOf(event, target, "events.amazonaws.com");
  const roleAddress = `${event.logicalId}Role`;
  const role =
    target.kind === "state machine"
      ? [invocationRole(event, target, { address: roleAddress, service: "events.amazonaws.com", queue: undefined })]
      : [];
  const roleArn =
    target.kind === "state machine" ? (entryOf(event.properties, "RoleArn")?.value ?? reference(roleAddress, event.at, "Arn")) : undefined;
  const targets = list([targetOf(event, target, { deadLetters: deadLetters.entry, roleArn })], event.at);
  const own = [...event.properties.entries.values()].flatMap((one): readonly MapEntry[] => {
    if (targetProperties.includes(one.name) || one.name === "DeadLetterConfig" || one.name === "Target" || one.name === "RoleArn") return [];
    if (one.name === "Enabled") return [{ ...one, name: "State", value: stateOf(one.value) }];
    return [{ ...one, name: new Map(Object.entries(ruleRenames)).get(one.name) ?? one.name }];
  });
  const rule = implicitResource(target, {
    address: event.logicalId,
    name: event.name,
    type: "AWS::Events::Rule",
    nativeType: `${event.type} event`,
    at: event.at,
    properties: map([...own, entry("Targets", targets, { at: event.at })], event.properties.at),
    nativeNames: ruleName,
  });
  return { resources: [rule, ...deadLetters.resources, ...role] };
}

/** ScheduleV2: a schedule of EventBridge Scheduler, with the role that it takes. */
export function expandScheduleEvent(event: SamEvent, target: EventTarget): EventExpansion {
  const deadLetters = deadLettersOf(event, target, undefined);
  const roleAddress = `${event.logicalId}Role`;
  const written = entryOf(event.properties, "RoleArn")?.value;
  const queue = entryOf(deadLetters.entry?.value, "Arn")?.value;
  const role = written === undefined ? [invocationRole(event, target, { address: roleAddress, service: "scheduler.amazonaws.com", queue })] : [];
  const targetValue = targetOf(event, target, { deadLetters: deadLetters.entry, roleArn: written ?? reference(roleAddress, event.at, "Arn") });
  const own = [...event.properties.entries.values()].filter(
    (one) => !targetProperties.includes(one.name) && !["DeadLetterConfig", "RoleArn", "PermissionsBoundary", "OmitName"].includes(one.name),
  );
  const window = entry("FlexibleTimeWindow", mapOf({ Mode: scalar("OFF", event.at) }, event.at));
  const schedule = implicitResource(target, {
    address: event.logicalId,
    name: event.name,
    type: "AWS::Scheduler::Schedule",
    nativeType: "ScheduleV2 event",
    at: event.at,
    properties: map([window, ...own, entry("Target", targetValue, { at: event.at })], event.properties.at),
    nativeNames: (path) => (path.startsWith("Target.") ? path.slice("Target.".length) : undefined),
  });
  return { resources: [schedule, ...deadLetters.resources, ...role] };
}

function targetOf(event: SamEvent, target: EventTarget, more: { deadLetters: MapEntry | undefined; roleArn: Value | undefined }) {
  const { deadLetters, roleArn } = more;
  const own = [...event.properties.entries.values()].filter((one) => targetProperties.includes(one.name));
  const made = mapOf({ Id: scalar(`${event.logicalId}Target`, event.at), Arn: target.arn(event.at), RoleArn: roleArn }, event.at);
  return map([...made.entries.values(), ...own, ...(deadLetters === undefined ? [] : [deadLetters])], event.at);
}

function invocationRole(event: SamEvent, target: EventTarget, role: { address: string; service: string; queue: Value | undefined }) {
  const at = event.at;
  const action = target.kind === "function" ? "lambda:InvokeFunction" : "states:StartExecution";
  const send = role.queue === undefined ? [] : [allow(["sqs:SendMessage"], [role.queue], at)];
  const policy = inlinePolicy(`added by SAM for event ${event.name}`, [allow([action], [target.arn(at)], at), ...send], at);
  return implicitResource(target, {
    address: role.address,
    type: "AWS::IAM::Role",
    nativeType: "role made by SAM",
    at,
    properties: roleProperties({ managed: [], inline: [policy] }, trustPolicy(role.service, at), at),
  });
}

function stateOf(enabled: Value): Value {
  const text = textOf(enabled);
  if (text !== "true" && text !== "false") return enabled;
  return scalar(text === "true" ? "ENABLED" : "DISABLED", enabled.at);
}

function ruleName(path: string): string | undefined {
  const target = /^Targets(?:\.\d+)?\.(.+)$/.exec(path);
  return target === null ? namesBefore(ruleRenames)(path) : target[1];
}
