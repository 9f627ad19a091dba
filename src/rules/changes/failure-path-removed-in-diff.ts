import { headingOf } from "../../change/location.ts";
import type { SettingChange } from "../../stack/delta.ts";
import { invocationsOf } from "../../stack/invocations.ts";
import type { Link } from "../../stack/link.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { entryOf, itemsOf } from "../../stack/value.ts";
import type { ResourceSettingName } from "../../stack/vocabulary.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { ChangeRuleContext, Draft, Rule } from "../rule.ts";
import { named, sourceName } from "../words.ts";
import { statesOf } from "../workflows/states.ts";

const queues = (redrive: string) => `
Resources:
  LostOrders:
    Type: AWS::SQS::Queue
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 180
${redrive}`;
const redrive = `      RedrivePolicy:
        deadLetterTargetArn: !GetAtt LostOrders.Arn
        maxReceiveCount: 5
`;
const watched = (alarm: string) => `
resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}
${alarm}`;
const alarm = `
resource "aws_cloudwatch_metric_alarm" "book_errors" {
  alarm_name          = "book-errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = aws_lambda_function.book.function_name }
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  threshold           = 0
  alarm_actions       = ["arn:aws:sns:eu-west-1:123456789012:on-call"]
}
`;

const streamed = (properties: string, onFailure: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Lost:
    Type: AWS::SQS::Queue
  Project:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: index.handler
      Runtime: nodejs22.x
${properties}      Events:
        Orders:
          Type: Kinesis
          Properties:
            Stream: arn:aws:kinesis:eu-west-1:123456789012:stream/orders
            StartingPosition: TRIM_HORIZON
${onFailure}`;
const ofCalls = `      EventInvokeConfig:
        DestinationConfig:
          OnFailure: { Type: SQS, Destination: !GetAtt Lost.Arn }
`;
const ofRecords = `            DestinationConfig:
              OnFailure: { Destination: !GetAtt Lost.Arn }
`;

/** Settings of which one is enough to keep what failed. */
const keepers: readonly ResourceSettingName[] = ["deadLetterTarget", "asyncDeadLetterTarget", "asyncFailureDestination"];

export const failurePathRemovedInDiff: Rule = {
  id: "failure-path-removed-in-diff",
  title: "The change removes what caught failures",
  topics: ["22.6", "15.8", "29.2"],
  category: "reliability",
  severity: "high",
  platforms: ["aws", "azure", "google"],
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  bad: [
    { base: { "template.yaml": queues(redrive) }, head: { "template.yaml": queues("") } },
    { base: { "main.tf": watched(alarm) }, head: { "main.tf": watched("") } },
    {
      base: cdkApp(`
const lost = new sqs.Queue(this, "LostOrders");
new sqs.Queue(this, "Orders", { deadLetterQueue: { queue: lost, maxReceiveCount: 5 } });
`),
      head: cdkApp(`
const lost = new sqs.Queue(this, "LostOrders");
new sqs.Queue(this, "Orders");
`),
    },
  ],
  good: [
    { base: { "template.yaml": queues(redrive) }, head: { "template.yaml": queues(redrive.replace("maxReceiveCount: 5", "maxReceiveCount: 8")) } },
    {
      base: { "template.yaml": `${queues(redrive)}  Mail:\n    Type: AWS::SQS::Queue\n` },
      head: { "template.yaml": "Resources:\n  Mail:\n    Type: AWS::SQS::Queue\n" },
    },
    { base: { "main.tf": watched(alarm) }, head: { "main.tf": watched(alarm.replace("book_errors", "errors_of_book")) } },
    { base: { "template.yaml": streamed(ofCalls, "") }, head: { "template.yaml": streamed("", ofRecords) } },
  ],
  *checkChange(context): Iterable<Draft> {
    yield* lostKeepers(context);
    yield* lostAlarms(context);
    yield* silencedAlarms(context);
    yield* lostCatches(context);
  },
};

/** Dead-letter queues and failure destinations that are gone from a resource or trigger that stays. */
function* lostKeepers({ stack, delta }: ChangeRuleContext): Iterable<Draft> {
  const told = new Set<string>();
  for (const { before, after, settings } of delta.changedResources) {
    const gone = settings.find((change) => isGone(change) && keepers.some((name) => name === change.name));
    if (gone === undefined || keepers.some((name) => after.has(name)) || isOnlyPolled(after, stack)) continue;
    const name = keepers.find((one) => one === gone.name) ?? "deadLetterTarget";
    told.add(after.id);
    yield lost({ subject: after, place: before.placeOf(name), setting: before.nameInDialect(name), what: named(after), heading: after.at });
  }
  for (const { before, after, settings } of delta.changedLinks) {
    const names = ["deadLetterTarget", "failureDestination"] as const;
    const name = names.find((one) => settings.some((change) => isGone(change) && change.name === one));
    if (name === undefined || names.some((one) => after.has(one))) continue;
    // A subscription or schedule is a resource and a link at once.
    if (told.has(after.declaredBy?.id ?? "") || told.has(after.from.resource?.id ?? "")) continue;
    const what = `what ${sourceName(after)} delivers${after.to.resource === null ? "" : ` to ${named(after.to.resource)}`}`;
    yield lost({ subject: after, place: before.placeOf(name), setting: before.nameInDialect(name), what, heading: after.at });
  }
}

/** What functions keep is of asynchronous calls; of records that are polled, the trigger keeps what fails. */
function isOnlyPolled(resource: Resource, stack: Stack): boolean {
  if (resource.kind !== "function") return false;
  const invocations = invocationsOf(stack, resource);
  return invocations.length > 0 && invocations.every(({ kind }) => kind === "queue" || kind === "stream");
}

function lost(part: { subject: Resource | Link; place: Resource["at"]; setting: string; what: string; heading: Resource["at"] }): Draft {
  return {
    subject: part.subject,
    claim: "failurePath",
    evidence: [
      { at: part.place, side: "base", note: "kept what failed" },
      { at: part.heading, note: "nothing keeps it now" },
    ],
    what: `The change removes \`${part.setting}\`, which kept the failures of ${part.what}.`,
    why: `What cannot be handled is from now on tried until it expires or is dropped at once, and then it is gone: nothing is left to look at or to run again.`,
    fix: `Keep \`${part.setting}\`, or put another dead-letter queue or failure destination in its place in the same change.`,
  };
}

