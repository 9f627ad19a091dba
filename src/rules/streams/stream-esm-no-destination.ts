import type { Link } from "../../stack/link.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, sourceName } from "../words.ts";

const template = (more: string, type = "Kinesis", source = "Stream: !GetAtt Clicks.Arn") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Clicks:
    Type: AWS::Kinesis::Stream
    Properties: { ShardCount: 1 }
  Orders:
    Type: AWS::SQS::Queue
  Count:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Events:
        Clicks:
          Type: ${type}
          Properties:
            ${source}
${more}`;
const bounded = "            StartingPosition: LATEST\n            BisectBatchOnFunctionError: true\n            MaximumRetryAttempts: 3\n";
const terraform = (more = "") => `
resource "aws_lambda_function" "count" {
  function_name = "count"
  role          = "arn:aws:iam::123456789012:role/count"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn              = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000"
  function_name                 = aws_lambda_function.count.arn
  starting_position             = "LATEST"
  maximum_record_age_in_seconds = 3600
${more}}
`;

export const streamEsmNoDestination: Rule = {
  id: "stream-esm-no-destination",
  title: "Records that are given up leave no trace",
  topics: ["2.5", "9.2", "22.6"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html",
  peers: ["cfn-lint:ES1001", "cdk-nag:Serverless-LambdaEventSourceMappingDestination"],
  bad: [{ head: { "template.yaml": template(bounded) } }, { head: { "main.tf": terraform() } }],
  good: [
    {
      head: {
        "template.yaml": template(`${bounded}            DestinationConfig: { OnFailure: { Type: SQS, Destination: !GetAtt Orders.Arn } }\n`),
      },
    },
    {
      head: {
        "main.tf": terraform(
          `  destination_config {\n    on_failure {\n      destination_arn = "arn:aws:sqs:eu-west-1:123456789012:lost"\n    }\n  }\n`,
        ),
      },
    },
    // Without a bound nothing is given up: stream-esm-unbounded-retry tells what that means.
    { head: { "template.yaml": template("            StartingPosition: LATEST\n") } },
    // A queue keeps what fails by its redrive policy; its mapping has no such destination.
    { head: { "template.yaml": template("            BatchSize: 5\n", "SQS", "Queue: !GetAtt Orders.Arn") } },
    { base: { "template.yaml": template(bounded) }, head: { "template.yaml": template(bounded.replace("Attempts: 3", "Attempts: 5")) } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const bound = boundOf(link);
      if (bound === undefined || link.to.resource?.kind !== "function" || link.has("failureDestination")) continue;
      yield {
        subject: link,
        claim: "failureDestination",
        evidence: [
          { at: bound.at, note: "then the records are given up" },
          { at: link.at, note: "nothing keeps where they were" },
        ],
        what: `The event source from ${sourceName(link)} to ${named(link.to.resource)} gives records up ${bound.when}, and has no on-failure destination.`,
        why: `Lambda drops the batch and goes on: apart from the error in the function's log, nothing tells which records were skipped, and nobody can run them again before they leave the stream.`,
        fix: `Set \`${nameOfDestination(link)}\` to an SQS queue or SNS topic with an alarm (it gets the position of the batch), or to an S3 bucket (it gets the records too).`,
      };
    }
  },
};

const sharded = new Set(["kinesis", "dynamodb"]);

/** When a mapping of a stream gives up; undefined where it never does, or where that is not known. */
function boundOf(link: Link): { readonly at: Link["at"]; readonly when: string } | undefined {
  const service = link.string("service");
  const [attempts, age] = [link.number("maximumRetryAttempts"), link.number("maximumRecordAgeSeconds")];
  if (!service.known || !sharded.has(service.value)) return undefined;
  if (attempts.known && attempts.value >= 0)
    return {
      at: attempts.at,
      when: attempts.value === 0 ? "at the first error" : `after ${attempts.value} ${attempts.value === 1 ? "retry" : "retries"}`,
    };
  return age.known && age.value >= 0 ? { at: age.at, when: `once they are ${age.value} s old` } : undefined;
}

/** How each format writes the destination. */
function nameOfDestination(link: Link): string {
  switch (link.declaredBy?.format) {
    case "terraform":
      return "destination_config.on_failure.destination_arn";
    case "serverless-framework":
      return "destinations.onFailure";
    case "cdk":
      return link.at.path.endsWith(".py") ? "on_failure" : "onFailure";
    default:
      return "DestinationConfig.OnFailure";
  }
}
