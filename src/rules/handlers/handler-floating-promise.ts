import type { Location } from "../../change/location.ts";
import type { Edit } from "../../findings/finding.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { createPlaceFilter, functionCode } from "./found-code.ts";

const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: book.handler
      Runtime: nodejs22.x
`;
const code = (body: string) => `
import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";

const sqs = new SQSClient({});

export const handler = async (event) => {
  ${body}
  return { ok: true };
};
const send = async (order) => sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: JSON.stringify(order) }));
`;

export const handlerFloatingPromise: Rule = {
  id: "handler-floating-promise",
  title: "Handler returns before its work is done",
  topics: ["1.5", "16.5", "40.2"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html",
  bad: [
    { head: { "template.yaml": template, "src/book.mjs": code("send(event.order);") } },
    { head: { "template.yaml": template, "src/book.mjs": code("event.orders.forEach(async (order) => { await send(order); });") } },
    {
      head: {
        "serverless.yml": "service: books\nprovider:\n  name: aws\n  runtime: nodejs22.x\nfunctions:\n  book:\n    handler: src/book.handler\n",
        "src/book.mjs": code("send(event.order);"),
      },
    },
  ],
  good: [
    { head: { "template.yaml": template, "src/book.mjs": code("await send(event.order);") } },
    { head: { "template.yaml": template, "src/book.mjs": code("await Promise.all(event.orders.map((order) => send(order)));") } },
    // Said to be meant.
    { head: { "template.yaml": template, "src/book.mjs": code("void send(event.order);") } },
    { head: { "template.yaml": template, "src/book.mjs": code("const sent = send(event.order); console.log('sending'); await sent;") } },
  ],
  *check({ stack }): Iterable<Draft> {
    const isNew = createPlaceFilter();
    for (const { lambda, handler } of functionCode(stack)) {
      for (const promise of handler.facts.floatingPromises) {
        if (!isNew(promise.at)) continue;
        const isForEach = promise.text.includes(".forEach(");
        yield {
          subject: lambda,
          claim: `promise:${promise.text}`,
          evidence: [
            { at: promise.at, note: "not awaited" },
            { at: handler.entry, note: "the handler" },
          ],
          what: isForEach
            ? `In ${named(lambda)}, \`forEach\` starts an asynchronous callback for each item and waits for none of them.`
            : `In ${named(lambda)}, the promise of ${named(promise.text)} is neither awaited nor returned.`,
          why: `Lambda freezes the environment once the handler's own promise settles: the work is cut off in the middle and goes on, or fails, during some later invocation, whose log then shows it. An error of it never reaches the caller.`,
          fix: isForEach
            ? "Use `for … of` with `await`, or `await Promise.all(items.map(async (item) => …))`."
            : "Await it, or gather it with others in `await Promise.all([…])` before the handler returns.",
          edit: isForEach ? undefined : awaiting(promise.at),
        };
      }
    }
  },
};

function awaiting(at: Location): Edit | undefined {
  return at.start === undefined ? undefined : { path: at.path, start: at.start, end: at.start, replacement: "await " };
}
