import type { SdkCall } from "../../handlers/facts.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { createPlaceFilter, functionCode } from "./found-code.ts";

const template = (runtime: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Import:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: import.handler
      Runtime: ${runtime}
`;
const javascript = (call: string, after = "") => `
import { SQSClient, SendMessageBatchCommand } from "@aws-sdk/client-sqs";

const sqs = new SQSClient({});

export const handler = async (event) => {
  ${call}sqs.send(new SendMessageBatchCommand({ QueueUrl: process.env.QUEUE, Entries: event.entries }));
${after}};
`;
const python = (body: string) => `
import boto3

client = boto3.client("dynamodb")
table = boto3.resource("dynamodb").Table("orders")

def handler(event, context):
${body}
`;

export const batchWriteUnprocessedIgnored: Rule = {
  id: "batch-write-unprocessed-ignored",
  title: "Entries that the service did not take are lost",
  topics: ["12.6", "39.2", "8.3"],
  category: "data",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html",
  bad: [
    { head: { "template.yaml": template("nodejs22.x"), "src/import.mjs": javascript("await ") } },
    {
      head: {
        "template.yaml": template("python3.13"),
        "src/import.py": python(`    client.batch_write_item(RequestItems={"orders": event["items"]})`),
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({ functions: "import:\n  handler: src/import.handler" }),
        "src/import.mjs": javascript("await "),
      },
    },
  ],
  good: [
    {
      head: {
        "template.yaml": template("nodejs22.x"),
        "src/import.mjs": javascript(
          "const { Failed } = await ",
          "  if (Failed?.length > 0) throw new Error(`${Failed.length} messages were refused`);\n",
        ),
      },
    },
    { head: { "template.yaml": template("nodejs22.x"), "src/import.mjs": javascript("return ") } },
    // The writer of boto3 repeats what was not processed.
    {
      head: {
        "template.yaml": template("python3.13"),
        "src/import.py": python(
          `    with table.batch_writer() as batch:\n        for item in event["items"]:\n            batch.put_item(Item=item)`,
        ),
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    const isNew = createPlaceFilter();
    for (const { lambda, handler } of functionCode(stack)) {
      for (const call of handler.facts.calls) {
        const field = fieldOf(call);
        if (field === undefined || call.resultUsed || !isNew(call.at)) continue;
        const target = call.target.kind === "environment" ? call.target.variable : call.target.kind === "literal" ? call.target.value : "";
        yield {
          subject: lambda,
          claim: `unprocessed:${call.service}:${call.operation}:${target}`,
          evidence: [{ at: call.at, note: "the answer is not looked at" }],
          what: `${named(lambda)} does not look at the answer of \`${call.service}:${call.operation}\`.`,
          why: `The call succeeds even when the service takes only a part of the batch: throttled or refused entries come back in \`${field}\`, and as nobody reads it they are gone, without an error, a retry or a log line.`,
          fix: `Read \`${field}\` and send those entries again with a backoff; fail the invocation where some are left.`,
        };
      }
    }
  },
};

const fields: ReadonlyMap<string, string> = new Map([
  ["dynamodb:BatchWriteItem", "UnprocessedItems"],
  ["kinesis:PutRecords", "FailedRecordCount"],
  ["firehose:PutRecordBatch", "FailedPutCount"],
  ["sqs:SendMessageBatch", "Failed"],
  ["sns:PublishBatch", "Failed"],
  ["events:PutEvents", "FailedEntryCount"],
]);

/** Where an operation tells what it did not take. */
function fieldOf(call: SdkCall): string | undefined {
  return call.phase === "invocation" ? fields.get(`${call.service}:${call.operation}`) : undefined;
}
