import type { Draft, Rule } from "../rule.ts";
import { duration, named } from "../words.ts";

const template = (more: string) => `
Resources:
  Orders:
    Type: AWS::EventsV2::EventBus
    Properties:
      Name: orders
  Book:
    Type: AWS::SQS::Queue
  LostOrders:
    Type: AWS::SQS::Queue
  BookOrders:
    Type: AWS::EventsV2::Subscriber
    Properties:
      Name: book
      EventBusArn: !GetAtt Orders.Arn
      InvokeConfiguration:
        TargetArn: !GetAtt Book.Arn
        RoleArn: arn:aws:iam::123456789012:role/deliver
${more}`;

export const eventsV2SubscriberNoFailureQueue: Rule = {
  id: "events-v2-subscriber-no-failure-queue",
  title: "The event bus drops what it cannot deliver within minutes",
  topics: ["22.6", "2.3"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eventsv2-subscriber.html",
  bad: [{ head: { "template.yaml": template("") } }],
  good: [{ head: { "template.yaml": template("      OnFailureConfiguration:\n        Arn: !GetAtt LostOrders.Arn\n") } }],
  *check({ stack }): Iterable<Draft> {
    for (const link of [...stack.linksOf("triggers", "aws"), ...stack.linksOf("subscribes", "aws")]) {
      const subscriber = link.from.resource;
      if (subscriber?.nativeShape !== "AWS::EventsV2::Subscriber" || link.has("deadLetterTarget")) continue;
      const [age, attempts] = [link.number("maximumRecordAgeSeconds"), link.number("maximumRetryAttempts")];
      if (!age.known || !attempts.known) continue;
      yield {
        subject: subscriber,
        claim: "failureQueue",
        evidence: [{ at: subscriber.at, note: "no OnFailureConfiguration" }],
        what: `The subscriber ${named(subscriber)} has no \`OnFailureConfiguration\`, and tries an event ${attempts.value} times or for ${duration(age.value)}${age.isDefault ? " (the defaults)" : ""}.`,
        why: `When its target fails or is throttled for longer than that, the event is dropped. A classic rule would have tried for 24 h.`,
        fix: `Add \`OnFailureConfiguration\` with the ARN of an SQS queue, and a \`RetryPolicy\` that outlasts an ordinary outage of the target.`,
      };
    }
  },
};
