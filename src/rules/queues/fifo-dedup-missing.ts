import { resourceOfCall } from "../../stack/call-target.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, setValue } from "../words.ts";

const template = (more: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
${more}  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: book.handler
      Runtime: nodejs22.x
      Environment:
        Variables:
          QUEUE_URL: !Ref Orders
`;
const code = (more: string) => `
import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
const sqs = new SQSClient({});
export const handler = async (event) => {
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: event.body${more} }));
};
`;
const senders: ReadonlyMap<string, string> = new Map([
  ["sqs:SendMessage", "queue"],
  ["sns:Publish", "topic"],
]);

export const fifoDedupMissing: Rule = {
  id: "fifo-dedup-missing",
  title: "FIFO refuses a message without group or deduplication id",
  topics: ["2.4", "22.3"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html",
  bad: [
    { head: { "template.yaml": template(""), "src/book.mjs": code(', MessageGroupId: "orders"') } },
    { head: { "template.yaml": template("      ContentBasedDeduplication: true\n"), "src/book.mjs": code("") } },
    {
      head: {
        ...cdkApp(`
const orders = new sqs.Queue(this, "Orders", { fifo: true });
new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
  environment: { QUEUE_URL: orders.queueUrl },
});
`),
        "src/book.mjs": code(', MessageGroupId: "orders"'),
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: "book:\n  handler: src/book.handler\n  environment:\n    QUEUE_URL: !Ref Orders",
          resources: "Orders:\n  Type: AWS::SQS::Queue\n  Properties:\n    FifoQueue: true",
        }),
        "src/book.mjs": code(', MessageGroupId: "orders"'),
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("      ContentBasedDeduplication: true\n"), "src/book.mjs": code(', MessageGroupId: "orders"') } },
    { head: { "template.yaml": template(""), "src/book.mjs": code(', MessageGroupId: "orders", MessageDeduplicationId: event.id') } },
    { head: { "template.yaml": template(""), "src/book.mjs": code(", ...event.options") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const handler = stack.handlerOf(lambda);
      for (const call of handler?.state === "found" ? handler.facts.calls : []) {
        const target = call.argumentsComplete && senders.has(`${call.service}:${call.action}`) ? resourceOfCall(call, lambda, stack) : null;
        if (target === null || target.kind !== senders.get(`${call.service}:${call.action}`)) continue;
        const [fifo, byContent] = [target.boolean("fifo"), target.boolean("contentBasedDeduplication")];
        if (!fifo.known || !fifo.value) continue;
        const lacksGroup = !call.argumentNames.includes("MessageGroupId");
        const lacksId = byContent.known && !byContent.value && !call.argumentNames.includes("MessageDeduplicationId");
        if (!lacksGroup && !lacksId) continue;
        const missing = lacksGroup ? "MessageGroupId" : "MessageDeduplicationId";
        yield {
          subject: lambda,
          claim: `${missing}:${target.id}`,
          evidence: [
            { at: call.at, note: `no ${missing}` },
            {
              at: lacksGroup ? fifo.at : target.placeOf("contentBasedDeduplication"),
              note: lacksGroup ? "a FIFO resource" : "no content-based deduplication",
            },
          ],
          what: `${named(lambda)} sends to the FIFO ${target.kind} ${named(target)} without \`${missing}\`${lacksGroup ? "" : `, and ${named(target)} has no content-based deduplication`}.`,
          why: `The service refuses each such message with an error at runtime; nothing arrives.`,
          fix: lacksGroup
            ? `Send \`MessageGroupId\`: the id within which order matters (the order's, the customer's), not one constant for all.`
            : `Send a \`MessageDeduplicationId\` that is the same for the same message, or set \`${byContent.nativeName}: true\` where equal bodies mean equal messages.`,
          edit:
            lacksGroup || !byContent.known
              ? undefined
              : (setValue(byContent, true) ?? addProperty(target.properties, target.at, { name: byContent.nativeName, value: true })),
        };
      }
    }
  },
};