function* lostAlarms({ stack, base, delta }: ChangeRuleContext): Iterable<Draft> {
  for (const alarm of delta.removedResources.filter((resource) => resource.kind === "alarm")) {
    const watched = base.linksFrom(alarm, "alarms").find((link) => link.to.resource !== null && stack.find(link.to.resource.id) !== undefined);
    const target = watched?.to.resource;
    if (watched === undefined || target === undefined || target === null || mayBeWatched(target, watched.name, stack)) continue;
    yield {
      subject: target,
      claim: `alarm:${watched.name}`,
      evidence: [{ at: alarm.at, side: "base", note: `watched ${named(target)}` }, { at: target.at }],
      what: `The change removes the alarm ${named(alarm)}, and no other alarm watches \`${watched.name}\` of ${named(target)}.`,
      why: `When ${named(target)} fails the next time, nobody is told; it shows when somebody misses the result.`,
      fix: `Keep the alarm, or replace it in the same change by one that covers the same failure.`,
      severity: "medium",
    };
  }
}

/** An alarm whose target is not known may be the one. */
function mayBeWatched(target: Resource, metric: string, stack: Stack): boolean {
  return stack.linksOf("alarms").some((link) => link.name === metric && (link.to.resource === null || link.to.resource.id === target.id));
}

/** Alarms that stay and tell nobody. */
function* silencedAlarms({ delta }: ChangeRuleContext): Iterable<Draft> {
  for (const { before, after } of delta.changedResources) {
    if (after.kind !== "alarm" || itemsOf(before.value("actions")).length === 0) continue;
    const enabled = after.boolean("actionsEnabled");
    const enabledBefore = before.boolean("actionsEnabled");
    const isOff = enabled.known && !enabled.value && enabledBefore.known && enabledBefore.value;
    const written = after.value("actions");
    const isEmpty = written === undefined || (written.kind === "list" && written.items.length === 0);
    if (!isOff && !isEmpty) continue;
    const name = isOff ? "actionsEnabled" : "actions";
    yield {
      subject: after,
      claim: "alarmActions",
      evidence: [
        isOff || written !== undefined
          ? { at: after.placeOf(name), note: "tells nobody" }
          : { at: before.placeOf(name), side: "base", note: "told the team" },
        { at: after.at },
      ],
      what: `The alarm ${named(after)} told somebody before the change; now it goes off and tells nobody.`,
      why: `The alarm still turns red, on a page that nobody looks at: the failure that it stands for goes on unseen.`,
      fix: `Keep \`${before.nameInDialect("actions")}\`${isOff ? " enabled" : ""}, or remove the alarm where it is of no use.`,
      severity: "medium",
    };
  }
}

/** `Catch` of a task that stays. */
function* lostCatches({ delta }: ChangeRuleContext): Iterable<Draft> {
  for (const { before, after } of delta.changedResources) {
    if (after.kind !== "workflow") continue;
    const now = new Map(statesOf(after).map((state) => [state.name, state]));
    for (const state of statesOf(before)) {
      const stays = now.get(state.name);
      const caught = entryOf(state.body, "Catch");
      if (caught === undefined || stays === undefined || stays.type !== state.type || entryOf(stays.body, "Catch") !== undefined) continue;
      yield {
        subject: after,
        claim: `catch:${state.name}`,
        evidence: [
          { at: caught.at, side: "base", note: "handled its errors" },
          { at: headingOf(stays.at), note: "handles none" },
        ],
        what: `The change removes the \`Catch\` of the state ${named(state.name)} in ${named(after)}.`,
        why: `An error of ${named(state.name)} now ends the whole execution; what the states before it have done stays done, and the compensation that the \`Catch\` led to never runs.`,
        fix: `Keep the \`Catch\`, or show where the error is handled now.`,
      };
    }
  }
}

function isGone(change: SettingChange): boolean {
  return change.common && change.before !== undefined && change.after === undefined;
}
