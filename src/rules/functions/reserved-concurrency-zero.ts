import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

export const reservedConcurrencyZero: Rule = {
  id: "reserved-concurrency-zero",
  title: "Function is switched off by a reserved concurrency of 0",
  topics: ["16.3", "39.1"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
  bad: [
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  ProcessOrders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      ReservedConcurrentExecutions: 0
`,
      },
    },
  ],
  good: [
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  ProcessOrders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      ReservedConcurrentExecutions: 1
`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const reserved = lambda.number("reservedConcurrency");
      if (!reserved.known || reserved.value !== 0) continue;
      yield {
        subject: lambda,
        claim: "reservedConcurrency",
        evidence: [{ at: reserved.at, note: "no instance may run" }],
        what: `${named(lambda)} has \`${reserved.nativeName}: 0\`.`,
        why: `Lambda throttles every call of it: synchronous callers get an error, queues and streams back up, and asynchronous events are dropped once they are too old.`,
        fix: `Remove \`${reserved.nativeName}\`, or set the concurrency that it may have. To stop it on purpose, disable what triggers it instead, so that events are kept.`,
        edit: { kind: "remove", entry: reserved.at },
      };
    }
  },
};
