import type { Location } from "../../../../../change/location.ts";
import type { Value } from "../../../../value.ts";
import { entry, list, map, scalar, unknown } from "../../../../value-builders.ts";
import type { ConstructNode, MethodCall } from "../../evaluate/construct-node.ts";
import { type Datum, type TermDatum, nodeOf, textOfDatum } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { arnOf } from "../lambda/function.ts";
import { propertyOf, propertyValue } from "../property.ts";
import type { Convert, PropertyTable, ResourceProperties } from "../resource-properties.ts";
import type { Translation } from "../translation.ts";

/** `{ kind: SubscriptionFilter.stringFilter({ allowlist: […] }) }` as SNS writes it. */
const filterPolicy: Convert = (conversion, value) => {
  if (value.kind !== "object" || value.open !== undefined) return unknown("the filter is made elsewhere", value.at);
  return map(
    [...value.fields].map(([name, field]) => entry(name, filterOf(conversion, field.value), { key: field.key, at: field.at })),
    value.at,
  );
};

function filterOf(conversion: Conversion, filter: Datum): Value {
  const allowed = filter.kind === "term" ? propertyValue(filter.arguments[0], "allowlist") : undefined;
  return allowed === undefined ? unknown("the filter is made elsewhere", filter.at) : conversion.value(allowed);
}

const table: PropertyTable = {
  filterPolicy: { to: "FilterPolicy", as: filterPolicy },
  rawMessageDelivery: "RawMessageDelivery",
};

interface SubscriptionTask {
  readonly node: ConstructNode;
  readonly topic: Datum;
  readonly call: Pick<MethodCall, "at" | "conditional">;
  readonly given: Datum | undefined;
  readonly protocol: string;
  readonly endpoint: Value;
  readonly name: string;
  readonly suffix: string;
}

function addSubscription(translation: Translation, task: SubscriptionTask): void {
  const { node, topic, call, given } = task;
  const conversion = translation.conversion(node.scope);
  const properties = translation.properties(node).take(given, table);
  const scoped = propertyOf(given, "filterPolicyWithMessageBody");
  if (scoped !== undefined) {
    properties.put("FilterPolicy", unknown("the filter is made elsewhere", scoped.at), scoped, "filterPolicyWithMessageBody");
    properties.put("FilterPolicyScope", scalar("MessageBody", scoped.at), scoped, "filterPolicyWithMessageBody");
  }
  const topicArn = conversion.value({ kind: "attribute", of: topic, name: "topicArn", at: call.at });
  properties.put("TopicArn", topicArn).put("Protocol", scalar(task.protocol, call.at)).put("Endpoint", task.endpoint);
  putDeadLetters(translation, { properties, conversion, given, topic });
  translation.add(node, {
    type: "AWS::SNS::Subscription",
    suffix: task.suffix,
    nativeType: task.name,
    implicit: true,
    at: call.at,
    conditional: node.conditional || call.conditional,
    properties,
  });
}

interface DeadLetterTask {
  readonly properties: ResourceProperties;
  readonly conversion: Conversion;
  readonly given: Datum | undefined;
  readonly topic: Datum;
}

/** The CDK lets SNS write to the dead-letter queue of a subscription. */
function putDeadLetters(translation: Translation, { properties, conversion, given, topic }: DeadLetterTask): void {
  const field = propertyOf(given, "deadLetterQueue");
  if (field === undefined) return;
  properties.put(
    "RedrivePolicy.deadLetterTargetArn",
    conversion.settingValue({ ...field, value: arnOf(field.value, "queueArn") }),
    field,
    "deadLetterQueue",
  );
  deliverToQueue(translation, { topic, queue: field.value, at: field.at });
}

function deliverToQueue(translation: Translation, { topic, queue, at }: { topic: Datum; queue: Datum; at: Location }): void {
  translation.policies.deliver(queue, {
    service: "sns.amazonaws.com",
    action: "sqs:SendMessage",
    source: (conversion) => ({ ...conversion.value({ kind: "attribute", of: topic, name: "topicArn", at }), at }),
    at,
  });
}

export interface FunctionSubscription {
  readonly topic: Datum;
  readonly target: Datum;
  readonly given: Datum | undefined;
  readonly node: ConstructNode;
  readonly call: Pick<MethodCall, "at" | "conditional">;
  readonly name: string;
}

/** A function that a topic calls. */
export function addFunctionSubscription(translation: Translation, { topic, target, given, node, call, name }: FunctionSubscription): void {
  const endpoint = translation.conversion(node.scope).value({ kind: "attribute", of: target, name: "functionArn", at: call.at });
  const suffix = `${name}:${nodeOf(topic)?.path ?? ""}${nodeOf(target) === node ? "" : (nodeOf(target)?.path ?? "")}`;
  addSubscription(translation, { node, topic, call, given, protocol: "lambda", endpoint, name, suffix });
}

/** `topic.addSubscription(new SqsSubscription(queue, {…}))`. */
export function addSubscriptions(translation: Translation, node: ConstructNode): void {
  for (const call of translation.callsOn(node, "addSubscription")) {
    for (const term of optionsOf(call.arguments[0])) if (term.kind === "term") addByTerm(translation, { node, call, term });
  }
}

function optionsOf(datum: Datum | undefined): readonly Datum[] {
  return datum === undefined ? [] : datum.kind === "choice" ? datum.options : [datum];
}

function addByTerm(translation: Translation, { node, call, term }: { node: ConstructNode; call: MethodCall; term: TermDatum }): void {
  const name = term.name.split(".").at(-1) ?? "";
  const [endpoint, given] = term.arguments;
  const topic = call.receiver;
  if (endpoint === undefined) return;
  const conversion = translation.conversion(node.scope);
  if (name === "LambdaSubscription") {
    addFunctionSubscription(translation, { topic, target: endpoint, given, node, call, name });
    return;
  }
  const target = name === "SqsSubscription" ? ({ kind: "attribute", of: endpoint, name: "queueArn", at: call.at } as const) : endpoint;
  if (name === "SqsSubscription") deliverToQueue(translation, { topic, queue: endpoint, at: call.at });
  const value = conversion.value(target);
  addSubscription(translation, {
    node,
    topic,
    call,
    given,
    protocol: protocols.get(name) ?? "https",
    endpoint: value,
    name,
    suffix: `${name}:${nodeOf(endpoint)?.path ?? textOfDatum(endpoint) ?? ""}`,
  });
}

const protocols: ReadonlyMap<string, string> = new Map([
  ["SqsSubscription", "sqs"],
  ["EmailSubscription", "email"],
  ["SmsSubscription", "sms"],
  ["UrlSubscription", "https"],
]);

/** `new Subscription(this, "Id", { topic, endpoint, protocol })`: here nobody adds a queue policy. */
export function translateSubscription(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const conversion = translation.conversion(node.scope);
  const topic = propertyOf(given, "topic");
  const properties = translation.properties(node).take(given, { ...table, endpoint: "Endpoint", protocol: { to: "Protocol", as: protocol } });
  if (topic !== undefined) {
    properties.put("TopicArn", conversion.settingValue({ ...topic, value: arnOf(topic.value, "topicArn") }), topic, "topic");
    putDeadLetters(translation, { properties, conversion, given, topic: topic.value });
  }
  translation.add(node, { type: "AWS::SNS::Subscription", properties });
}

const protocol: Convert = (conversion, value) => {
  const text = conversion.value(value);
  return text.kind === "scalar" ? scalar(String(text.value).toLowerCase().replace("_", "-"), value.at) : list([text], value.at).items[0];
};
