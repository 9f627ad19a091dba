import type { Link } from "../../stack/link.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Draft, Rule } from "../rule.ts";
import { duration, named, orDefault } from "../words.ts";

const template = (queue: string, more = "", type = "SQS") => `
Transform: AWS::Serverless-2016-10-31
Parameters:
  LostOrdersArn: { Type: String }
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 180
${queue}${more}  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Events:
        Orders:
          Type: ${type}
          Properties:
            Queue: !GetAtt Orders.Arn
`;
const redrive = (target: string) => `      RedrivePolicy:\n        deadLetterTargetArn: ${target}\n        maxReceiveCount: 5\n`;
const terraform = (queue: string) => `
resource "aws_sqs_queue" "orders" {
  name = "orders"
${queue}}

resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.book.arn
}
`;
const service = (queue: string) => `
service: shop
provider: { name: aws, runtime: nodejs22.x }
functions:
  book:
    handler: src/book.handler
    events:
      - sqs: !GetAtt ${queue}.Arn
resources:
  Resources:
    Orders: { Type: AWS::SQS::Queue, Properties: { QueueName: orders } }
    LostOrders: { Type: AWS::SQS::Queue, Properties: { QueueName: orders-dlq } }
`;
const handler = { "src/book.js": "export const handler = async () => {};\n" };

/** A queue that keeps messages for less was made for messages that may be lost. */
const shortLivedSeconds = 3_600;
/** How people call queues that take what others give up; the queue that fills one may be declared elsewhere. */
const deadLetterName = /dlq|dead|letter|fail|error|poison|undeliver|redrive|parking|quarantine|reject/iu;

