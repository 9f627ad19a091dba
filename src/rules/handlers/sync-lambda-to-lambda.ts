import type { SdkCall } from "../../handlers/facts.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { createPlaceFilter, functionCode } from "./found-code.ts";

const template = (runtime: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Order:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: order.handler
      Runtime: ${runtime}
`;
const javascript = (type: string) => `
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";

const lambda = new LambdaClient({});

export const handler = async (event) => {
  const answer = await lambda.send(new InvokeCommand({ FunctionName: process.env.PRICES, ${type}Payload: JSON.stringify(event) }));
  return JSON.parse(Buffer.from(answer.Payload).toString());
};
`;
const python = (type: string) => `
import json
import os
import boto3

client = boto3.client("lambda")

def handler(event, context):
    client.invoke(FunctionName=os.environ["PRICES"], ${type}Payload=json.dumps(event))
    return {"ok": True}
`;

export const syncLambdaToLambda: Rule = {
  id: "sync-lambda-to-lambda",
  title: "Function waits for another function",
  topics: ["21.1", "8.2", "16.5"],
  category: "design",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/concepts-event-driven-architectures.html",
  bad: [
    { head: { "template.yaml": template("nodejs22.x"), "src/order.mjs": javascript("") } },
    { head: { "template.yaml": template("python3.13"), "src/order.py": python("") } },
    {
      head: {
        "serverless.yml": serverlessService({ functions: "order:\n  handler: src/order.handler" }),
        "src/order.mjs": javascript(""),
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("nodejs22.x"), "src/order.mjs": javascript(`InvocationType: "Event", `) } },
    { head: { "template.yaml": template("python3.13"), "src/order.py": python(`InvocationType=os.environ["HOW"], `) } },
  ],
  *check({ stack }): Iterable<Draft> {
    const isNew = createPlaceFilter();
    for (const { lambda, handler } of functionCode(stack)) {
      const call = handler.facts.calls.find((one) => waits(one) && isNew(one.at));
      if (call === undefined) continue;
      yield {
        subject: lambda,
        claim: `invoke:${call.target.kind === "environment" ? call.target.variable : call.target.kind === "literal" ? call.target.value : ""}`,
        evidence: [{ at: call.at, note: "waits for the other function" }],
        what: call.resultUsed
          ? `${named(lambda)} invokes another function and waits for its answer.`
          : `${named(lambda)} invokes another function, waits until it is done, and does not use its answer.`,
        why: `Both functions are billed while one waits, the caller's timeout must cover the other's, and a throttle or error there fails the caller too; a retry of the caller runs both again.`,
        fix: call.resultUsed
          ? "Call the code as a module where the two always run together, let Step Functions call both where there are several steps, or put a queue between them where the answer can come later. Where a caller needs the answer of a function of another team at once, this does not matter."
          : 'Set `InvocationType` to `"Event"`, or send a message to a queue, so that the caller does not wait.',
        severity: call.resultUsed ? "low" : "medium",
      };
    }
  },
};

/** Without an invocation type the call waits. */
function waits(call: SdkCall): boolean {
  if (call.service !== "lambda" || call.operation !== "Invoke" || call.phase !== "invocation") return false;
  const type = call.arguments.get("InvocationType");
  if (type !== undefined) return type === "RequestResponse";
  return call.argumentsComplete && !call.argumentNames.includes("InvocationType");
}
