import { awsLimits } from "../../facts/aws-numbers.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, sourceName } from "../words.ts";

const template = (timeout: number, event: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties: { VisibilityTimeout: 5400 }
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: ${timeout}
      Events:
        Orders: ${event}
`;
const queue = "{ Type: SQS, Properties: { Queue: !GetAtt Orders.Arn } }";
const terraform = `
resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  timeout       = 900
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
  function_name    = aws_lambda_function.book.arn
}
`;
const longest = awsLimits.functionTimeout.value;
/** Callers that hold on as long as the function does. What waits for less is told by rules of its own. */
const patient = new Set(["sqs", "function-url"]);

export const lambdaMaxTimeout: Rule = {
  id: "lambda-max-timeout",
  title: "One hanging call holds the function for a quarter of an hour",
  topics: ["16.4", "8.2"],
  category: "cost",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html",
  onByDefault: false,
  bad: [{ head: { "template.yaml": template(longest, queue) } }, { head: { "main.tf": terraform } }],
  good: [
    { head: { "template.yaml": template(120, queue) } },
    // Long work at night has no queue behind it.
    { head: { "template.yaml": template(longest, "{ Type: Schedule, Properties: { Schedule: rate(1 day) } }") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const timeout = lambda.number("timeoutSeconds");
      if (!timeout.known || timeout.value < longest) continue;
      const caller = stack.triggersOf(lambda).find((link) => {
        const service = link.string("service");
        return service.known && patient.has(service.value);
      });
      if (caller === undefined) continue;
      const isQueue = caller.from.resource?.kind === "queue" || !lambda.has("urlAuthorization");
      yield {
        subject: lambda,
        claim: "timeoutSeconds",
        evidence: [
          { at: timeout.at, note: "the longest there is" },
          { at: caller.at, note: isQueue ? "waits in the queue meanwhile" : "the caller waits meanwhile" },
        ],
        what: `${named(lambda)} may run for ${timeout.value} s for ${sourceName(caller)}.`,
        why: `Where something it calls hangs, each invocation is paid for and holds its place in the concurrency for 15 minutes${isQueue ? ", and its messages come back only after the queue's visibility timeout, which has to be longer still" : ""}. It does not matter where good runs take that long.`,
        fix: `Set \`${timeout.nativeName}\` to what the slowest good run needs, with some room; split work that truly takes longer.`,
      };
    }
  },
};
