import { type MapEntry, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { entry, list, map, mapOf, reference, scalar } from "../../value-builders.ts";
import type { EventExpansion } from "../sam/event.ts";
import { implicitResource } from "../sam/implicit-resource.ts";
import { allow, inlinePolicy } from "../sam/policy-documents.ts";
import { type EventContext, type ServiceEvent, sourceOf } from "./event.ts";
import { normalizedName, sharedRoleAddress } from "./names.ts";
import { type Translations, dialectNames, translated } from "./settings.ts";

const state = (value: Value): Value =>
  textOf(value) === "true" ? scalar("ENABLED", value.at) : textOf(value) === "false" ? scalar("DISABLED", value.at) : value;

const ruleSettings: Translations = {
  name: "Name",
  description: "Description",
  enabled: { to: "State", as: state },
  pattern: "EventPattern",
  event: "EventPattern",
};
const targetSettings: Translations = {
  input: "Input",
  inputPath: "InputPath",
  inputTransformer: "InputTransformer",
  deadLetterQueueArn: "DeadLetterConfig.Arn",
  retryPolicy: {
    to: "RetryPolicy",
    as: (value) => map(translated(value, { maximumEventAge: "MaximumEventAgeInSeconds", maximumRetryAttempts: "MaximumRetryAttempts" }), value.at),
  },
};
const ruleNames = dialectNames({ ...ruleSettings, eventBus: "EventBusName", rate: "ScheduleExpression", schedule: "ScheduleExpression" });
const targetNames = dialectNames(targetSettings);

/** schedule: a rule for each rate, or a schedule of EventBridge Scheduler. */
export function expandScheduleEvent(event: ServiceEvent, context: EventContext): EventExpansion {
  const rates = itemsOf(sourceOf(event, "rate"));
  const isScheduler = textOf(entryOf(event.settings, "method")?.value) === "scheduler";
  const resources = rates.map((rate, index) => {
    const numbered = index === 0 ? event : { ...event, address: `${event.address}-${index + 1}`, name: `${event.name}-${index + 1}` };
    const place = entryOf(event.settings, "rate");
    const expression = entry("ScheduleExpression", rate, { at: rates.length > 1 ? rate.at : (place?.at ?? event.at) });
    return isScheduler ? schedule(numbered, context, expression) : rule(numbered, context, [expression]);
  });
  const invoke = allow(["lambda:InvokeFunction"], [context.target.arn(event.at)], event.at);
  const role = isScheduler ? { managed: [], inline: [inlinePolicy(`added by the framework for ${event.name}`, [invoke], event.at)] } : undefined;
  return role === undefined ? { resources } : { resources, role };
}

/** eventBridge and cloudwatchEvent: a rule with a pattern or a schedule; a bus that is only named is made by the framework. */
export function expandRuleEvent(event: ServiceEvent, context: EventContext): EventExpansion {
  const bus = entryOf(event.settings, "eventBus");
  const name = textOf(bus?.value);
  const isMade = bus !== undefined && name !== undefined && name !== "default" && !name.startsWith("arn:");
  const address = `${normalizedName(name ?? "")}EventBridgeEventBus`;
  const expression = entryOf(event.settings, "schedule");
  const entries: MapEntry[] = expression === undefined ? [] : [{ ...expression, name: "ScheduleExpression" }];
  if (bus !== undefined) entries.push({ ...bus, name: "EventBusName", value: isMade ? reference(address, bus.value.at) : bus.value });
  const made = isMade
    ? [
        implicitResource(context.target, {
          address,
          name,
          type: "AWS::Events::EventBus",
          nativeType: "event bus made by the framework",
          at: bus.at,
          properties: mapOf({ Name: bus.value }, bus.at),
        }),
      ]
    : [];
  return { resources: [...made, rule(event, context, entries)] };
}

function rule(event: ServiceEvent, { target }: EventContext, own: readonly MapEntry[]) {
  const id = entry("Id", scalar(event.name, event.at));
  const arn = entry("Arn", target.arn(event.at), { at: event.at });
  const one = map([id, arn, ...translated(event.settings, targetSettings)], event.at);
  return implicitResource(target, {
    address: event.address,
    name: event.name,
    type: "AWS::Events::Rule",
    nativeType: `${event.type} event`,
    at: event.at,
    properties: map([...own, ...translated(event.settings, ruleSettings), entry("Targets", list([one], event.at), { at: event.at })], event.at),
    nativeNames: (path) => (path.startsWith("Targets.") ? targetNames(path.replace(/^Targets\.(\d+\.)?/, "")) : ruleNames(path)),
  });
}

function schedule(event: ServiceEvent, { target }: EventContext, expression: MapEntry) {
  const role = entryOf(event.settings, "roleArn")?.value ?? reference(sharedRoleAddress, event.at, "Arn");
  const own = mapOf({ Arn: target.arn(event.at), RoleArn: role }, event.at);
  const entries = [
    expression,
    ...translated(event.settings, {
      name: "Name",
      description: "Description",
      enabled: { to: "State", as: state },
      timezone: "ScheduleExpressionTimezone",
    }),
    entry("FlexibleTimeWindow", mapOf({ Mode: scalar("OFF", event.at) }, event.at)),
    entry("Target", map([...own.entries.values(), ...translated(event.settings, targetSettings)], event.at), { at: event.at }),
  ];
  return implicitResource(target, {
    address: event.address,
    name: event.name,
    type: "AWS::Scheduler::Schedule",
    nativeType: "schedule event",
    at: event.at,
    properties: map(entries, event.at),
    nativeNames: (path) =>
      path.startsWith("Target.") ? targetNames(path.slice("Target.".length)) : path === "ScheduleExpression" ? "rate" : ruleNames(path),
  });
}
