import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { asynchronousCallers, deliverersOf, keepsFailedEvents } from "./event-failures.ts";

const template = (event: string, more = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Letters:
    Type: AWS::SQS::Queue
  Bill:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
${more}      Events:
        Event:
${event}`;
const nightly = "          Type: Schedule\n          Properties: { Schedule: rate(1 day) }\n";
const terraform = (more = "") => `
resource "aws_lambda_function" "bill" {
  function_name = "bill"
  role          = "arn:aws:iam::123456789012:role/bill"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
${more}}

resource "aws_sns_topic_subscription" "bill" {
  topic_arn = "arn:aws:sns:eu-west-1:123456789012:orders"
  protocol  = "lambda"
  endpoint  = aws_lambda_function.bill.arn
}
`;

export const lambdaDlqMissing: Rule = {
  id: "lambda-dlq-missing",
  title: "No dead-letter queue behind asynchronous calls",
  topics: ["22.6", "9.2"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
  // lambda-async-no-destination tells the same where an event is lost.
  onByDefault: false,
  peers: ["checkov:CKV_AWS_116", "cdk-nag:Serverless-LambdaDLQ"],
  bad: [{ head: { "template.yaml": template(nightly) } }, { head: { "main.tf": terraform() } }],
  good: [
    { head: { "template.yaml": template(nightly, "      DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Letters.Arn }\n") } },
    {
      head: {
        "main.tf": terraform('  dead_letter_config {\n    target_arn = "arn:aws:sqs:eu-west-1:123456789012:lost"\n  }\n'),
      },
    },
    // Functions that nobody calls asynchronously have no use for one.
    { head: { "template.yaml": template("          Type: HttpApi\n") } },
    { head: { "template.yaml": template("          Type: SQS\n          Properties: { Queue: !GetAtt Letters.Arn }\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const callers = asynchronousCallers(lambda, stack);
      const [first] = callers;
      if (first === undefined || keepsFailedEvents(lambda, stack)) continue;
      yield {
        subject: lambda,
        claim: "asyncDeadLetterTarget",
        evidence: [
          { at: first.at, note: "calls it asynchronously" },
          { at: lambda.at, note: "no dead-letter queue" },
        ],
        what: `${deliverersOf(callers)} calls ${named(lambda)} asynchronously, and it has neither a dead-letter queue nor an on-failure destination.`,
        why: `What the function fails on is tried twice more and then dropped: nothing is left of it but the error in the log.`,
        fix: `Set \`${lambda.nameInDialect("asyncDeadLetterTarget")}\` to an SQS queue with an alarm, or better an on-failure destination, which keeps the error as well.`,
      };
    }
  },
};
