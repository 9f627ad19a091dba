import { awsLimits } from "../../facts/aws-numbers.ts";
import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Resource } from "../../stack/resource.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import { cdkPythonApp } from "../examples/cdk-python-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, duration, named, orDefault, setValue } from "../words.ts";

/** AWS recommends six times the function's timeout, plus the batching window, so that throttled batches can be tried again in time. */
const recommendedFactor = 6;
/** SQS hides a message for at most 12 h. */
const longestVisibility = awsLimits.queueVisibility.value;

export const sqsVisibilityBelow6xTimeout: Rule = {
  id: "sqs-visibility-below-6x-timeout",
  title: "Queue hides messages for less time than its consumer needs",
  topics: ["22.6", "9.6", "39.5"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
  peers: ["cfn-lint:E3505", "cdk-nag:Serverless-LambdaEventSourceSQSVisibilityTimeout"],
  bad: [
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  OrdersQueue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 60
  ProcessOrders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: 120
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt OrdersQueue.Arn
`,
      },
    },
    {
      head: {
        "main.tf": `
resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_lambda_function" "process" {
  function_name = "process-orders"
  role          = "arn:aws:iam::123456789012:role/process"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  timeout       = 20
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.process.arn
}
`,
      },
    },
    {
      head: cdkApp(`
const orders = new sqs.Queue(this, "Orders", { visibilityTimeout: cdk.Duration.seconds(60) });
const book = new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
  timeout: cdk.Duration.minutes(2),
});
book.addEventSource(new sources.SqsEventSource(orders));
`),
    },
    {
      head: cdkPythonApp(`
orders = sqs.Queue(self, "Orders", visibility_timeout=Duration.seconds(60))
book = lambda_.Function(
    self,
    "Book",
    runtime=lambda_.Runtime.PYTHON_3_13,
    handler="book.handler",
    code=lambda_.Code.from_asset("src"),
    timeout=Duration.minutes(2),
)
book.add_event_source(sources.SqsEventSource(orders))
`),
    },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: "book:\n  handler: src/book.handler\n  timeout: 120\n  events:\n    - sqs: !GetAtt Orders.Arn",
          resources: "Orders:\n  Type: AWS::SQS::Queue\n  Properties:\n    VisibilityTimeout: 60",
        }),
        "src/book.js": "export const handler = async () => {};\n",
      },
    },
  ],
  good: [
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Hidden:
    Type: Number
Resources:
  OrdersQueue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 720
  LaterQueue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: !Ref Hidden
  ProcessOrders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: 120
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt OrdersQueue.Arn
        Later:
          Type: SQS
          Properties:
            Queue: !GetAtt LaterQueue.Arn
`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { queue, consumer, link } of stack.queueConsumers("aws")) {
      const hidden = queue.number("visibilityTimeoutSeconds");
      const runs = consumer.number("timeoutSeconds");
      const gathered = link.number("batchWindowSeconds");
      if (!hidden.known || !runs.known || (!gathered.known && gathered.state === "unknown")) continue;
      const needed = runs.value * recommendedFactor + (gathered.known ? gathered.value : 0);
      if (hidden.value >= needed) continue;
      const isRejected = hidden.value < runs.value;
      yield {
        subject: queue,
        claim: `visibilityTimeoutSeconds:${consumer.id}`,
        evidence: [
          { at: hidden.at, note: `messages are hidden for ${duration(hidden.value)}${orDefault(hidden)}` },
          { at: runs.at, note: `${named(consumer)} may run for ${duration(runs.value)}${orDefault(runs)}` },
          { at: link.at },
        ],
        what: `${named(consumer)} may run for ${duration(runs.value)}${orDefault(runs)}, but ${named(queue)} hides a message for ${duration(hidden.value)}${orDefault(hidden)}.`,
        why: isRejected
          ? `Lambda refuses an event source mapping whose queue hides messages for less than the function's timeout, so the deployment fails; where the mapping stands already, a batch becomes visible again while it is still being worked on, and is handled twice.`
          : `When a batch is throttled or an attempt fails late, its messages become visible again while Lambda still retries or works on them: they are handled twice${queue.has("deadLetterTarget") ? ", and their receive count runs up until messages that succeeded land in the dead-letter queue" : ""}.`,
        fix: `Hide messages for at least six times the function's timeout${gathered.known && gathered.value > 0 ? " plus the batching window" : ""}: set \`${hidden.nativeName}\` to ${needed}.`,
        severity: isRejected ? "high" : "medium",
        edit: needed <= longestVisibility ? visibilityOf(queue, needed) : undefined,
      };
    }
  },
};

function visibilityOf(queue: Resource, seconds: number): EditPlan | undefined {
  const hidden = queue.number("visibilityTimeoutSeconds");
  if (hidden.known && !hidden.isDefault) return setValue(hidden, seconds);
  return addProperty(queue.properties, queue.at, { name: queue.nameInDialect("visibilityTimeoutSeconds"), value: seconds, unit: "seconds" });
}
