import type { SdkCall } from "../../handlers/facts.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { callersOf, createPlaceFilter, deliveryName, functionCode } from "./found-code.ts";

const template = (runtime: string, event = "Type: SQS\n          Properties: { Queue: !GetAtt Orders.Arn }") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Total:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: total.handler
      Runtime: ${runtime}
      Events:
        Orders:
          ${event}
`;
const javascript = (update: string) => `
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event) => {
  for (const record of event.Records) {
    const order = JSON.parse(record.body);
    await table.send(new UpdateCommand({ TableName: process.env.TOTALS, Key: { customer: order.customer }, ${update}, ExpressionAttributeValues: { ":amount": order.amount } }));
  }
};
`;
const python = `
import os
import boto3

mail = boto3.client("ses")

def handler(event, context):
    for record in event["Records"]:
        mail.send_email(Source="shop@example.com", Destination={"ToAddresses": [record["body"]]}, Message={})
`;

export const nonIdempotentEventHandler: Rule = {
  id: "non-idempotent-event-handler",
  title: "An event that arrives twice counts twice",
  topics: ["22.3", "40.3", "12.7"],
  category: "data",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html",
  bad: [
    { head: { "template.yaml": template("nodejs22.x"), "src/total.mjs": javascript(`UpdateExpression: "ADD total :amount"`) } },
    {
      head: {
        "template.yaml": template("nodejs22.x"),
        "src/total.mjs": javascript(`UpdateExpression: "SET total = if_not_exists(total, :zero) + :amount"`),
      },
    },
    { head: { "template.yaml": template("python3.13"), "src/total.py": python } },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: "total:\n  handler: src/total.handler\n  events:\n    - sqs: !GetAtt Orders.Arn",
          resources: "Orders:\n  Type: AWS::SQS::Queue",
        }),
        "src/total.mjs": javascript(`UpdateExpression: "ADD total :amount"`),
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("nodejs22.x"), "src/total.mjs": javascript(`UpdateExpression: "SET total = :amount"`) } },
    {
      head: {
        "template.yaml": template("nodejs22.x"),
        "src/total.mjs": javascript(`UpdateExpression: "ADD total :amount, seen :id", ConditionExpression: "NOT contains(seen, :id)"`),
      },
    },
    { head: { "template.yaml": template("nodejs22.x", "Type: HttpApi"), "src/total.mjs": javascript(`UpdateExpression: "ADD total :amount"`) } },
  ],
  *check({ stack }): Iterable<Draft> {
    const isNew = createPlaceFilter();
    for (const { lambda, handler } of functionCode(stack)) {
      const [source] = callersOf(lambda, stack).atLeastOnce;
      const { facts } = handler;
      // One sign of care anywhere in the code may be what makes all of it safe.
      if (source === undefined || facts.idempotency.length > 0 || !facts.complete) continue;
      for (const call of facts.calls) {
        const effect = call.phase === "invocation" ? effectOf(call) : null;
        if (effect === null || !isNew(call.at)) continue;
        yield {
          subject: lambda,
          claim: `repeat:${call.service}:${call.operation}`,
          evidence: [{ at: call.at, note: effect.note }],
          what: `${named(lambda)} ${effect.what} for each event from ${deliveryName(source)}, without a condition or an idempotency key.`,
          why: `${capitalized(deliveryName(source))} delivers at least once, and every failed batch or invocation is repeated whole, with what had already been done: ${effect.why}`,
          fix: effect.fix,
          severity: effect.severity,
        };
      }
    }
  },
};

interface Effect {
  readonly note: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly severity: "high" | "low";
}

const mails = new Set(["SendEmail", "SendTemplatedEmail", "SendRawEmail", "SendBulkTemplatedEmail", "SendBulkEmail"]);
/** `ADD total :amount`; `SET total = total + :amount`. */
const counting = /(?:^|\s)ADD\s+[#\w]|=\s*(?:if_not_exists\s*\([^)]*\)|[#\w.]+)\s*[+-]\s*:/i;

/** What a call does a second time. Writes of a whole value come out the same and are none. */
function effectOf(call: SdkCall): Effect | null {
  if (call.service === "ses" && mails.has(call.operation)) {
    return {
      note: "sends a mail",
      what: "sends a mail",
      why: "the customer gets the mail again.",
      fix: "Remember by the event's id that the mail was sent (a conditional write, or the idempotency utility of Powertools) before it is sent. Where a second mail does no harm, this does not matter.",
      severity: "low",
    };
  }
  const expression = call.arguments.get("UpdateExpression");
  const isUpdate =
    call.service === "dynamodb" && call.action === "UpdateItem" && call.argumentsComplete && !call.argumentNames.includes("ConditionExpression");
  if (!isUpdate || typeof expression !== "string" || !counting.test(expression)) return null;
  return {
    note: "adds to what is stored",
    what: `adds to a stored value (${named(expression)})`,
    why: "the amount is added again, nothing fails, and the stored number is wrong from then on.",
    fix: "Write in one transaction a marker with the event's id under `attribute_not_exists` and the addition, or use the idempotency utility of Powertools per record; or store what was added under the event's id and sum when reading.",
    severity: "high",
  };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
