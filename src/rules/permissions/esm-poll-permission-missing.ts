import { rolePermits } from "../../stack/platforms/aws/role-permits.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, sourceName } from "../words.ts";
import { grantEdit } from "./grant-edit.ts";

/** What Lambda does with the function's role to read a source. Source: the pages of each event source, "Configuring the execution role". */
const pollActions: ReadonlyMap<string, readonly string[]> = new Map([
  ["sqs", ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]],
  ["kinesis", ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStream"]],
  ["dynamodb", ["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"]],
]);

const terraform = (policy: string) => `
resource "aws_kinesis_stream" "clicks" {
  name        = "clicks"
  shard_count = 1
}

resource "aws_iam_role" "count" {
  name               = "count"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_lambda_function" "count" {
  function_name = "count"
  role          = aws_iam_role.count.arn
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_event_source_mapping" "clicks" {
  event_source_arn       = aws_kinesis_stream.clicks.arn
  function_name          = aws_lambda_function.count.arn
  starting_position      = "LATEST"
  maximum_retry_attempts = 5
}
${policy}`;

export const esmPollPermissionMissing: Rule = {
  id: "esm-poll-permission-missing",
  title: "The role may not read the function's event source",
  topics: ["9.6", "7.1"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html",
  bad: [
    { head: { "main.tf": terraform("") } },
    {
      head: {
        "template.yaml": `
Resources:
  Orders:
    Type: AWS::SQS::Queue
  BookRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: lambda.amazonaws.com } }
      Policies:
        - PolicyName: orders
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: [sqs:ReceiveMessage, sqs:GetQueueAttributes]
                Resource: !GetAtt Orders.Arn
  Book:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: !GetAtt BookRole.Arn
      Code: { S3Bucket: code, S3Key: book.zip }
  BookOrders:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Book
`,
      },
    },
  ],
  good: [
    {
      head: {
        "main.tf": terraform(`
resource "aws_iam_role_policy_attachment" "count" {
  role       = aws_iam_role.count.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaKinesisExecutionRole"
}
`),
      },
    },
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 180
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: 30
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn
`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const lambda = link.to.resource;
      const service = link.string("service");
      const role = lambda?.kind === "function" ? stack.roleOf(lambda) : undefined;
      const needed = service.known ? pollActions.get(service.value) : undefined;
      if (!lambda || role === undefined || needed === undefined) continue;
      const missing = needed.filter((action) => rolePermits(role, action, link.from.resource) === "no");
      if (missing.length === 0) continue;
      yield {
        subject: link,
        claim: "pollPermission",
        evidence: [
          { at: role.at, note: `does not allow ${missing.map(named).join(", ")}` },
          { at: link.at, note: `reads ${sourceName(link)}` },
        ],
        what: `${named(lambda)} reads ${sourceName(link)}, but its role ${named(role)} does not allow ${missing.map(named).join(", ")}.`,
        why: `Lambda reads the source with the function's role and checks that when the mapping is created: the deployment fails, or, where the mapping exists, the function is no longer called.`,
        fix: `Allow ${missing.map(named).join(", ")} on ${sourceName(link)} in ${named(role)}.`,
        edit: missing.length === 1 && missing[0] !== undefined ? grantEdit(role, missing[0], link.from.resource) : undefined,
      };
    }
  },
};
