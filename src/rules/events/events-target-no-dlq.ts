import type { Link } from "../../stack/link.ts";
import type { Stack } from "../../stack/stack.ts";
import { shortestIntervalSeconds } from "../../stack/schedule-interval.ts";
import type { Draft, Rule } from "../rule.ts";
import { duration, named } from "../words.ts";

const template = (target: string, when = "      EventPattern: { source: [shop.orders] }\n") => `
Resources:
  Ordered:
    Type: AWS::Events::Rule
    Properties:
${when}      Targets:
        - Id: book
          Arn: arn:aws:lambda:eu-west-1:123456789012:function:book
${target}`;
const sam = (more: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Events:
        Ordered:
          Type: EventBridgeRule
          Properties:
            Pattern: { source: [shop.orders] }
${more}`;
const terraform = (more: string) => `
resource "aws_cloudwatch_event_rule" "ordered" {
  name          = "ordered"
  event_pattern = jsonencode({ source = ["shop.orders"] })
}

resource "aws_cloudwatch_event_target" "book" {
  rule = aws_cloudwatch_event_rule.ordered.name
  arn  = "arn:aws:lambda:eu-west-1:123456789012:function:book"
${more}}
`;
const service = (more: string) => `
service: shop
provider: { name: aws, runtime: nodejs22.x }
functions:
  book:
    handler: src/book.handler
    events:
      - eventBridge:
          pattern: { source: [shop.orders] }
${more}`;
const handler = { "src/book.js": "export const handler = async () => {};\n" };

/** A run that fails is made up for by the next one soon. */
const soonSeconds = 3_600;

export const eventsTargetNoDlq: Rule = {
  id: "events-target-no-dlq",
  title: "An event that cannot be delivered is dropped",
  topics: ["22.6", "2.3"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
  onByDefault: false,
  peers: ["cfn-lint:ES4000", "cdk-nag:Serverless-EventBusDLQ"],
  bad: [
    { head: { "template.yaml": template("") } },
    { head: { "template.yaml": sam("") } },
    { head: { "main.tf": terraform("") } },
    { head: { "serverless.yml": service(""), ...handler } },
  ],
  good: [
    { head: { "template.yaml": template("          DeadLetterConfig: { Arn: !ImportValue lost }\n") } },
    { head: { "template.yaml": sam("            DeadLetterConfig: { Type: SQS }\n") } },
    { head: { "template.yaml": template("", "      ScheduleExpression: rate(5 minutes)\n") } },
    { head: { "main.tf": terraform('  dead_letter_config {\n    arn = "arn:aws:sqs:eu-west-1:123456789012:lost"\n  }\n') } },
    { head: { "serverless.yml": service("          deadLetterQueueArn: arn:aws:sqs:eu-west-1:123456789012:lost\n"), ...handler } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of targetsOf(stack)) {
      if (link.has("deadLetterTarget") || comesAgainSoon(link)) continue;
      const [attempts, age] = [link.number("maximumRetryAttempts"), link.number("maximumRecordAgeSeconds")];
      const target = link.to.resource === null ? "its target" : named(link.to.resource);
      const bound =
        attempts.known && age.known
          ? `${attempts.value} retries or ${duration(age.value)}${attempts.isDefault && age.isDefault ? " (the defaults)" : ""}`
          : "its retries";
      yield {
        subject: link,
        claim: "deadLetterTarget",
        evidence: [{ at: link.at, note: "no dead-letter queue" }],
        what: `${link.from.resource === null ? "The rule" : `The rule ${named(link.from.resource)}`} delivers to ${target} without a dead-letter queue.`,
        why: `When ${target} is throttled or down for longer than ${bound}, EventBridge drops the event; when it was deleted or does not permit the call, at once. Only a count in a metric is left.`,
        fix: `Name an SQS queue in \`${deadLetterName(link)}\`, let EventBridge send to it, and watch it with an alarm. It does not matter for events that the next one makes up for.`,
      };
    }
  },
};

/** Targets of rules. Scheduler and the subscribers of custom buses have rules of their own. */
function targetsOf(stack: Stack): readonly Link[] {
  return [...stack.linksOf("triggers", "aws"), ...stack.linksOf("subscribes", "aws")].filter((link) => {
    const service = link.string("service");
    return service.known && service.value === "eventbridge";
  });
}

function comesAgainSoon(link: Link): boolean {
  const expression = link.string("scheduleExpression");
  if (expression.state === "unknown") return true;
  const interval = expression.known ? shortestIntervalSeconds(expression.value) : null;
  return interval !== null && interval <= soonSeconds;
}

function deadLetterName(link: Link): string {
  const name = link.nameInDialect("deadLetterTarget");
  return name === "Arn" || name === "deadLetterTarget" ? "DeadLetterConfig" : name;
}
