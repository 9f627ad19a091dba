import { functionCode, runsOften } from "../handlers/found-code.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (event: string, more = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: book.handler
      Runtime: python3.13
${more}      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn
${event}`;
const code = (connect: string) => `import psycopg2\n\nconnection = ${connect}\n\ndef handler(event, context):\n    return str(connection)\n`;
const connects = code('psycopg2.connect("dbname=orders")');

export const lambdaConcurrencyUnset: Rule = {
  id: "lambda-concurrency-unset",
  title: "Nothing bounds how many instances connect to the database",
  topics: ["16.3", "39.1", "38.3"],
  category: "reliability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
  onByDefault: false,
  peers: ["checkov:CKV_AWS_115", "cfn_nag:W92"],
  bad: [{ head: { "template.yaml": template(""), "src/book.py": connects } }],
  good: [
    { head: { "template.yaml": template("", "      ReservedConcurrentExecutions: 10\n"), "src/book.py": connects } },
    { head: { "template.yaml": template("            ScalingConfig: { MaximumConcurrency: 10 }\n"), "src/book.py": connects } },
    // A bound for its own sake takes from the account's pool and protects nothing.
    { head: { "template.yaml": template(""), "src/book.py": code("None") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { lambda, handler } of functionCode(stack)) {
      const connection = handler.facts.databaseConnections[0];
      const triggers = stack.triggersOf(lambda);
      const isBounded = lambda.has("reservedConcurrency") || triggers.every((link) => link.has("maximumConcurrency"));
      if (connection === undefined || isBounded || !runsOften(lambda, stack)) continue;
      // Where the stack has the database, rds-direct-without-proxy tells; a proxy bounds connections itself.
      if (stack.resourcesOf("database", "aws").length > 0 || stack.resourcesOf("database-proxy", "aws").length > 0) continue;
      yield {
        subject: lambda,
        claim: "reservedConcurrency",
        evidence: [
          { at: connection.at, note: `opens ${named(connection.library)} connections` },
          { at: lambda.at, note: "no bound on instances" },
        ],
        what: `${named(lambda)} opens ${named(connection.library)} connections, and nothing bounds how many of its instances run.`,
        why: `Each instance holds connections of its own: a burst makes hundreds of them, and the database refuses its other clients too. It does not matter where a proxy or pooler stands in front of the database.`,
        fix: `Set \`${lambda.nameInDialect("reservedConcurrency")}\` to what the database can take, or bound the event source.`,
      };
    }
  },
};
