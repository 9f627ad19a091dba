import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

export const reservedConcurrencyZero: Rule = {
  id: "reserved-concurrency-zero",
  title: "Function is switched off by a reserved concurrency of 0",
  topics: ["16.3", "39.1"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
  bad: [
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  ProcessOrders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      ReservedConcurrentExecutions: 0
`,
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({ functions: "book:\n  handler: src/book.handler\n  reservedConcurrency: 0" }),
        "src/book.js": "export const handler = async () => {};\n",
      },
    },
    {
      head: {
        "main.tf": `
resource "aws_lambda_function" "book" {
  function_name                  = "book"
  role                           = "arn:aws:iam::123456789012:role/book"
  handler                        = "index.handler"
  runtime                        = "nodejs22.x"
  reserved_concurrent_executions = 0
}
`,
      },
    },
    {
      head: cdkApp(`
new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
  reservedConcurrentExecutions: 0,
});
`),
    },
  ],
  good: [
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  ProcessOrders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      ReservedConcurrentExecutions: 1
`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const reserved = lambda.number("reservedConcurrency");
      if (!reserved.known || reserved.value !== 0) continue;
      yield {
        subject: lambda,
        claim: "reservedConcurrency",
        evidence: [{ at: reserved.at, note: "no instance may run" }],
        what: `${named(lambda)} has \`${reserved.nativeName}: 0\`.`,
        why: `Lambda throttles every call of it: synchronous callers get an error, queues and streams back up, and asynchronous events are dropped once they are too old.`,
        fix: `Remove \`${reserved.nativeName}\`, or set the concurrency that it may have. To stop it on purpose, disable what triggers it instead, so that events are kept.`,
        edit: { kind: "remove", entry: reserved.at },
      };
    }
  },
};
