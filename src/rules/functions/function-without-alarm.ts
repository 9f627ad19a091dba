import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const lambda = (name: string, more = "") => `  ${name}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ${name.toLowerCase()}.handler
      Runtime: nodejs22.x
${more}`;
const alarm = (name: string, dimensions = `[{ Name: FunctionName, Value: !Ref ${name} }]`) => `  ${name}Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions: ${dimensions}
      Statistic: Sum
      Period: 300
      EvaluationPeriods: 1
      Threshold: 0
      ComparisonOperator: GreaterThanThreshold
`;
const template = (...parts: readonly string[]) => `Transform: AWS::Serverless-2016-10-31\nResources:\n${parts.join("")}`;
const watched = [lambda("Book"), alarm("Book"), lambda("Pay"), alarm("Pay")];
const terraform = (more = "") => `
resource "aws_lambda_function" "each" {
  for_each      = { book = 1, pay = 1 }
  function_name = each.key
  role          = "arn:aws:iam::123456789012:role/shop"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_cloudwatch_metric_alarm" "book" {
  alarm_name          = "book"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = "book" }
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  period              = 300
  statistic           = "Sum"
  threshold           = 0
}

resource "aws_cloudwatch_metric_alarm" "pay" {
  alarm_name          = "pay"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = "pay" }
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  period              = 300
  statistic           = "Sum"
  threshold           = 0
}
${more}`;
const ship = `
resource "aws_lambda_function" "ship" {
  function_name = "ship"
  role          = "arn:aws:iam::123456789012:role/shop"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}
`;
const queue = `  Orders:
    Type: AWS::SQS::Queue
    Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Lost.Arn, maxReceiveCount: 5 } }
  Lost:
    Type: AWS::SQS::Queue
  LostAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Dimensions: [{ Name: QueueName, Value: !GetAtt Lost.QueueName }]
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: 1
      Threshold: 0
`;
const consumer = "      Events:\n        Orders: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn } }\n";

export const functionWithoutAlarm: Rule = {
  id: "function-without-alarm",
  title: "The new function is the only one without an alarm",
  topics: ["15.8", "15.5"],
  category: "observability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
  bad: [
    { base: { "template.yaml": template(...watched) }, head: { "template.yaml": template(...watched, lambda("Ship")) } },
    { base: { "main.tf": terraform() }, head: { "main.tf": terraform(ship) } },
  ],
  good: [
    { base: { "template.yaml": template(...watched) }, head: { "template.yaml": template(...watched, lambda("Ship"), alarm("Ship")) } },
    // Not all of the others have one: there is no habit to follow.
    {
      base: { "template.yaml": template(...watched, lambda("Mail")) },
      head: { "template.yaml": template(...watched, lambda("Mail"), lambda("Ship")) },
    },
    {
      base: { "template.yaml": template(lambda("Book"), alarm("Book")) },
      head: { "template.yaml": template(lambda("Book"), alarm("Book"), lambda("Ship")) },
    },
    // One alarm for the whole account, and one whose function is not known.
    {
      base: { "template.yaml": template(...watched, alarm("All", "[]")) },
      head: { "template.yaml": template(...watched, alarm("All", "[]"), lambda("Ship")) },
    },
    {
      base: { "template.yaml": template(...watched) },
      head: { "template.yaml": template(...watched, lambda("Ship"), alarm("Other", "[{ Name: FunctionName, Value: !ImportValue other }]")) },
    },
    // What it fails on ends in a queue that has an alarm.
    { base: { "template.yaml": template(...watched) }, head: { "template.yaml": template(...watched, queue, lambda("Ship", consumer)) } },
  ],
  *checkChange({ stack, base, delta }): Iterable<Draft> {
    const renamed = new Set(delta.renamedResources.map(({ after }) => after.id));
    const isNew = (one: Resource) => one.kind === "function" && one.platform === "aws" && !renamed.has(one.id);
    for (const added of delta.addedResources.filter(isNew)) {
      const others = stack.resourcesIn(added.scope, "function").filter((one) => one.platform === "aws" && base.find(one.id) !== undefined);
      const alarms = others.map((one) => stack.linksTo(one, "alarms")[0]);
      const [first] = alarms;
      if (others.length < 2 || first === undefined || !alarms.every((one) => one !== undefined)) continue;
      if (isWatched(added, stack) || mayBeWatched(stack)) continue;
      const isStream = stack.triggersOf(added).some((link) => link.from.resource?.kind === "stream" || link.from.resource?.kind === "table");
      yield {
        subject: added,
        claim: "alarm",
        evidence: [
          { at: added.at, note: "no alarm watches it" },
          { at: first.at, note: `watches ${first.to.resource === null ? "another" : named(first.to.resource)}` },
        ],
        what: `${named(added)} is new and no alarm watches it; the other ${others.length} functions beside it each have one.`,
        why: `When it fails or is throttled, nobody is told: the team takes the silence of its alarms for health.`,
        fix: `Add an alarm on \`Errors\` and one on \`Throttles\`${isStream ? ", and one on `IteratorAge`" : ""}, as the other functions have.`,
      };
    }
  },
};

/** Whether its failures are seen elsewhere: what calls it, what its events wait in, or where they end has an alarm. Custom resources fail the deployment. */
function isWatched(lambda: Resource, stack: Stack): boolean {
  const callers = [...stack.triggersOf(lambda), ...stack.linksTo(lambda, "invokes")];
  const sources = callers.flatMap(({ from }) => (from.resource === null ? [] : [from.resource]));
  const around = [lambda, ...sources].flatMap((one) => [one, ...keepersOf(one, stack), ...holdersOf(one, stack)]);
  return around.some((one) => stack.linksTo(one, "alarms").length > 0) || callers.some((link) => textOfService(link) === "custom-resource");
}

function keepersOf(one: Resource, stack: Stack): readonly Resource[] {
  return [...stack.linksFrom(one, "dead-letters"), ...stack.linksFrom(one, "on-failure")].flatMap(({ to }) => to.resource ?? []);
}

/** The API of a route. */
function holdersOf(one: Resource, stack: Stack): readonly Resource[] {
  return stack.linksTo(one, "contains").flatMap(({ from }) => from.resource ?? []);
}

function textOfService(link: ReturnType<Stack["triggersOf"]>[number]): string {
  const service = link.string("service");
  return service.known ? service.value : "";
}

/** An alarm whose target is not known, or that watches all functions or counts log lines, may be the one. */
function mayBeWatched(stack: Stack): boolean {
  return stack.resourcesOf("alarm", "aws").some((alarm) => {
    const links = stack.linksFrom(alarm, "alarms");
    if (links.some(({ to }) => to.resource === null)) return true;
    const namespace = alarm.string("namespace");
    const isOfService = namespace.known && namespace.value.startsWith("AWS/") && namespace.value !== "AWS/Lambda";
    return links.length === 0 && !isOfService && valueAt(alarm.properties, "AlarmRule") === undefined;
  });
}
