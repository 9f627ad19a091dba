import { awsDefaults } from "../../facts/aws-numbers.ts";
import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Setting } from "../../stack/setting.ts";
import { entryOf } from "../../stack/value.ts";
import type { Link } from "../../stack/link.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, duration, named } from "../words.ts";

const book = `
Resources:
  Book:
    Type: AWS::SQS::Queue
  Orders:
    Type: AWS::EventsV2::EventBus
    Properties:
      Name: orders
`;
const classic = `${book}  BookOrders:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [shop] }
      Targets:
        - Id: book
          Arn: !GetAtt Book.Arn
`;
const subscriber = (retry: string) => `${book}  BookOrders:
    Type: AWS::EventsV2::Subscriber
    Properties:
      Name: book
      EventBusArn: !GetAtt Orders.Arn
      InvokeConfiguration:
        TargetArn: !GetAtt Book.Arn
        RoleArn: arn:aws:iam::123456789012:role/deliver
${retry}`;

export const eventsV2MigrationRetryShrunk: Rule = {
  id: "events-v2-migration-retry-shrunk",
  title: "The new event bus gives up after minutes, the old one after a day",
  topics: ["2.3", "22.6"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eventsv2-subscriber.html",
  bad: [{ base: { "template.yaml": classic }, head: { "template.yaml": subscriber("") } }],
  good: [
    {
      base: { "template.yaml": classic },
      head: { "template.yaml": subscriber("      RetryPolicy:\n        MaxEventAgeInSeconds: 86400\n        MaxRetryAttempts: 185\n") },
    },
  ],
  *checkChange({ delta }): Iterable<Draft> {
    for (const link of delta.addedLinks.filter((one) => isOf(one, "eventbridge-v2"))) {
      const target = link.to.resource;
      const before = delta.removedLinks.find((one) => isOf(one, "eventbridge") && one.to.resource?.id === target?.id);
      const [age, old] = [link.number("maximumRecordAgeSeconds"), before?.number("maximumRecordAgeSeconds")];
      if (target === null || before === undefined || !age.known || !age.isDefault || old?.known !== true || old.value <= age.value) continue;
      yield {
        subject: link,
        claim: "maximumRecordAgeSeconds",
        evidence: [
          { at: link.at, note: `gives up after ${duration(age.value)}` },
          { at: before.at, side: "base", note: `gave up after ${duration(old.value)}` },
        ],
        what: `Events for ${named(target)} were tried for up to ${duration(old.value)}; the subscriber that takes the rule's place keeps its default of ${duration(age.value)} and 5 attempts.`,
        why: `When ${named(target)} fails or is throttled for longer than ${duration(age.value)}, its events are dropped, where the old rule would have delivered them after the fault.`,
        fix: `Set \`RetryPolicy.MaxEventAgeInSeconds\` to ${old.value} and \`MaxRetryAttempts\` to what the rule had (185 by default), and give the subscriber an \`OnFailureConfiguration\`.`,
        edit: retryOf(link, old.value, before.number("maximumRetryAttempts")),
      };
    }
  },
};

function isOf(link: Link, service: string): boolean {
  const delivers = link.string("service");
  return delivers.known && delivers.value === service;
}

/** Retries of a rule's target where nothing is set. */
const classicAttempts = awsDefaults.eventTargetRetries.value;

function retryOf(link: Link, seconds: number, before: Setting<number>): EditPlan | undefined {
  const subscriber = link.declaredBy;
  if (subscriber === undefined || entryOf(subscriber.properties, "RetryPolicy") !== undefined) return undefined;
  const attempts = before.known ? before.value : classicAttempts;
  const value = { MaxEventAgeInSeconds: seconds, MaxRetryAttempts: attempts };
  return addProperty(subscriber.properties, subscriber.at, { name: "RetryPolicy", value });
}
