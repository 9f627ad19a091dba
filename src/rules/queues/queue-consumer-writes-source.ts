import type { SdkCall } from "../../handlers/facts.ts";
import { resourceOfCall } from "../../stack/call-target.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (queue: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Mail:
    Type: AWS::SQS::Queue
  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: book.handler
      Runtime: nodejs22.x
      Environment:
        Variables:
          QUEUE_URL: !Ref ${queue}
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn
`;
const code = (more: string) => `
import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
const sqs = new SQSClient({});
export const handler = async (event) => {
  for (const record of event.Records) {
    await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: record.body${more} }));
  }
};
`;

/** Calls that put something into what may trigger the caller, by the kind of resource. */
const sends: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["queue", new Set(["sqs:SendMessage"])],
  ["topic", new Set(["sns:Publish"])],
  ["stream", new Set(["kinesis:PutRecord", "kinesis:PutRecords"])],
]);

export const queueConsumerWritesSource: Rule = {
  id: "queue-consumer-writes-source",
  title: "The consumer feeds its own source",
  topics: ["2.4", "8.6", "22.3"],
  category: "cost",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html",
  bad: [
    { head: { "template.yaml": template("Orders"), "src/book.mjs": code("") } },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: `
book:
  handler: src/book.handler
  environment:
    QUEUE_URL: !Ref Orders
  events:
    - sqs: !GetAtt Orders.Arn
`,
          resources: "Orders:\n  Type: AWS::SQS::Queue",
        }),
        "src/book.mjs": code(""),
      },
    },
    {
      head: {
        ...cdkApp(`
const orders = new sqs.Queue(this, "Orders");
const book = new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
  environment: { QUEUE_URL: orders.queueUrl },
});
book.addEventSource(new sources.SqsEventSource(orders));
`),
        "src/book.mjs": code(""),
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("Mail"), "src/book.mjs": code("") } },
    // Sending to the own queue with a delay is how work is put off on purpose.
    { head: { "template.yaml": template("Orders"), "src/book.mjs": code(", DelaySeconds: 900") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const [source, consumer] = [link.from.resource, link.to.resource];
      const actions = sends.get(source?.kind ?? "");
      if (source === null || consumer?.kind !== "function" || actions === undefined || link.has("filter")) continue;
      const handler = stack.handlerOf(consumer);
      const calls = handler?.state === "found" ? handler.facts.calls : [];
      const call = calls.find(
        (one) => actions.has(`${one.service}:${one.action}`) && !isPutOff(one) && resourceOfCall(one, consumer, stack)?.id === source.id,
      );
      if (call === undefined) continue;
      yield {
        subject: consumer,
        claim: `sends:${source.id}`,
        evidence: [
          { at: call.at, note: `sends to ${named(source)}` },
          { at: link.at, note: `${named(source)} triggers ${named(consumer)}` },
        ],
        what: `${named(consumer)} consumes ${named(source)} and sends into ${named(source)} again.`,
        why: `Each message makes the next one: the loop runs at full concurrency and full cost until Lambda's loop detection stops it after about 16 rounds (not for every source), and the messages in it are dropped or dead-lettered then.`,
        fix: `Send to another ${source.kind}. Where the function has to put work off on purpose, send with a delay and count the rounds in the message, with an end.`,
        severity: call.inLoop || source.kind !== "queue" ? "high" : "medium",
        confidence: 0.9,
      };
    }
  },
};

function isPutOff(call: SdkCall): boolean {
  return call.argumentNames.includes("DelaySeconds") || !call.argumentsComplete;
}
