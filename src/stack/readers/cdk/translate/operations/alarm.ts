import type { Value } from "../../../../value.ts";
import { list, mapOf, scalar, unknown } from "../../../../value-builders.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Datum, type TermDatum, nodeOf } from "../../evaluate/datum.ts";
import { isFunctionType } from "../construct-types.ts";
import type { Conversion } from "../conversion.ts";
import { propertyOf, propertyValue } from "../property.ts";
import { type PropertyTable, ResourceProperties } from "../resource-properties.ts";
import type { Translation } from "../translation.ts";

const table: PropertyTable = {
  alarmName: "AlarmName",
  alarmDescription: "AlarmDescription",
  threshold: "Threshold",
  evaluationPeriods: "EvaluationPeriods",
  datapointsToAlarm: "DatapointsToAlarm",
  comparisonOperator: "ComparisonOperator",
  treatMissingData: "TreatMissingData",
  actionsEnabled: "ActionsEnabled",
};

interface MetricFamily {
  readonly namespace: string;
  readonly dimension: string;
  /** The attribute whose value the dimension holds. */
  readonly attribute: string;
}

const families: readonly (readonly [is: (type: string) => boolean, family: MetricFamily])[] = [
  [(type) => isFunctionType(type) || type === "aws-lambda.Alias", { namespace: "AWS/Lambda", dimension: "FunctionName", attribute: "functionName" }],
  [(type) => type === "aws-sqs.Queue", { namespace: "AWS/SQS", dimension: "QueueName", attribute: "queueName" }],
  [(type) => type.startsWith("aws-dynamodb.Table"), { namespace: "AWS/DynamoDB", dimension: "TableName", attribute: "tableName" }],
  [(type) => type === "aws-sns.Topic", { namespace: "AWS/SNS", dimension: "TopicName", attribute: "topicName" }],
  [(type) => type === "aws-kinesis.Stream", { namespace: "AWS/Kinesis", dimension: "StreamName", attribute: "streamName" }],
  [(type) => type === "aws-stepfunctions.StateMachine", { namespace: "AWS/States", dimension: "StateMachineArn", attribute: "stateMachineArn" }],
  [(type) => /^aws-apigateway\.\w*RestApi$/u.test(type), { namespace: "AWS/ApiGateway", dimension: "ApiName", attribute: "restApiName" }],
  [(type) => type === "aws-apigatewayv2.HttpApi", { namespace: "AWS/ApiGateway", dimension: "ApiId", attribute: "apiId" }],
  [(type) => type === "aws-events.Rule", { namespace: "AWS/Events", dimension: "RuleName", attribute: "ruleName" }],
  [(type) => type === "aws-rds.DatabaseCluster", { namespace: "AWS/RDS", dimension: "DBClusterIdentifier", attribute: "clusterIdentifier" }],
];

/** Metrics that are not called as their method is. */
const metricNames: ReadonlyMap<string, string> = new Map([
  ["ClientError", "4XXError"],
  ["ServerError", "5XXError"],
  ["Failed", "ExecutionsFailed"],
  ["TimedOut", "ExecutionsTimedOut"],
  ["Aborted", "ExecutionsAborted"],
  ["Throttled", "ExecutionThrottled"],
  ["Succeeded", "ExecutionsSucceeded"],
  ["Started", "ExecutionsStarted"],
  ["Time", "ExecutionTime"],
]);
const renamedFor = /^(?:aws-stepfunctions\.|aws-apigateway)/u;

/** `new Alarm(…)`, `metric.createAlarm(…)`. */
export function translateAlarm(translation: Translation, node: ConstructNode): void {
  const [given, receiver] = node.arguments;
  const conversion = translation.conversion(node.scope);
  const properties = translation.properties(node).take(given, table);
  const metric = receiver ?? propertyValue(given, "metric");
  if (metric !== undefined) putMetric(conversion, properties, metric);
  const actions = translation.callsOn(node, "addAlarmAction").flatMap((call) => call.arguments.map((action) => actionValue(conversion, action)));
  const [first] = actions;
  if (first !== undefined) properties.put("AlarmActions", list(actions, first.at));
  translation.add(node, { type: "AWS::CloudWatch::Alarm", properties });
}

