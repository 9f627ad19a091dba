import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Link } from "../../stack/link.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, setValue, sourceName } from "../words.ts";

/** Sources of which a batch blocks its shard until it succeeds or expires. */
const shardedServices = new Set(["kinesis", "dynamodb"]);

/** Links from a Kinesis or DynamoDB stream to a function of the stack. */
function isShardedStream(link: Link): boolean {
  const service = link.string("service");
  return service.known && shardedServices.has(service.value);
}

export const streamEsmUnboundedRetry: Rule = {
  id: "stream-esm-unbounded-retry",
  title: "One poison record blocks its shard until it expires",
  topics: ["2.5", "9.6", "39.4"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html",
  bad: [
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Clicks:
    Type: AWS::Kinesis::Stream
    Properties:
      ShardCount: 1
  CountClicks:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Events:
        Clicks:
          Type: Kinesis
          Properties:
            Stream: !GetAtt Clicks.Arn
            StartingPosition: LATEST
`,
      },
    },
    {
      head: {
        "main.tf": `
resource "aws_kinesis_stream" "clicks" {
  name        = "clicks"
  shard_count = 1
}

resource "aws_lambda_function" "count" {
  function_name = "count"
  role          = "arn:aws:iam::123456789012:role/count"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_event_source_mapping" "clicks" {
  event_source_arn  = aws_kinesis_stream.clicks.arn
  function_name     = aws_lambda_function.count.arn
  starting_position = "LATEST"
  destination_config {
    on_failure {
      destination_arn = "arn:aws:sqs:eu-west-1:123456789012:lost-clicks"
    }
  }
}
`,
      },
    },
    {
      head: cdkApp(`
const lost = new sqs.Queue(this, "LostClicks");
const count = new lambda.Function(this, "Count", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "count.handler",
  code: lambda.Code.fromAsset("src"),
});
count.addEventSource(
  new sources.KinesisEventSource(new kinesis.Stream(this, "Clicks"), {
    startingPosition: lambda.StartingPosition.LATEST,
    onFailure: new sources.SqsDlq(lost),
  }),
);
`),
    },
  ],
  good: [
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Clicks:
    Type: AWS::Kinesis::Stream
    Properties:
      ShardCount: 1
  CountClicks:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Events:
        Clicks:
          Type: Kinesis
          Properties:
            Stream: !GetAtt Clicks.Arn
            StartingPosition: LATEST
            MaximumRetryAttempts: 5
`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws").filter(isShardedStream)) {
      const consumer = link.to.resource;
      const attempts = link.number("maximumRetryAttempts");
      const age = link.number("maximumRecordAgeSeconds");
      const isUnbounded = attempts.known && attempts.value === -1 && age.known && age.value === -1;
      if (consumer?.kind !== "function" || !isUnbounded) continue;
      const attemptsName = link.nameInDialect("maximumRetryAttempts");
      yield {
        subject: link,
        claim: "maximumRetryAttempts",
        evidence: [{ at: link.at, note: "neither attempts nor age are bounded" }],
        what: `The event source from ${sourceName(link)} to ${named(consumer)} bounds neither retries nor the age of a record.`,
        why: `A record that ${named(consumer)} cannot handle is tried again and again, and nothing behind it in its shard is read, until it leaves the stream after 24 h or more. Records that expire meanwhile are lost.`,
        fix: `Set \`${attemptsName}\` (for example 5) or \`${link.nameInDialect("maximumRecordAgeSeconds")}\`, with an on-failure destination for what is given up and \`${link.nameInDialect("bisectOnError")}: true\` to find the one bad record.`,
        edit: boundOf(link),
      };
    }
  },
};

/** Enough for a fault that passes. */
const sensibleAttempts = 5;

/** Only where something takes what is given up: without a destination a bound trades a blocked shard for lost records, and that is the author's choice. */
function boundOf(link: Link): EditPlan | undefined {
  const attempts = link.number("maximumRetryAttempts");
  if (!link.has("failureDestination") || !attempts.known) return undefined;
  if (!attempts.isDefault) return setValue(attempts, sensibleAttempts);
  // A batch that is given up takes its good records with it, unless it is split.
  const [bisects, reports] = [link.boolean("bisectOnError"), link.boolean("reportsItemFailures")];
  const isWhole = bisects.known && bisects.isDefault && reports.known && !reports.value;
  return addProperty(link.declaredBy?.properties, link.at, {
    name: link.nameInDialect("maximumRetryAttempts"),
    value: sensibleAttempts,
    ...(isWhole && { also: [{ name: bisects.nativeName, value: true }] }),
  });
}
