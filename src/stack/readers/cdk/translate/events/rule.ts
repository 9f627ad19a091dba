import { list, map, entry, scalar, unknown } from "../../../../value-builders.ts";
import type { Value } from "../../../../value.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Datum, truthOf } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { arnOf } from "../lambda/function.ts";
import { listItems, propertyOf, propertyValue } from "../property.ts";
import type { Convert, PropertyTable } from "../resource-properties.ts";
import type { Translation } from "../translation.ts";
import { targetId, targetValue } from "./targets.ts";

const state: Convert = (conversion, value) => {
  const truth = truthOf(value);
  return truth === undefined ? conversion.value(value) : scalar(truth ? "ENABLED" : "DISABLED", value.at);
};
const busName: Convert = (conversion, value) =>
  conversion.value(value.kind === "instance" ? { kind: "attribute", of: value, name: "eventBusName", at: value.at } : value);

/** Keys of a pattern that EventBridge spells with dashes. */
const patternNames: ReadonlyMap<string, string> = new Map([
  ["detailType", "detail-type"],
  ["detail_type", "detail-type"],
]);

const pattern: Convert = (conversion, value) => {
  const [struct] = value.kind === "term" ? value.arguments : [value];
  if (struct?.kind !== "object" || struct.open !== undefined) return conversion.value(value);
  return map(
    [...struct.fields].map(([name, field]) =>
      entry(patternNames.get(name) ?? name, patternPart(conversion, field.value), { key: field.key, at: field.at }),
    ),
    struct.at,
  );
};

/** `Match.prefix("a")` becomes what EventBridge writes for it, where that is simple. */
function patternPart(conversion: Conversion, datum: Datum): Value {
  if (datum.kind === "term") return matcher(conversion, datum);
  if (datum.kind === "object" && datum.open === undefined)
    return map(
      [...datum.fields].map(([name, field]) => entry(name, patternPart(conversion, field.value), { key: field.key, at: field.at })),
      datum.at,
    );
  if (datum.kind !== "list") return conversion.value(datum);
  return list(
    listItems(datum).flatMap((item) => {
      const value = patternPart(conversion, item);
      return item.kind === "term" && value.kind === "list" ? value.items : [value];
    }),
    datum.at,
  );
}

function matcher(conversion: Conversion, term: Extract<Datum, { kind: "term" }>): Value {
  const [first] = term.arguments;
  const given = first === undefined ? undefined : conversion.value(first);
  const name = ["prefix", "suffix", "cidr", "wildcard"].find((one) => term.name === `aws-events.Match.${one}`);
  if (name !== undefined && given !== undefined) return list([map([entry(name, given)], term.at)], term.at);
  if (term.name === "aws-events.Match.exactString" && given !== undefined) return list([given], term.at);
  if (term.name === "aws-events.Match.exists" || term.name === "aws-events.Match.doesNotExist")
    return list([map([entry("exists", scalar(term.name.endsWith(".exists"), term.at))], term.at)], term.at);
  return unknown("the pattern is made elsewhere", term.at);
}

const table: PropertyTable = {
  ruleName: "Name",
  description: "Description",
  enabled: { to: "State", as: state },
  eventBus: { to: "EventBusName", as: busName },
  eventPattern: { to: "EventPattern", as: pattern },
  schedule: "ScheduleExpression",
};

/** A rule of EventBridge with its targets, given at once or by `addTarget`. */
export function translateRule(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const properties = translation.properties(node).take(given, table);
  const patterns = translation.callsOn(node, "addEventPattern");
  const added = patterns[0]?.arguments[0];
  if (added !== undefined)
    properties.put(
      "EventPattern",
      properties.has("EventPattern") || patterns.length > 1
        ? unknown("the pattern is put together in code", added.at)
        : pattern(translation.conversion(node.scope), added),
    );
  const written = propertyOf(given, "targets");
  const later = translation.callsOn(node, "addTarget").flatMap((call) => call.arguments.slice(0, 1));
  const targets = [...listItems(written?.value), ...later];
  const [first] = targets;
  if (first !== undefined) {
    const values = targets.map((target, index) => targetValue(translation, { node, target, id: targetId(target, index), isSchedule: false }));
    properties.put("Targets", list(values, written?.value.at ?? first.at), written, "targets");
  }
  translation.add(node, { type: "AWS::Events::Rule", properties });
}

export function translateBus(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const properties = translation
    .properties(node)
    .take(given, { eventBusName: "Name", kmsKey: { to: "KmsKeyIdentifier", as: (conversion, value) => conversion.value(arnOf(value, "keyArn")) } });
  const queue = propertyOf(given, "deadLetterQueue");
  if (queue !== undefined)
    properties.put(
      "DeadLetterConfig.Arn",
      translation.conversion(node.scope).settingValue({ ...queue, value: arnOf(queue.value, "queueArn") }),
      queue,
      "deadLetterQueue",
    );
  translation.add(node, { type: "AWS::Events::EventBus", properties });
}

/** A schedule of EventBridge Scheduler. */
export function translateSchedule(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const properties = translation.properties(node).take(given, {
    scheduleName: "Name",
    description: "Description",
    schedule: "ScheduleExpression",
    enabled: { to: "State", as: state },
  });
  const window = propertyValue(given, "timeWindow");
  properties.put(
    "FlexibleTimeWindow.Mode",
    scalar(window?.kind === "term" && window.name.endsWith("flexible") ? "FLEXIBLE" : "OFF", window?.at ?? node.at),
  );
  const zone = propertyValue(given, "schedule");
  const zoneName = zone?.kind === "term" ? propertyOf(zone.arguments[0], "timeZone") : undefined;
  if (zoneName?.value.kind === "library")
    properties.put("ScheduleExpressionTimezone", scalar((zoneName.value.path.at(-1) ?? "").toLowerCase(), zoneName.at), zoneName);
  const target = propertyOf(given, "target");
  if (target !== undefined)
    properties.put(
      "Target",
      targetValue(translation, { node, target: target.value, id: targetId(target.value, 0), isSchedule: true }),
      target,
      "target",
    );
  translation.add(node, { type: "AWS::Scheduler::Schedule", properties });
}
