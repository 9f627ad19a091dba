import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, sourceName } from "../words.ts";
import { handlerReportsItemFailures } from "./item-failures.ts";

const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  OrdersQueue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 180
  ProcessOrders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: orders.handler
      Runtime: nodejs22.x
      Timeout: 30
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt OrdersQueue.Arn
            FunctionResponseTypes: [ReportBatchItemFailures]
`;
const swallowing = `
export const handler = async (event) => {
  for (const record of event.Records) {
    try {
      await book(JSON.parse(record.body));
    } catch (error) {
      console.error("order failed", error);
    }
  }
};
async function book(order) {
  await fetch("https://books.example/orders", { method: "POST", body: JSON.stringify(order), signal: AbortSignal.timeout(2000) });
}
`;

export const partialBatchDeclaredNotReturned: Rule = {
  id: "partial-batch-declared-not-returned",
  title: "Failed records are deleted: the handler never reports them",
  topics: ["9.6", "22.3", "39.2"],
  category: "reliability",
  severity: "critical",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html",
  bad: [
    {
      head: {
        "template.yaml": template,
        "src/orders.mjs": swallowing,
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: `
process:
  handler: src/orders.handler
  events:
    - sqs:
        arn: !GetAtt Orders.Arn
        functionResponseType: ReportBatchItemFailures
`,
          resources: "Orders:\n  Type: AWS::SQS::Queue",
        }),
        "src/orders.mjs": swallowing,
      },
    },
    {
      head: {
        ...cdkApp(`
const process = new lambda.Function(this, "ProcessOrders", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "orders.handler",
  code: lambda.Code.fromAsset("src"),
});
process.addEventSource(new sources.SqsEventSource(new sqs.Queue(this, "Orders"), { reportBatchItemFailures: true }));
`),
        "src/orders.mjs": swallowing,
      },
    },
  ],
  good: [
    {
      head: {
        "template.yaml": template,
        "src/orders.mjs": `
export const handler = async (event) => {
  const batchItemFailures = [];
  for (const record of event.Records) {
    try {
      await book(JSON.parse(record.body));
    } catch (error) {
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
};
async function book(order) {
  await fetch("https://books.example/orders", { method: "POST", body: JSON.stringify(order), signal: AbortSignal.timeout(2000) });
}
`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const consumer = link.to.resource;
      const reports = link.boolean("reportsItemFailures");
      if (consumer?.kind !== "function" || !reports.known || !reports.value) continue;
      const handler = stack.handlerOf(consumer);
      if (handler?.state !== "found" || handlerReportsItemFailures(handler) !== "no") continue;
      // Without a catch every failure throws, and a thrown error repeats the whole batch: nothing is lost, the setting is only useless.
      const swallowing = handler.facts.catches.find((clause) => clause.inRecordLoop && clause.behaviour !== "rethrows");
      yield {
        subject: link,
        claim: "reportsItemFailures",
        evidence: [
          ...(swallowing ? [{ at: swallowing.at, note: "the failure ends here" }] : []),
          { at: reports.at, note: "reporting is declared" },
          { at: handler.entry, note: "never answers with batchItemFailures" },
        ],
        what: `The event source from ${sourceName(link)} declares \`ReportBatchItemFailures\`, but ${named(consumer)} never answers with \`batchItemFailures\`.`,
        why: swallowing
          ? `An answer without failures means that the whole batch succeeded: records whose error is caught here are deleted from the source, and nobody learns that they were not handled.`
          : `An answer without failures means success for the whole batch, so the declaration has no effect: one record that throws repeats all the others.`,
        fix: `Collect \`{ itemIdentifier: record.messageId }\` of each record that fails (the sequence number, for streams) and return them as \`batchItemFailures\`.`,
        severity: swallowing ? "critical" : "low",
      };
    }
  },
};
