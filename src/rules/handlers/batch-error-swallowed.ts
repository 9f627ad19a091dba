import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, sourceName } from "../words.ts";
import { itemFailuresSetting } from "./item-failures.ts";

const template = (extra = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  OrdersQueue:
    Type: AWS::SQS::Queue
  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: book.handler
      Runtime: nodejs22.x
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt OrdersQueue.Arn
${extra}`;
const pythonTemplate = template().replace("nodejs22.x", "python3.13");
const code = (handling: string) => `
export const handler = async (event) => {
  for (const record of event.Records) {
    try {
      await book(JSON.parse(record.body));
    } catch (error) {
      ${handling}
    }
  }
};
const book = async (order) => fetch("https://books.example", { method: "POST", body: JSON.stringify(order), signal: AbortSignal.timeout(2000) });
`;
const python = (kind: string) => `
import json
from books import Refused, book

def handler(event, context):
    for record in event["Records"]:
        try:
            book(json.loads(record["body"]))
        except ${kind} as error:
            print(error)
`;
const books = `
class Refused(Exception):
    pass

def book(order):
    if not order:
        raise Refused()
`;

export const batchErrorSwallowed: Rule = {
  id: "batch-error-swallowed",
  title: "Failed records count as done: the error ends in a log line",
  topics: ["22.6", "9.6", "15.5"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html",
  bad: [
    { head: { "template.yaml": template(), "src/book.mjs": code(`console.error("failed", error);`) } },
    { head: { "template.yaml": pythonTemplate, "src/book.py": python("Exception"), "src/books.py": books } },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: "book:\n  handler: src/book.handler\n  events:\n    - sqs: !GetAtt Orders.Arn",
          resources: "Orders:\n  Type: AWS::SQS::Queue",
        }),
        "src/book.mjs": code(`console.error("failed", error);`),
      },
    },
  ],
  good: [
    { head: { "template.yaml": template(), "src/book.mjs": code(`console.error("failed", error); throw error;`) } },
    { head: { "template.yaml": template(), "src/book.mjs": code("await deadLetter(record, error);") } },
    // An error of one kind that is let go is meant.
    { head: { "template.yaml": pythonTemplate, "src/book.py": python("Refused"), "src/books.py": books } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const lambda = link.to.resource;
      const service = link.string("service");
      if (lambda?.kind !== "function" || !service.known || !["sqs", "kinesis", "dynamodb", "msk"].includes(service.value)) continue;
      const handler = stack.handlerOf(lambda);
      const reports = link.boolean("reportsItemFailures");
      // Where failures are reported, another rule looks at what the code answers.
      if (handler?.state !== "found" || handler.facts.itemFailures.length > 0 || reports.state === "unknown" || (reports.known && reports.value))
        continue;
      const swallowing = handler.facts.catches.find((clause) => clause.inRecordLoop && clause.catchesAll && clause.behaviour === "swallows");
      if (swallowing === undefined) continue;
      const isQueue = service.value === "sqs";
      yield {
        subject: link,
        claim: "swallowed",
        evidence: [
          { at: swallowing.at, note: "the failure ends here" },
          { at: link.at, note: "delivers the batch" },
        ],
        what: `${named(lambda)} catches every error of a record from ${sourceName(link)} and ${swallowing.logs ? "only logs it" : "does nothing with it"}.`,
        why: isQueue
          ? `The invocation succeeds, so Lambda deletes the message although it was not handled: it is neither retried nor moved to a dead-letter queue, and no error metric moves.`
          : `The invocation succeeds, so Lambda goes on behind the record although it was not handled: it is neither retried nor sent to a failure destination, and no error metric moves.`,
        fix: `Report the record: collect its ${isQueue ? "`messageId`" : "sequence number"} and return it in \`batchItemFailures\`, and set ${itemFailuresSetting(link)}; or rethrow, which repeats the whole batch.`,
      };
    }
  },
};
