import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Link } from "../../stack/link.ts";
import { entryOf } from "../../stack/value.ts";
import type { LinkSettingName } from "../../stack/vocabulary.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (more: string) => `
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Book:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: arn:aws:iam::123456789012:role/book
      Code: { S3Bucket: code, S3Key: book.zip }
  BookOrders:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Book
${more}`;

/** Settings of streams, which SQS event sources do not have. */
const forStreams: readonly LinkSettingName[] = [
  "failureDestination",
  "maximumRetryAttempts",
  "maximumRecordAgeSeconds",
  "bisectOnError",
  "startingPosition",
  "parallelizationFactor",
  "tumblingWindowSeconds",
];

const terraform = `
resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn       = aws_sqs_queue.orders.arn
  function_name          = aws_lambda_function.book.arn
  maximum_retry_attempts = 3
}
`;

export const sqsEsmUnsupportedSetting: Rule = {
  id: "sqs-esm-unsupported-setting",
  title: "The event source has settings that only streams know",
  topics: ["9.6", "22.6"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html",
  peers: ["cfn-lint:E3634"],
  bad: [
    { head: { "template.yaml": template("      MaximumRetryAttempts: 3\n") } },
    {
      head: {
        "template.yaml": template("      DestinationConfig:\n        OnFailure:\n          Destination: arn:aws:sqs:eu-west-1:123456789012:lost\n"),
      },
    },
    { head: { "main.tf": terraform } },
  ],
  good: [{ head: { "template.yaml": template("      BatchSize: 5\n      FunctionResponseTypes: [ReportBatchItemFailures]\n") } }],
  *check({ stack }): Iterable<Draft> {
    for (const { queue, consumer, link } of stack.queueConsumers("aws")) {
      const written = forStreams.filter((name) => link.has(name));
      const [first] = written;
      const service = link.string("service");
      if (first === undefined || !service.known || service.value !== "sqs") continue;
      const names = written.map((name) => `\`${link.nameInDialect(name)}\``).join(", ");
      const capturesFailures = written.includes("failureDestination") || written.includes("maximumRetryAttempts");
      yield {
        subject: link,
        claim: "streamSettings",
        evidence: [{ at: link.placeOf(first), note: "not for SQS" }, { at: queue.at }],
        what: `The event source from the queue ${named(queue)} to ${named(consumer)} sets ${names}, which SQS event sources do not have.`,
        why: capturesFailures
          ? `Lambda refuses or ignores it. Where it is ignored, the failures that it seems to catch are not caught: a message is tried until it expires or the queue's own redrive policy takes it.`
          : `Lambda refuses the event source, or ignores the setting, and the behaviour that the template describes does not exist.`,
        fix: `Remove ${names}. Bound the attempts and keep the failures with the queue's \`RedrivePolicy\` (\`maxReceiveCount\`, \`deadLetterTargetArn\`).`,
        edit: written.length === 1 ? withoutSetting(link, first) : undefined,
      };
    }
  },
};

/** A destination takes the maps around it along. */
function withoutSetting(link: Link, name: LinkSettingName): EditPlan {
  const whole = name === "failureDestination" ? entryOf(link.declaredBy?.properties, "DestinationConfig")?.at : undefined;
  return { kind: "remove", entry: whole ?? link.placeOf(name) };
}
