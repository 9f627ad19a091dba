import type { Value } from "../../../../value.ts";
import { map, scalar, unknown } from "../../../../value-builders.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Datum, type Field, type TermDatum, nodeOf } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { arnOf } from "../lambda/function.ts";
import { propertyOf } from "../property.ts";
import { trustPolicy } from "../roles.ts";
import { allow, invokedArns } from "../statements.ts";
import type { Translation } from "../translation.ts";

interface TargetKind {
  readonly arn: string;
  /** What the CDK lets EventBridge do by a policy of the target. */
  readonly delivers?: string;
  /** What the CDK lets EventBridge do by a role that it makes. */
  readonly acts?: string;
}

/** Targets of rules, and of schedules of EventBridge Scheduler, by class. */
const targetKinds: ReadonlyMap<string, TargetKind> = new Map([
  ["LambdaFunction", { arn: "functionArn" }],
  ["LambdaInvoke", { arn: "functionArn", acts: "lambda:InvokeFunction" }],
  ["SqsQueue", { arn: "queueArn", delivers: "sqs:SendMessage" }],
  ["SqsSendMessage", { arn: "queueArn", acts: "sqs:SendMessage" }],
  ["SnsTopic", { arn: "topicArn", delivers: "sns:Publish" }],
  ["SnsPublish", { arn: "topicArn", acts: "sns:Publish" }],
  ["SfnStateMachine", { arn: "stateMachineArn", acts: "states:StartExecution" }],
  ["StepFunctionsStartExecution", { arn: "stateMachineArn", acts: "states:StartExecution" }],
  ["EventBus", { arn: "eventBusArn", acts: "events:PutEvents" }],
  ["EventBridgePutEvents", { arn: "eventBusArn", acts: "events:PutEvents" }],
  ["KinesisStream", { arn: "streamArn", acts: "kinesis:PutRecord" }],
  ["KinesisStreamPutRecord", { arn: "streamArn", acts: "kinesis:PutRecord" }],
  ["CloudWatchLogGroup", { arn: "logGroupArn" }],
  ["ApiGateway", { arn: "restApiId" }],
]);

export interface TargetTask {
  readonly node: ConstructNode;
  readonly target: Datum;
  /** A word that tells this target from others of the same rule. */
  readonly id: string;
  /** Scheduler acts by a role, also for its dead-letter queue; a rule is let in by the queue's policy. */
  readonly isSchedule: boolean;
}

/** A target as a rule or schedule writes it, with the permissions that the CDK adds. */
export function targetValue(translation: Translation, task: TargetTask): Value {
  const { node, target, id } = task;
  if (target.kind !== "term")
    return unknown(target.kind === "unknown" || target.kind === "choice" ? target.reason : "the target is made elsewhere", target.at);
  const [of, given] = target.arguments;
  const kind = targetKinds.get(target.name.split(".").at(-1) ?? "");
  if (kind === undefined || of === undefined) return unknown("the target is made elsewhere", target.at);
  const conversion = translation.conversion(node.scope);
  const properties = translation.properties(node).put("Id", scalar(id, target.at));
  properties.put("Arn", { ...conversion.value(arnOf(of, kind.arn)), at: target.at });
  const queue = propertyOf(given, "deadLetterQueue");
  if (queue !== undefined)
    properties.put("DeadLetterConfig.Arn", conversion.settingValue({ ...queue, value: arnOf(queue.value, "queueArn") }), queue, "deadLetterQueue");
  properties.take(given, { retryAttempts: "RetryPolicy.MaximumRetryAttempts", maxEventAge: "RetryPolicy.MaximumEventAgeInSeconds" });
  const input = propertyOf(given, "event") ?? propertyOf(given, "message") ?? propertyOf(given, "input");
  if (input !== undefined) properties.put("Input", inputValue(conversion, input), input, "input");
  permit(translation, task, { kind, of, queue, term: target });
  if (kind.acts !== undefined) properties.put("RoleArn", roleArn(translation, task, { kind, of, queue, given }));
  return { ...properties.build(), at: target.at };
}

interface Permission {
  readonly kind: TargetKind;
  readonly of: Datum;
  readonly queue: Field | undefined;
}

function permit(translation: Translation, { node, isSchedule }: TargetTask, { kind, of, queue, term }: Permission & { term: TermDatum }): void {
  if (isSchedule) return;
  const source = (at: Datum["at"]) => (conversion: Conversion) => conversion.reference(node, at, { attribute: "Arn" });
  if (kind.delivers !== undefined)
    translation.policies.deliver(of, {
      service: "events.amazonaws.com",
      action: kind.delivers,
      ...(kind.arn === "topicArn" ? {} : { source: source(term.at) }),
      at: term.at,
    });
  if (queue !== undefined)
    translation.policies.deliver(queue.value, { service: "events.amazonaws.com", action: "sqs:SendMessage", source: source(queue.at), at: queue.at });
}

/** The role that the CDK makes for targets that are acted on, unless it is given one. */
function roleArn(
  translation: Translation,
  { node, id, isSchedule, target }: TargetTask,
  { kind, of, queue, given }: Permission & { given: Datum | undefined },
): Value {
  const conversion = translation.conversion(node.scope);
  const written = propertyOf(given, "role");
  if (written !== undefined) return conversion.settingValue({ ...written, value: arnOf(written.value, "roleArn") });
  const suffix = `${id}Role`;
  const { at } = target;
  const arn = conversion.value(arnOf(of, kind.arn));
  const statements = [allow([kind.acts ?? ""], kind.arn === "functionArn" ? invokedArns(arn, at) : [arn], at)];
  if (isSchedule && queue !== undefined) statements.push(allow(["sqs:SendMessage"], [conversion.value(arnOf(queue.value, "queueArn"))], queue.at));
  const service = isSchedule ? "scheduler.amazonaws.com" : "events.amazonaws.com";
  const properties = translation.properties(node);
  properties.put("AssumeRolePolicyDocument", trustPolicy(service, at));
  properties.put("Policies", { kind: "list", items: [inlinePolicy(`target ${id} of ${node.path}`, statements)], at });
  translation.add(node, { type: "AWS::IAM::Role", suffix, nativeType: "role made by the CDK", implicit: true, at, properties });
  return conversion.reference(node, at, { suffix, attribute: "Arn" });
}

function inlinePolicy(name: string, statements: readonly Value[]): Value {
  const at = statements[0]?.at ?? { path: "", startLine: 1, endLine: 1 };
  const document = map([{ name: "Statement", key: at, value: { kind: "list", items: statements, at }, at }], at);
  return map(
    [
      { name: "PolicyName", key: at, value: scalar(name, at), at },
      { name: "PolicyDocument", key: at, value: document, at },
    ],
    at,
  );
}

/** `RuleTargetInput.fromObject({…})`, `ScheduleTargetInput.fromText("…")`. */
function inputValue(conversion: Conversion, field: Field): Value {
  const { value } = field;
  const [given] = value.kind === "term" && /TargetInput\.from/u.test(value.name) ? value.arguments : [];
  if (given === undefined) return unknown("the input is made elsewhere", field.at);
  return conversion.value(given);
}

/** How a target is told from others: its class and what it is of. */
export function targetId(target: Datum, index: number): string {
  const [of] = target.kind === "term" ? target.arguments : [];
  const path = nodeOf(of)?.path;
  return path === undefined ? `Target${index}` : path.replaceAll("/", "");
}