export const sqsNoDlq: Rule = {
  id: "sqs-no-dlq",
  title: "A message that always fails comes back until it expires",
  topics: ["22.6", "9.6", "39.5"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  peers: ["cfn-lint:ES6000", "cdk-nag:AwsSolutions-SQS3", "cdk-nag:Serverless-SQSRedrivePolicy"],
  bad: [
    { head: { "template.yaml": template("") } },
    { head: { "main.tf": terraform("") } },
    { head: { "serverless.yml": service("Orders"), ...handler } },
  ],
  good: [
    { head: { "template.yaml": template(redrive("arn:aws:sqs:eu-west-1:123456789012:lost-orders")) } },
    { head: { "template.yaml": template(redrive("!Ref LostOrdersArn")) } },
    // A queue that nothing consumes here.
    { head: { "template.yaml": template("").replace("!GetAtt Orders.Arn", "arn:aws:sqs:eu-west-1:123456789012:others") } },
    // The code sends what it cannot handle to a queue of its own.
    {
      head: {
        "template.yaml": `${template("")}      Environment:
        Variables: { FAILED_URL: !Ref FailedOrders }
  FailedOrders: { Type: AWS::SQS::Queue }
`,
      },
    },
    // The function works a dead-letter queue off.
    { head: { "template.yaml": template("", `  Incoming:\n    Type: AWS::SQS::Queue\n    Properties:\n${redrive("!GetAtt Orders.Arn")}`) } },
    { head: { "serverless.yml": service("LostOrders"), ...handler } },
    // Messages that are meant to be lost soon.
    { head: { "template.yaml": template("      MessageRetentionPeriod: 120\n") } },
    { head: { "main.tf": terraform("  redrive_policy = var.redrive_policy\n") } },
    {
      head: {
        "main.tf": `${terraform("")}
resource "aws_sqs_queue_redrive_policy" "orders" {
  queue_url      = aws_sqs_queue.orders.id
  redrive_policy = jsonencode({ deadLetterTargetArn = "arn:aws:sqs:eu-west-1:123456789012:lost", maxReceiveCount = 5 })
}
`,
      },
    },
  ],
  *checkChange({ stack, base }): Iterable<Draft> {
    const before = new Set(unprotected(base).map(({ queue }) => queue.id));
    for (const { queue, consumer, link } of unprotected(stack)) {
      // That a dead-letter queue was taken away is failure-path-removed-in-diff.
      if (before.has(queue.id) || base.find(queue.id)?.has("deadLetterTarget") === true) continue;
      const [kept, hidden, fifo] = [queue.number("retentionSeconds"), queue.number("visibilityTimeoutSeconds"), queue.boolean("fifo")];
      const reports = link.boolean("reportsItemFailures");
      const isFifo = fifo.known && fifo.value;
      yield {
        subject: queue,
        claim: "deadLetterTarget",
        evidence: [
          { at: queue.at, note: "no dead-letter queue" },
          { at: link.at, note: `consumed by ${named(consumer)}` },
        ],
        what: `${named(consumer)} consumes ${named(queue)}, which has no dead-letter queue.`,
        why: `A message that ${named(consumer)} cannot handle comes back ${hidden.known ? `every ${duration(hidden.value)}` : "again and again"} ${kept.known ? `for ${duration(kept.value)}${orDefault(kept)}` : "until its retention ends"}: it fails each time${reports.known && reports.value ? "" : ", takes the rest of its batch along"}, and is deleted in the end without a trace.${isFifo ? " In a FIFO queue nothing behind it in its message group is delivered until then." : ""}`,
        fix: isMadeBySam(queue)
          ? `Declare the queue yourself with a \`RedrivePolicy\`, and name it in the event (\`SqsSubscription: { QueueArn, QueueUrl }\`).`
          : `Add ${isFifo ? "a FIFO" : "an SQS"} queue for what fails, and name it in \`${nativeRedrive(queue)}\` with a \`maxReceiveCount\` of 5 or more; watch it with an alarm.`,
        confidence: 0.9,
      };
    }
  },
};

interface Consumed {
  readonly queue: Resource;
  readonly consumer: Resource;
  readonly link: Link;
}

/** Queues with a consumer and without a dead-letter queue, each once. */
function unprotected(stack: Stack): readonly Consumed[] {
  const seen = new Set<string>();
  return stack.queueConsumers("aws").filter(({ queue, consumer, link }) => {
    const enabled = link.boolean("enabled");
    const isOff = enabled.state === "unknown" || (enabled.known && !enabled.value);
    if (seen.has(queue.id) || isOff || queue.has("deadLetterTarget") || isShortLived(queue)) return false;
    if (takesDeadLetters(queue, stack) || setsFailuresAside(consumer, stack)) return false;
    seen.add(queue.id);
    return true;
  });
}

function isShortLived(queue: Resource): boolean {
  const kept = queue.number("retentionSeconds");
  return kept.state === "unknown" || (kept.known && !kept.isDefault && kept.value < shortLivedSeconds);
}

/** Also where a queue or a redrive policy of the scope names what is not known: it may be this one. */
function takesDeadLetters(queue: Resource, stack: Stack): boolean {
  if (stack.linksTo(queue, "dead-letters").length > 0 || stack.linksTo(queue, "on-failure").length > 0 || isNamedForFailures(queue)) return true;
  return stack.linksOf("dead-letters", "aws").some((link) => link.from.resource === null && link.declaredBy?.scope === queue.scope);
}

/** A consumer that knows a queue for what failed may send to it itself. */
function setsFailuresAside(consumer: Resource, stack: Stack): boolean {
  return stack.linksFrom(consumer).some(({ to }) => to.resource?.kind === "queue" && isNamedForFailures(to.resource));
}

function isNamedForFailures(queue: Resource): boolean {
  const name = queue.string("name");
  return deadLetterName.test(queue.name) || (name.known && deadLetterName.test(name.value));
}

function isMadeBySam(queue: Resource): boolean {
  return queue.nativeType === "queue made by SAM";
}

/** The property that holds the redrive policy as a whole. */
function nativeRedrive(queue: Resource): string {
  if (queue.format === "terraform") return "redrive_policy";
  const written = queue.nameInDialect("deadLetterTarget");
  return written === "deadLetterTargetArn" ? "RedrivePolicy" : written;
}
