import { awsDefaults } from "../../../../facts/aws-numbers.ts";
import type { Link, LinkEnd } from "../../../link.ts";
import type { RawSetting } from "../../../setting.ts";
import { type Value, textOf } from "../../../value.ts";
import { unknown } from "../../../value-builders.ts";
import { arnOf } from "../arn.ts";
import { piecesOf } from "../pieces.ts";
import { partsAt, propertyAt, valueAtPath } from "../property-path.ts";
import { type Declaration, type LinkDraft, calledFunction, endOf, linkSources, makeLink, makeTrigger } from "./declaration.ts";

const targetSources = linkSources({
  input: { path: ["Input", "InputTransformer", "InputPath"] },
  deadLetterTarget: "DeadLetterConfig.Arn",
  maximumRetryAttempts: { path: ["RetryPolicy.MaximumRetryAttempts"] },
  maximumRecordAgeSeconds: { path: ["RetryPolicy.MaximumEventAgeInSeconds"] },
  serviceAccount: "RoleArn",
});

/** Retries of a rule and of a schedule. */
const classicDefaults = {
  maximumRetryAttempts: awsDefaults.eventTargetRetries.value,
  maximumRecordAgeSeconds: awsDefaults.eventTargetAge.value,
};

/** A rule's targets, and the bus that it listens on. */
export function* ruleLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  const bus = propertyAt(native.properties, "EventBusName");
  if (bus !== undefined && textOf(bus.value) !== "default") {
    yield makeLink(declaration, { kind: "contains", name: native.name, from: endOf(bus.value, declaration), to: { resource }, at: bus.at });
  }
  const schedule = scheduleOf(declaration);
  for (const [position, part] of partsAt(native.properties, "Targets").entries()) {
    const name = textOf(valueAtPath(part, "Id")) ?? `Target${position + 1}`;
    yield* targetLinks(declaration, { from: { resource }, part, name: `${native.name}.${name}`, prefix: "Targets", settings: schedule });
  }
}

/** A target that is declared apart from its rule. */
export function* eventTargetLinks(declaration: Declaration): Iterable<Link> {
  const { native } = declaration;
  const from = endOf(valueAtPath(native.properties, "Rule") ?? unknown("the rule is not named", native.at), declaration, ["AWS::Events::Rule"]);
  const part = valueAtPath(native.properties, "Target") ?? native.properties;
  yield* targetLinks(declaration, { from, part, name: native.name, prefix: "Target" });
}

/** A schedule of EventBridge Scheduler and its target. */
export function* scheduleLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  const part = valueAtPath(native.properties, "Target");
  if (part === undefined) return;
  const settings = scheduleOf(declaration);
  yield* targetLinks(declaration, { from: { resource }, part, name: native.name, prefix: "Target", service: "scheduler", settings });
}

/** A subscriber of a custom event bus: one filter, one target (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eventsv2-subscriber.html). */
export function* subscriberLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  const bus = propertyAt(native.properties, "EventBusArn");
  if (bus !== undefined) yield makeLink(declaration, { kind: "contains", name: native.name, from: endOf(bus.value, declaration), to: { resource } });
  const target = propertyAt(native.properties, "InvokeConfiguration.TargetArn");
  const failure = propertyAt(native.properties, "OnFailureConfiguration.Arn");
  const sources = linkSources({
    batchSize: "BatchConfiguration.MaxBatchSize",
    batchWindowSeconds: "BatchConfiguration.MaxBatchWindowInSeconds",
    maximumRetryAttempts: "RetryPolicy.MaxRetryAttempts",
    maximumRecordAgeSeconds: "RetryPolicy.MaxEventAgeInSeconds",
    startingPosition: "StartingPosition",
    deadLetterTarget: "OnFailureConfiguration.Arn",
    serviceAccount: "InvokeConfiguration.RoleArn",
  });
  const draft = {
    name: native.name,
    from: { resource },
    sources,
    service: "eventbridge-v2",
    defaults: { maximumRetryAttempts: awsDefaults.subscriberRetries.value, maximumRecordAgeSeconds: awsDefaults.subscriberEventAge.value },
  };
  if (target !== undefined) yield delivery(declaration, target.value, draft);
  if (failure !== undefined) yield deadLetters(declaration, { from: { resource }, name: native.name }, failure);
}

interface TargetPart {
  readonly from: LinkEnd;
  readonly part: Value;
  readonly name: string;
  readonly prefix?: string;
  readonly service?: string;
  readonly settings?: ReadonlyMap<string, RawSetting>;
}

function* targetLinks(declaration: Declaration, target: TargetPart): Iterable<Link> {
  const { part, from, name } = target;
  const arn = propertyAt(part, "Arn");
  if (arn === undefined && part.kind !== "unknown") return;
  yield delivery(declaration, universalTarget(arn?.value, part) ?? arn?.value ?? part, {
    name,
    from,
    at: part.at,
    properties: part,
    sources: targetSources,
    service: target.service ?? "eventbridge",
    defaults: classicDefaults,
    ...(target.prefix === undefined ? {} : { prefix: target.prefix }),
    ...(target.settings === undefined ? {} : { settings: target.settings }),
  });
  const queue = propertyAt(part, "DeadLetterConfig.Arn");
  if (queue !== undefined) yield deadLetters(declaration, { from, name }, queue);
}

/** A function or workflow is triggered; a queue, topic, stream or bus subscribes. */
function delivery(declaration: Declaration, target: Value, draft: Omit<LinkDraft, "kind" | "to">): Link {
  if (calledFunction(target, declaration) !== undefined) return makeTrigger(declaration, target, draft);
  const to = endOf(target, declaration);
  const service = to.resource === null ? arnOf(piecesOf(target) ?? [])?.service : undefined;
  const isRun = to.resource === null ? service === undefined || service === "lambda" || service === "states" : to.resource.kind === "workflow";
  return makeLink(declaration, { ...draft, to, kind: isRun ? "triggers" : "subscribes" });
}

function deadLetters(declaration: Declaration, source: { from: LinkEnd; name: string }, queue: NonNullable<ReturnType<typeof propertyAt>>): Link {
  return makeLink(declaration, { kind: "dead-letters", ...source, to: endOf(queue.value, declaration), at: queue.at });
}

/** Scheduler's `aws-sdk` targets name what they call in their input. */
function universalTarget(arn: Value | undefined, part: Value): Value | undefined {
  if (!textOf(arn)?.includes(":aws-sdk:")) return undefined;
  return ["FunctionName", "QueueUrl", "TopicArn", "StateMachineArn"]
    .map((name) => valueAtPath(part, `Input.${name}`))
    .find((value) => value !== undefined);
}

function scheduleOf({ native }: Declaration): ReadonlyMap<string, RawSetting> {
  const found = propertyAt(native.properties, "ScheduleExpression");
  return found === undefined ? new Map() : new Map([["scheduleExpression", { ...found, nativeName: "ScheduleExpression" }]]);
}
