import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { deliverersOf, eventDeliveries, keepsFailedEvents } from "./event-failures.ts";

const template = (event: string, more = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Uploads:
    Type: AWS::S3::Bucket
  Letters:
    Type: AWS::SQS::Queue
  Resize:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
${more}      Events:
        Event:
${event}`;
const upload = `          Type: S3
          Properties: { Bucket: !Ref Uploads, Events: "s3:ObjectCreated:*" }
`;
const terraform = (more = "") => `
resource "aws_sns_topic" "orders" {
  name = "orders"
}

resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_sns_topic_subscription" "book" {
  topic_arn = aws_sns_topic.orders.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.book.arn
}
${more}`;
const service = (more = "") => `
service: shop
provider: { name: aws, runtime: nodejs22.x }
functions:
  book:
    handler: index.handler
${more}    events:
      - eventBridge:
          pattern: { source: [shop.orders] }
`;

export const lambdaAsyncNoDestination: Rule = {
  id: "lambda-async-no-destination",
  title: "Events that the function fails on are lost",
  topics: ["9.2", "22.6", "39.3"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
  peers: ["cfn-lint:ES1007", "cdk-nag:Serverless-LambdaAsyncFailureDestination"],
  bad: [{ head: { "template.yaml": template(upload) } }, { head: { "main.tf": terraform() } }, { head: { "serverless.yml": service() } }],
  good: [
    { head: { "template.yaml": template(upload, "      DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Letters.Arn }\n") } },
    {
      head: {
        "template.yaml": template(
          upload,
          "      EventInvokeConfig:\n        DestinationConfig: { OnFailure: { Type: SQS, Destination: !GetAtt Letters.Arn } }\n",
        ),
      },
    },
    // Requests, queues and schedules are no events that Lambda gives up.
    { head: { "template.yaml": template("          Type: HttpApi\n") } },
    { head: { "template.yaml": template("          Type: SQS\n          Properties: { Queue: !GetAtt Letters.Arn }\n") } },
    { head: { "template.yaml": template("          Type: Schedule\n          Properties: { Schedule: rate(1 day) }\n") } },
    {
      head: {
        "main.tf": terraform(`
variable "functions" { type = list(string) }

resource "aws_lambda_function_event_invoke_config" "all" {
  for_each      = toset(var.functions)
  function_name = each.value
  destination_config {
    on_failure {
      destination = "arn:aws:sqs:eu-west-1:123456789012:lost"
    }
  }
}
`),
      },
    },
    { head: { "serverless.yml": service("    onError: arn:aws:sqs:eu-west-1:123456789012:lost\n") } },
    // What was kept before is told by failure-path-removed-in-diff.
    {
      base: { "serverless.yml": service("    onError: arn:aws:sqs:eu-west-1:123456789012:lost\n") },
      head: { "serverless.yml": service() },
    },
    { base: { "serverless.yml": service() }, head: { "serverless.yml": service("    timeout: 20\n") } },
  ],
  *checkChange({ stack, base }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const before = base.find(lambda.id);
      if (!losesEvents(lambda, stack) || (before !== undefined && (losesEvents(before, base) || keepsFailedEvents(before, base)))) continue;
      yield draftOf(lambda, stack);
    }
  },
};

function losesEvents(lambda: Resource, stack: Stack): boolean {
  return eventDeliveries(lambda, stack).length > 0 && !keepsFailedEvents(lambda, stack);
}

function draftOf(lambda: Resource, stack: Stack): Draft {
  const deliveries = eventDeliveries(lambda, stack);
  const attempts = lambda.number("asyncMaximumRetryAttempts");
  const retries = attempts.known
    ? attempts.value === 0
      ? "at once"
      : `after ${attempts.value} ${attempts.value === 1 ? "retry" : "retries"}`
    : "after its retries";
  const isKeptBefore = deliveries.some((link) => link.has("deadLetterTarget"));
  return {
    subject: lambda,
    claim: "asyncFailureDestination",
    evidence: [
      ...deliveries.slice(0, 2).map(({ at }) => ({ at, note: "hands events over and does not wait" })),
      { at: lambda.at, note: "keeps none that it fails on" },
    ],
    what: `${deliverersOf(deliveries)} calls ${named(lambda)} asynchronously, and it has neither an on-failure destination nor a dead-letter queue.`,
    why: `When the function fails, Lambda gives the event up ${retries} and drops it: nothing is left to look at or to run again.${isKeptBefore ? " The dead-letter queue in front of it keeps only what could not be handed over, not what the function failed on." : ""}`,
    fix: `Add an on-failure destination (\`${destinationName(lambda)}\`; an SQS queue with an alarm). Where an event may be lost, as with a cache that is rebuilt anyway, it can stay.`,
  };
}

/** How each format writes the destination. */
function destinationName(lambda: Resource): string {
  switch (lambda.format) {
    case "terraform":
      return "aws_lambda_function_event_invoke_config";
    case "serverless-framework":
      return "destinations.onFailure";
    case "cdk":
      return lambda.at.path.endsWith(".py") ? "on_failure" : "onFailure";
    case "sam":
      return "EventInvokeConfig.DestinationConfig.OnFailure";
    default:
      return "AWS::Lambda::EventInvokeConfig";
  }
}