function putMetric(conversion: Conversion, properties: ResourceProperties, metric: Datum): void {
  if (metric.kind !== "term") {
    const reason = metric.kind === "unknown" || metric.kind === "choice" ? metric.reason : "the metric is made elsewhere";
    properties.put("MetricName", unknown(reason, metric.at)).put("Dimensions", unknown(reason, metric.at));
    return;
  }
  if (metric.name === "aws-cloudwatch.Metric") {
    const [given] = metric.arguments;
    properties.take(given, {
      metricName: "MetricName",
      namespace: "Namespace",
      dimensionsMap: "Dimensions",
      statistic: "Statistic",
      period: "Period",
    });
  } else if (metric.name === "with" && metric.receiver !== undefined) putMetric(conversion, properties, metric.receiver);
  else if (metric.name === "aws-cloudwatch.MathExpression") putExpression(conversion, properties, metric);
  else putMethodMetric(conversion, properties, metric);
}

/** `queue.metricApproximateNumberOfMessagesVisible({ period })`. */
function putMethodMetric(conversion: Conversion, properties: ResourceProperties, metric: TermDatum): void {
  const { receiver, at } = metric;
  const isGeneric = metric.name === "metric";
  const given = metric.arguments[isGeneric ? 1 : 0];
  properties.take(given, { statistic: "Statistic", period: "Period" });
  if (!properties.has("Period")) properties.put("Period", scalar(300, at), undefined, "period");
  const type = nodeOf(receiver)?.type ?? "";
  const family = families.find(([is]) => is(type))?.[1];
  const method = metric.name.slice("metric".length);
  const name = renamedFor.test(type) ? (metricNames.get(method) ?? method) : method;
  properties.put(
    "MetricName",
    isGeneric && metric.arguments[0] !== undefined ? conversion.value(metric.arguments[0]) : scalar(name, at),
    undefined,
    "metric",
  );
  if (family === undefined || receiver === undefined) {
    properties.put("Dimensions", unknown("the metric is made elsewhere", at));
    return;
  }
  properties.put("Namespace", scalar(family.namespace, at));
  const value: Value = conversion.value({ kind: "attribute", of: functionOf(receiver), name: family.attribute, at });
  properties.put("Dimensions", list([mapOf({ Name: scalar(family.dimension, at), Value: value }, at)], at));
}

/** Metrics of an alias are those of its function. */
function functionOf(receiver: Datum): Datum {
  const node = nodeOf(receiver);
  if (node?.type !== "aws-lambda.Alias") return receiver;
  const version = propertyValue(node.arguments[0], "version");
  return node.arguments[1] ?? (version?.kind === "attribute" ? version.of : receiver);
}

function putExpression(conversion: Conversion, properties: ResourceProperties, metric: TermDatum): void {
  const [given] = metric.arguments;
  const used = propertyOf(given, "usingMetrics");
  const metrics = used?.value.kind === "object" ? [...used.value.fields.values()].map((field) => field.value) : [];
  const parts = metrics.map((one): Value => {
    const inner = new ResourceProperties(conversion, { at: one.at, language: "typescript" });
    putMetric(conversion, inner, one);
    return mapOf({ MetricStat: mapOf({ Metric: inner.build() }, one.at) }, one.at);
  });
  properties.put("Metrics", parts.length === 0 ? unknown("the metrics are made elsewhere", metric.at) : list(parts, metric.at));
}

function actionValue(conversion: Conversion, action: Datum): Value {
  const [target] = action.kind === "term" ? action.arguments : [];
  const attribute = action.kind === "term" && action.name.endsWith("SnsAction") ? "topicArn" : "functionArn";
  return target === undefined
    ? unknown("the action is made elsewhere", action.at)
    : conversion.value({ kind: "attribute", of: target, name: attribute, at: action.at });
}
