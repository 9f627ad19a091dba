import type { Link } from "../../../link.ts";
import { type Value, itemsOf, textOf } from "../../../value.ts";
import { partsAt, propertyAt, valueAtPath } from "../property-path.ts";
import { type Declaration, endOf, makeLink, makeTrigger } from "./declaration.ts";

/** The types that each dimension of a metric names (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html). */
const dimensionTypes: ReadonlyMap<string, readonly string[]> = new Map([
  ["QueueName", ["AWS::SQS::Queue"]],
  ["FunctionName", ["AWS::Lambda::Function"]],
  ["StateMachineArn", ["AWS::StepFunctions::StateMachine"]],
  ["TableName", ["AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"]],
  ["TopicName", ["AWS::SNS::Topic"]],
  ["StreamName", ["AWS::Kinesis::Stream"]],
  ["RuleName", ["AWS::Events::Rule"]],
  ["EventBusName", ["AWS::Events::EventBus"]],
  ["ApiName", ["AWS::ApiGateway::RestApi"]],
  ["ApiId", ["AWS::ApiGatewayV2::Api"]],
  ["BucketName", ["AWS::S3::Bucket"]],
  ["DBInstanceIdentifier", ["AWS::RDS::DBInstance"]],
  ["DBClusterIdentifier", ["AWS::RDS::DBCluster"]],
  ["DeliveryStreamName", ["AWS::KinesisFirehose::DeliveryStream"]],
  ["GraphQLAPIId", ["AWS::AppSync::GraphQLApi"]],
]);

/** What an alarm watches: the link's name is the metric's. Names that are given by reference or in full both count. */
export function* alarmLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  const metrics = [native.properties, ...partsAt(native.properties, "Metrics").flatMap((part) => valueAtPath(part, "MetricStat.Metric") ?? [])];
  for (const metric of metrics) {
    const name = textOf(valueAtPath(metric, "MetricName")) ?? "metric";
    for (const { dimension, value } of dimensionsOf(metric)) {
      const to = endOf(value, declaration, dimensionTypes.get(dimension) ?? []);
      yield makeLink(declaration, { kind: "alarms", name, from: { resource }, to, at: metric === native.properties ? native.at : metric.at });
    }
  }
  for (const action of itemsOf(valueAtPath(native.properties, "AlarmActions"))) {
    yield makeLink(declaration, { kind: "uses", name: "AlarmActions", from: { resource }, to: endOf(action, declaration), at: action.at });
  }
}

/** A list of names and values, or a map as Terraform writes it. Only dimensions that name a resource. */
function dimensionsOf(metric: Value): readonly { dimension: string; value: Value }[] {
  const written = valueAtPath(metric, "Dimensions");
  const isMap = written?.kind === "map" && !written.entries.has("Name");
  const all = isMap
    ? [...written.entries.values()].map((entry) => ({ dimension: entry.name, value: entry.value }))
    : partsAt(metric, "Dimensions").flatMap((part) => {
        const dimension = textOf(valueAtPath(part, "Name"));
        const value = valueAtPath(part, "Value");
        return dimension === undefined || value === undefined ? [] : [{ dimension, value }];
      });
  return all.filter(({ dimension }) => dimensionTypes.has(dimension));
}

/** A filter that sends a log group's lines to a function or stream. */
export function* subscriptionFilterLinks(declaration: Declaration): Iterable<Link> {
  const { native } = declaration;
  const group = valueAtPath(native.properties, "LogGroupName");
  const target = valueAtPath(native.properties, "DestinationArn");
  if (group === undefined || target === undefined) return;
  const filter = propertyAt(native.properties, "FilterPattern");
  const settings = filter === undefined ? new Map() : new Map([["filter", { ...filter, nativeName: "FilterPattern" }]]);
  const draft = { name: native.name, from: endOf(group, declaration, ["AWS::Logs::LogGroup"]), service: "logs", settings };
  const to = endOf(target, declaration);
  const isStream = to.resource !== null && to.resource.kind === "stream";
  yield isStream ? makeLink(declaration, { ...draft, kind: "subscribes", to }) : makeTrigger(declaration, target, draft);
}

/** The log group that a stage or API writes its access log to. */
export function* accessLogLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  for (const path of ["AccessLogSetting.DestinationArn", "AccessLogSettings.DestinationArn"]) {
    const found = propertyAt(native.properties, path);
    if (found !== undefined)
      yield makeLink(declaration, { kind: "logs-to", name: native.name, from: { resource }, to: endOf(found.value, declaration), at: found.at });
  }
}
