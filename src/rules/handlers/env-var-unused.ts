import type { Location } from "../../change/location.ts";
import type { Resource } from "../../stack/resource.ts";
import type { MapEntry } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { functionCode } from "./found-code.ts";
import { importsOnlyKnownPackages } from "./packages.ts";
import { isSetElsewhere } from "./platform-variables.ts";

const template = (variables: string, globals = "", more = "") => `
Transform: AWS::Serverless-2016-10-31
${globals}Resources:
  Orders:
    Type: AWS::SQS::Queue
  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: book.handler
      Runtime: python3.13
${more}      Environment:
        Variables:
          QUEUE: !Ref Orders
${variables}`;
const service = `
service: shop
provider: { name: aws, runtime: python3.13 }
functions:
  book:
    handler: src/book.handler
    environment:
      QUEUE: orders
      LEGACY_QUEUE: old-orders
`;
const python = (use: string) => `import os
import boto3

sqs = boto3.client("sqs")

def handler(event, context):
    return sqs.send_message(QueueUrl=os.environ["QUEUE"], MessageBody=${use})
`;
const legacy = "          LEGACY_QUEUE: old-orders\n";

export const envVarUnused: Rule = {
  id: "env-var-unused",
  title: "The code never reads this variable",
  topics: ["18.6", "40.6"],
  category: "design",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
  onByDefault: false,
  bad: [
    { head: { "template.yaml": template(legacy), "src/book.py": python('"booked"') } },
    { head: { "serverless.yml": service, "src/book.py": python('"booked"') } },
  ],
  good: [
    { head: { "template.yaml": template(legacy), "src/book.py": python('os.environ["LEGACY_QUEUE"]') } },
    { head: { "template.yaml": template(legacy), "src/book.py": python("str(dict(os.environ))") } },
    { head: { "template.yaml": template("          AWS_LAMBDA_EXEC_WRAPPER: /opt/start\n"), "src/book.py": python('"booked"') } },
    // What all functions get need not be read by each.
    {
      head: {
        "template.yaml": template("", "Globals: { Function: { Environment: { Variables: { LEGACY_QUEUE: old } } } }\n"),
        "src/book.py": python('"booked"'),
      },
    },
    // A package or an extension may read it.
    { head: { "template.yaml": template(legacy), "src/book.py": `import shop_settings\n${python('"booked"')}` } },
    {
      head: {
        "template.yaml": template(legacy, "", "      Layers: [arn:aws:lambda:eu-west-1:123456789012:layer:tools:1]\n"),
        "src/book.py": python('"booked"'),
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { lambda, handler } of functionCode(stack)) {
      const { facts } = handler;
      const isSure = facts.complete && facts.environmentComplete && importsOnlyKnownPackages(handler) && !lambda.has("layers");
      const read = new Set(facts.environmentReads.map(({ name }) => name));
      for (const variable of isSure ? ownVariables(lambda) : []) {
        if (read.has(variable.name) || isSetElsewhere(variable.name)) continue;
        yield {
          subject: lambda,
          claim: `environment:${variable.name}`,
          evidence: [
            { at: variable.at, note: "read by nothing" },
            { at: handler.entry, note: "the code" },
          ],
          what: `${named(lambda)} is given ${named(variable.name)}, and its code never reads it.`,
          why: `It looks as if the function depended on it: whoever renames or removes what it names has to find out that it does not, and the grant that came with it stays.`,
          fix: `Remove ${named(variable.name)} from the environment, and what the role was granted for it.`,
          edit: { kind: "remove", entry: variable.at },
        };
      }
    }
  },
};

/** Variables that the function's own declaration writes, and not its defaults. */
function ownVariables(lambda: Resource): readonly MapEntry[] {
  const environment = lambda.value("environment");
  return environment?.kind === "map" ? [...environment.entries.values()].filter(({ at }) => isWithin(at, lambda.at)) : [];
}

function isWithin(at: Location, declaration: Location): boolean {
  return at.path === declaration.path && at.startLine >= declaration.startLine && at.endLine <= declaration.endLine;
}
