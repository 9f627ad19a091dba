import type { Link } from "../../stack/link.ts";
import { handlerReportsItemFailures, itemFailuresSetting } from "../handlers/item-failures.ts";
import { cdkPythonApp } from "../examples/cdk-python-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, sourceName } from "../words.ts";

const batchedServices = new Set(["sqs", "kinesis", "dynamodb"]);

export const esmPartialBatchNotEnabled: Rule = {
  id: "esm-partial-batch-not-enabled",
  title: "One failed record repeats the whole batch",
  topics: ["9.6", "39.2", "22.3"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html",
  bad: [
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  OrdersQueue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 180
  ProcessOrders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: 30
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt OrdersQueue.Arn
            BatchSize: 10
`,
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: "book:\n  handler: src/book.handler\n  events:\n    - sqs:\n        arn: !GetAtt Orders.Arn\n        batchSize: 10",
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
)
book.add_event_source(sources.SqsEventSource(sqs.Queue(self, "Orders"), batch_size=10))
`),
    },
  ],
  good: [
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  OrdersQueue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 180
  SinglesQueue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 180
  ProcessOrders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: 30
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt OrdersQueue.Arn
            BatchSize: 10
            FunctionResponseTypes: [ReportBatchItemFailures]
        Singles:
          Type: SQS
          Properties:
            Queue: !GetAtt SinglesQueue.Arn
            BatchSize: 1
`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const consumer = link.to.resource;
      const service = link.string("service");
      const size = link.number("batchSize");
      const reports = link.boolean("reportsItemFailures");
      if (consumer?.kind !== "function" || !service.known || !batchedServices.has(service.value)) continue;
      if (!size.known || size.value <= 1 || !reports.known || reports.value) continue;
      // A handler that answers with failures although nobody listens is the business of partial-batch-returned-not-declared.
      if (handlerReportsItemFailures(stack.handlerOf(consumer)) === "yes") continue;
      // A stream that gives up after some attempts is the business of stream-esm-no-bisect.
      if (service.value !== "sqs" && givesUp(link)) continue;
      const bisects = link.boolean("bisectOnError");
      if (bisects.known && bisects.value) continue;
      yield {
        subject: link,
        claim: "reportsItemFailures",
        evidence: [{ at: link.at, note: `batches of up to ${size.value}${size.isDefault ? " (the default)" : ""}` }],
        what: `${named(consumer)} gets up to ${size.value} records of ${sourceName(link)} at once, and can only succeed or fail for all of them.`,
        why: `When one record fails, the other ${size.value - 1} are handled again, side effects included${service.value === "sqs" && link.from.resource?.has("deadLetterTarget") === true ? ", and all of them move towards the dead-letter queue together" : ""}.`,
        fix: `Set ${itemFailuresSetting(link)} and let the handler answer with the \`batchItemFailures\` of the records that failed.`,
      };
    }
  },
};

function givesUp(link: Link): boolean {
  return (["maximumRetryAttempts", "maximumRecordAgeSeconds"] as const).some((name) => {
    const bound = link.number(name);
    return bound.state === "unknown" || (bound.known && bound.value !== -1);
  });
}
