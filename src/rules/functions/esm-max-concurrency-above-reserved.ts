import { awsLimits } from "../../facts/aws-numbers.ts";
import type { Resource } from "../../stack/resource.ts";
import { cdkPythonApp } from "../examples/cdk-python-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const template = (reserved: number, more = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Mails:
    Type: AWS::SQS::Queue
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      ReservedConcurrentExecutions: ${reserved}
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn
            ScalingConfig: { MaximumConcurrency: 10 }
${more}`;
const second = `        Mails:
          Type: SQS
          Properties:
            Queue: !GetAtt Mails.Arn
            ScalingConfig: { MaximumConcurrency: 10 }
`;

/** Lambda takes no smaller maximum concurrency of an event source. */
const smallestBound = awsLimits.mappingConcurrencyAtLeast.value;

export const esmMaxConcurrencyAboveReserved: Rule = {
  id: "esm-max-concurrency-above-reserved",
  title: "Event sources may run more than the function may",
  topics: ["16.3", "9.6", "39.1"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html",
  bad: [
    { head: { "template.yaml": template(5) } },
    { head: { "template.yaml": template(15, second) } },
    {
      head: {
        "main.tf": `
resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_lambda_function" "book" {
  function_name                  = "book"
  role                           = "arn:aws:iam::123456789012:role/book"
  handler                        = "index.handler"
  runtime                        = "nodejs22.x"
  reserved_concurrent_executions = 5
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.book.arn
  scaling_config {
    maximum_concurrency = 10
  }
}
`,
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: `
book:
  handler: src/book.handler
  reservedConcurrency: 5
  events:
    - sqs:
        arn: !GetAtt Orders.Arn
        maximumConcurrency: 10
`,
          resources: "Orders:\n  Type: AWS::SQS::Queue",
        }),
        "src/book.js": "export const handler = async () => {};\n",
      },
    },
    {
      head: cdkPythonApp(`
book = lambda_.Function(
    self,
    "Book",
    runtime=lambda_.Runtime.PYTHON_3_13,
    handler="book.handler",
    code=lambda_.Code.from_asset("src"),
    reserved_concurrent_executions=5,
)
book.add_event_source(sources.SqsEventSource(sqs.Queue(self, "Orders"), max_concurrency=10))
`),
    },
  ],
  good: [{ head: { "template.yaml": template(10) } }, { head: { "template.yaml": template(20, second) } }],
  *check({ stack }): Iterable<Draft> {
    const mappings = Map.groupBy(
      stack.queueConsumers("aws").filter(({ link }) => link.has("maximumConcurrency")),
      ({ consumer }): Resource => consumer,
    );
    for (const [lambda, sources] of mappings) {
      const reserved = lambda.number("reservedConcurrency");
      const bounds = sources.map(({ link }) => link.number("maximumConcurrency"));
      const sum = bounds.reduce((total, bound) => total + (bound.known ? bound.value : 0), 0);
      if (!reserved.known || reserved.value === 0 || sum <= reserved.value) continue;
      const [first] = sources;
      if (first === undefined) continue;
      yield {
        subject: lambda,
        claim: "maximumConcurrency",
        evidence: [
          ...bounds.map((bound) => ({ at: bound.at, note: bound.known ? `up to ${bound.value} at once` : "" })),
          { at: reserved.at, note: `at most ${reserved.value} at once` },
        ],
        what: `The event source${sources.length > 1 ? "s" : ""} of ${named(lambda)} may run ${sum} batches at once${sources.length > 1 ? " together" : ""}, but \`${reserved.nativeName}\` lets ${reserved.value} run.`,
        why: `The batches above ${reserved.value} are throttled and go back to the queue with their receive count one higher; under load, good messages reach the dead-letter queue untried.`,
        fix: `Raise \`${reserved.nativeName}\` to ${sum} or more, or lower \`${bounds[0]?.nativeName ?? "MaximumConcurrency"}\` so that the sum stays at ${reserved.value} or less.`,
        // More than the function may run cannot run today either.
        edit: bounds.length === 1 && bounds[0]?.known && reserved.value >= smallestBound ? setValue(bounds[0], reserved.value) : undefined,
      };
    }
  },
};
