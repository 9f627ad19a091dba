import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { createPlaceFilter, functionCode } from "./found-code.ts";

const template = (runtime: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: book.handler
      Runtime: ${runtime}
      Events:
        Book:
          Type: HttpApi
`;
const javascript = (logged: string) => `export const handler = async (event) => {
  console.log(${logged});
  return { statusCode: 200, body: event.rawPath };
};
`;
const python = (logged: string) => `import json

def handler(event, context):
    print(${logged})
    return {"statusCode": 200, "body": event["rawPath"]}
`;

export const eventLoggedWhole: Rule = {
  id: "event-logged-whole",
  title: "The whole event goes to the log",
  topics: ["15.2", "35.1", "7.2"],
  category: "security",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html",
  onByDefault: false,
  bad: [
    { head: { "template.yaml": template("nodejs22.x"), "src/book.mjs": javascript("JSON.stringify(event)") } },
    { head: { "template.yaml": template("nodejs22.x"), "src/book.mjs": javascript("event.headers") } },
    { head: { "template.yaml": template("python3.13"), "src/book.py": python("json.dumps(event)") } },
  ],
  good: [
    { head: { "template.yaml": template("nodejs22.x"), "src/book.mjs": javascript("event.requestContext.requestId") } },
    { head: { "template.yaml": template("nodejs22.x"), "src/book.mjs": javascript('"booked"') } },
    { head: { "template.yaml": template("python3.13"), "src/book.py": python('event["rawPath"]') } },
    // Production leaves this level out.
    {
      head: {
        "template.yaml": template("python3.13"),
        "src/book.py":
          'from aws_lambda_powertools import Logger\n\nlogger = Logger()\n\ndef handler(event, context):\n    logger.debug({"event": event})\n    return {"statusCode": 200}\n',
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    const isNew = createPlaceFilter();
    for (const { lambda, handler } of functionCode(stack)) {
      const [first, ...others] = handler.facts.eventLogs;
      if (first === undefined || !isNew(first.at)) continue;
      yield {
        subject: lambda,
        claim: "eventLog",
        evidence: [
          { at: first.at, note: "logs all of it" },
          ...others.slice(0, 2).map(({ at }) => ({ at, note: "here too" })),
          { at: handler.entry, note: "the handler" },
        ],
        what: `${named(lambda)} writes the whole event, or all of its headers, to its log.`,
        why: `Tokens, cookies and personal data of every caller then lie in CloudWatch Logs, for everybody who may read logs and for as long as they are kept; and each event is paid for a second time.`,
        fix: `Log the fields that an investigation needs (request id, key of the record), or write whole events at debug level only, with what is secret left out.`,
      };
    }
  },
};
