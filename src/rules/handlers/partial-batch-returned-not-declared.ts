import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Link } from "../../stack/link.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, sourceName } from "../words.ts";
import { itemFailuresSetting, itemFailuresValue } from "./item-failures.ts";

const reportingServices = new Set(["sqs", "kinesis", "dynamodb"]);
const code = `
export const handler = async (event) => {
  const batchItemFailures = [];
  for (const record of event.Records) {
    try {
      JSON.parse(record.body);
    } catch (error) {
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
};
`;
const template = (declaration: string) => `
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
            BatchSize: 10
${declaration}`;

export const partialBatchReturnedNotDeclared: Rule = {
  id: "partial-batch-returned-not-declared",
  title: "Reported failures are ignored: the event source does not ask for them",
  topics: ["9.6", "22.3", "39.2"],
  category: "reliability",
  severity: "critical",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html",
  bad: [
    { head: { "template.yaml": template(""), "src/orders.mjs": code } },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: "process:\n  handler: src/orders.handler\n  events:\n    - sqs:\n        arn: !GetAtt Orders.Arn",
          resources: "Orders:\n  Type: AWS::SQS::Queue",
        }),
        "src/orders.mjs": code,
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
process.addEventSource(new sources.SqsEventSource(new sqs.Queue(this, "Orders"), { batchSize: 10 }));
`),
        "src/orders.mjs": code,
      },
    },
    {
      head: {
        "main.tf": `
data "archive_file" "process" {
  type        = "zip"
  source_dir  = "\${path.module}/src"
  output_path = "process.zip"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_lambda_function" "process" {
  function_name = "process"
  role          = "arn:aws:iam::123456789012:role/process"
  filename      = data.archive_file.process.output_path
  handler       = "orders.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.process.arn
}
`,
        "src/orders.mjs": code,
      },
    },
  ],
  good: [{ head: { "template.yaml": template("            FunctionResponseTypes: [ReportBatchItemFailures]\n"), "src/orders.mjs": code } }],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const consumer = link.to.resource;
      const service = link.string("service");
      const reports = link.boolean("reportsItemFailures");
      if (consumer?.kind !== "function" || !service.known || !reportingServices.has(service.value) || !reports.known || reports.value) continue;
      const handler = stack.handlerOf(consumer);
      const answer = handler?.state === "found" ? handler.facts.itemFailures[0] : undefined;
      if (answer === undefined) continue;
      const setting = link.nameInDialect("reportsItemFailures");
      yield {
        subject: link,
        claim: "reportsItemFailures",
        evidence: [
          { at: link.at, note: `no \`${setting}\`` },
          { at: answer.at, note: "failures are reported here" },
        ],
        what: `${named(consumer)} answers with \`batchItemFailures\`, but the event source from ${sourceName(link)} does not declare \`ReportBatchItemFailures\`.`,
        why: `Lambda ignores the answer: the invocation returned without an error, so the failed records count as done and are deleted.`,
        fix: `Set ${itemFailuresSetting(link)} on the event source.`,
        edit: declarationOf(link, setting),
      };
    }
  },
};

/** A setting that somebody wrote with another value has a reason that we do not know. */
function declarationOf(link: Link, name: string): EditPlan | undefined {
  if (link.has("reportsItemFailures")) return undefined;
  const value = itemFailuresValue(name);
  return value === undefined ? undefined : addProperty(link.declaredBy?.properties, link.at, { name, value });
}
