import { cdkPythonApp } from "../examples/cdk-python-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { definedVariables } from "./defined-variables.ts";
import { type FoundHandler, functionCode } from "./found-code.ts";
import { isSetElsewhere } from "./platform-variables.ts";

const node = `
Transform: AWS::Serverless-2016-10-31
Resources:
  ProcessOrders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: orders.handler
      Runtime: nodejs22.x
`;

export const handlerEnvVarUndefined: Rule = {
  id: "handler-env-var-undefined",
  title: "Code reads an environment variable that the function does not have",
  topics: ["40.6", "18.6", "29.5"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
  bad: [
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  ProcessOrders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: orders.handler
      Runtime: python3.13
      Environment:
        Variables:
          TABLE: orders
`,
        "src/orders.py": `
import os

TABLE = os.environ["TABLE"]

def handler(event, context):
    return {"table": TABLE, "queue": os.environ["QUEUE_URL"]}
`,
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({
          runtime: "python3.13",
          functions: "process:\n  handler: src/orders.handler\n  environment:\n    TABLE: orders",
        }),
        "src/orders.py": `
import os

def handler(event, context):
    return {"table": os.environ["TABLE"], "queue": os.environ["QUEUE_URL"]}
`,
      },
    },
    {
      head: {
        ...cdkPythonApp(`
lambda_.Function(
    self,
    "ProcessOrders",
    runtime=lambda_.Runtime.PYTHON_3_13,
    handler="orders.handler",
    code=lambda_.Code.from_asset("src"),
    environment={"TABLE": "orders"},
)
`),
        "src/orders.py": `
import os

def handler(event, context):
    return {"table": os.environ["TABLE"], "queue": os.environ["QUEUE_URL"]}
`,
      },
    },
    { head: { "template.yaml": node, "src/orders.mjs": "export const handler = async () => fetch(`https://${process.env.HOOK_HOST}/orders`);\n" } },
    {
      head: {
        "template.yaml": node,
        "src/settings.mjs": "export const settings = { table: process.env.TABLE };\n",
        "src/orders.mjs": `
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { settings } from "./settings.mjs";
const table = new DynamoDBClient({});
export const handler = async () => table.send(new ScanCommand({ TableName: settings.table }));
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
      CodeUri: src/
      Handler: orders.handler
      Runtime: python3.13
      Environment:
        Variables:
          TABLE: orders
`,
        "src/orders.py": `
import os

TABLE = os.environ["TABLE"]
REGION = os.environ["AWS_REGION"]
LIMIT = os.environ.get("LIMIT", "10")

def handler(event, context):
    return {"table": TABLE, "limit": LIMIT, "region": REGION}
`,
      },
    },
    // The code does without: a check, an option of a client, a value of its own, no use at all.
    {
      head: {
        "template.yaml": node,
        "src/orders.mjs": `
import { S3Client } from "@aws-sdk/client-s3";
const bucket = process.env.BUCKET;
const files = new S3Client({ endpoint: process.env.S3_ENDPOINT });
const unused = process.env.QUEUE_URL;
process.env.LOCALE ??= "en";
export const handler = async () => (bucket ? files.config.region() : process.env.LOCALE);
`,
      },
    },
    // Checked in one place, it is known to be there in the others.
    {
      head: {
        "template.yaml": node,
        "src/orders.mjs": `
const notify = async () => fetch(\`https://\${process.env.HOOK_HOST}/orders\`);
export const handler = async () => (process.env.HOOK_HOST ? notify() : undefined);
`,
      },
    },
    // What the package's own file of settings defines, the template need not.
    {
      head: {
        "template.yaml": node,
        "src/orders.mjs": `
import dotenv from "dotenv";
dotenv.config();
export const handler = async () => fetch(process.env.HOOK_URL);
`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { lambda, handler } of functionCode(stack)) {
      const defined = definedVariables(lambda);
      if (defined === null || readsSettingsFile(handler)) continue;
      for (const read of missedReads(handler)) {
        if (defined.has(read.name) || isSetElsewhere(read.name)) continue;
        yield {
          subject: lambda,
          claim: `environment:${read.name}`,
          evidence: [
            { at: read.at, note: `reads ${named(read.name)}` },
            { at: lambda.placeOf("environment"), note: "not defined here" },
          ],
          what: `The code of ${named(lambda)} reads ${named(read.name)}, but neither the function nor its defaults define it.`,
          why: consequence(read, handler),
          fix: `Add ${named(read.name)} to the environment of ${named(lambda)}, or correct the name in the code.`,
          severity: read.absence === "fails" || isTarget(read.name, handler) ? "high" : "medium",
        };
      }
    }
  },
};

type Read = FoundHandler["facts"]["environmentReads"][number];

/** The first read of each variable that the code does not do without. */
function missedReads(handler: FoundHandler): readonly Read[] {
  const byName = Map.groupBy(handler.facts.environmentReads, ({ name }) => name);
  return [...byName].flatMap(([name, reads]) => {
    if (reads.some(({ absence }) => absence === "handled")) return [];
    const used = reads.find(({ absence }) => absence === "fails") ?? reads.find(({ absence }) => absence === "unguarded");
    return used ?? (isTarget(name, handler) ? reads.slice(0, 1) : []);
  });
}

/** Whether a call names what it is for by a variable: a table, a queue, a function. */
function isTarget(name: string, { facts }: FoundHandler): boolean {
  return facts.calls.some(({ target }) => target.kind === "environment" && target.variable === name);
}

/** A file of the package may define what the template does not. */
function readsSettingsFile({ facts }: FoundHandler): boolean {
  return facts.imports.some(({ module }) => /^(?:dotenv|dotenv-flow|dotenv-expand|@dotenvx\/dotenvx|environs)(?:[/.]|$)/.test(module));
}

function consequence({ absence, phase, name }: Read, handler: FoundHandler): string {
  if (absence === "fails")
    return phase === "init"
      ? `The code stops where the variable is missing: loading it fails, and every invocation with it, before the handler is reached.`
      : `The code stops when the line is reached, often only on a path that tests do not take.`;
  const nothing = handler.language === "python" ? "`None`" : handler.language === "go" ? "the empty text" : "nothing";
  if (isTarget(name, handler))
    return `The call that is made for it gets ${nothing} in its place and fails; tests that set the variable do not show it.`;
  return `The code goes on with ${nothing} in its place: whatever is made from it (an address, a name, a client) is wrong in production, and right in tests that set it.`;
}
