import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, sourceName } from "../words.ts";

const template = (more: string) => `
Resources:
  Clicks:
    Type: AWS::Kinesis::Stream
    Properties:
      ShardCount: 1
  Count:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: arn:aws:iam::123456789012:role/count
      Code: { S3Bucket: code, S3Key: count.zip }
  CountClicks:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Clicks.Arn
      FunctionName: !Ref Count
${more}`;
const streams = new Set(["kinesis", "dynamodb", "msk"]);

export const esmStreamStartMissing: Rule = {
  id: "esm-stream-start-missing",
  title: "The event source does not say where to start",
  topics: ["9.6", "2.5"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
  peers: ["cfn-lint:E3633"],
  bad: [
    { head: { "template.yaml": template("") } },
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
  event_source_arn = aws_kinesis_stream.clicks.arn
  function_name    = aws_lambda_function.count.arn
}
`,
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("      StartingPosition: TRIM_HORIZON\n") } },
    {
      // The Serverless Framework fills it in.
      head: {
        "serverless.yml": `
service: shop
provider: { name: aws, runtime: nodejs22.x }
functions:
  count:
    handler: src/count.handler
    events:
      - stream: arn:aws:kinesis:eu-west-1:123456789012:stream/clicks
`,
        "src/count.js": `export const handler = async () => {};\n`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const service = link.string("service");
      const declared = link.declaredBy;
      if (!service.known || !streams.has(service.value) || link.has("startingPosition") || declared === undefined) continue;
      if (declared.nativeShape !== "AWS::Lambda::EventSourceMapping" || declared.format === "serverless-framework") continue;
      const lambda = link.to.resource;
      yield {
        subject: link,
        claim: "startingPosition",
        evidence: [{ at: link.at, note: "no starting position" }],
        what: `The event source from ${sourceName(link)}${lambda === null ? "" : ` to ${named(lambda)}`} has no \`${link.nameInDialect("startingPosition")}\`.`,
        why: `Lambda refuses a stream's event source that does not say where to start: the deployment fails.`,
        fix: `Set \`${link.nameInDialect("startingPosition")}\` to \`TRIM_HORIZON\` to read everything that the stream still holds, or \`LATEST\` for new records only.`,
        // Nothing is lost by reading from the beginning. The CDK's own event sources take a constant.
        edit:
          declared.format === "cdk"
            ? undefined
            : addProperty(declared.properties, link.at, { name: link.nameInDialect("startingPosition"), value: "TRIM_HORIZON" }),
      };
    }
  },
};
