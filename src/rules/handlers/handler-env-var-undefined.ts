import { cdkPythonApp } from "../examples/cdk-python-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { definedVariables } from "./defined-variables.ts";
import { isSetElsewhere } from "./platform-variables.ts";

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
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const handler = stack.handlerOf(lambda);
      const defined = definedVariables(lambda);
      if (handler?.state !== "found" || defined === null) continue;
      const reported = new Set<string>();
      for (const read of handler.facts.environmentReads) {
        if (read.hasFallback || defined.has(read.name) || isSetElsewhere(read.name) || reported.has(read.name)) continue;
        reported.add(read.name);
        yield {
          subject: lambda,
          claim: `environment:${read.name}`,
          evidence: [
            { at: read.at, note: `reads ${named(read.name)}` },
            { at: lambda.placeOf("environment"), note: "not defined here" },
          ],
          what: `The code of ${named(lambda)} reads ${named(read.name)}, but neither the function nor its defaults define it.`,
          why: read.phase === "init" ? consequenceAtInit(handler.language) : consequenceLater(handler.language),
          fix: `Add ${named(read.name)} to the environment of ${named(lambda)}, or correct the name in the code.`,
        };
      }
    }
  },
};

function consequenceAtInit(language: string): string {
  return language === "python"
    ? `Where the code asks with \`os.environ["…"]\`, loading the module raises a KeyError and every invocation fails before the handler is reached; \`os.environ.get\` gives \`None\` for whatever is built from it.`
    : `The value is undefined from the first invocation on; whatever is built from it (a client, a table name) fails in production and not in tests that set it.`;
}

function consequenceLater(language: string): string {
  return language === "python"
    ? `When the line is reached, often only on a path that tests do not take, \`os.environ["…"]\` raises a KeyError and \`os.environ.get\` gives \`None\`.`
    : `The value is undefined when the line is reached, often only on a path that tests do not take; the call that uses it then fails.`;
}
