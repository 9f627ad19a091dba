import type { SdkCall } from "../../handlers/facts.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { type FoundHandler, createPlaceFilter, functionCode, repeatsSurely, runsOften } from "./found-code.ts";

const template = (runtime: string, event = "Type: HttpApi") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: pay.handler
      Runtime: ${runtime}
      Environment: { Variables: { KEY: shop/payment } }
      Events:
        Pay:
          ${event}
`;
const terraform = `
data "archive_file" "pay" {
  type        = "zip"
  source_dir  = "src"
  output_path = "pay.zip"
}

resource "aws_lambda_function" "pay" {
  function_name = "pay"
  role          = "arn:aws:iam::123456789012:role/pay"
  handler       = "pay.handler"
  runtime       = "python3.13"
  filename      = data.archive_file.pay.output_path
  environment {
    variables = { KEY = "shop/payment" }
  }
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
  function_name    = aws_lambda_function.pay.arn
}
`;
const javascript = (load: string, use: string) => `
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

const secrets = new SecretsManagerClient({});
let key;
const load = (event) => secrets.send(new GetSecretValueCommand({ SecretId: ${load} }));

export const handler = async (event) => {
  ${use}
  return { statusCode: 200, body: String(key.SecretString.length) };
};
`;
const python = `import os
import boto3

parameters = boto3.client("ssm")

def handler(event, context):
    key = parameters.get_parameter(Name=os.environ["KEY"], WithDecryption=True)
    return {"length": len(key["Parameter"]["Value"])}
`;

export const secretFetchedPerInvocation: Rule = {
  id: "secret-fetched-per-invocation",
  title: "Each invocation fetches the same secret",
  topics: ["7.2", "33.3", "5.3"],
  category: "performance",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html",
  bad: [
    { head: { "template.yaml": template("nodejs22.x"), "src/pay.mjs": javascript("process.env.KEY", "key = await load(event);") } },
    { head: { "template.yaml": template("python3.13"), "src/pay.py": python } },
    { head: { "main.tf": terraform, "src/pay.py": python } },
  ],
  good: [
    { head: { "template.yaml": template("nodejs22.x"), "src/pay.mjs": javascript("process.env.KEY", "key ??= await load(event);") } },
    {
      head: {
        "template.yaml": template("nodejs22.x"),
        "src/pay.mjs": javascript("process.env.KEY", "if (!key) {\n    key = await load(event);\n  }"),
      },
    },
    // Each tenant has a secret of its own.
    { head: { "template.yaml": template("nodejs22.x"), "src/pay.mjs": javascript("event.tenant", "key = await load(event);") } },
    {
      head: {
        "template.yaml": template("nodejs22.x"),
        "src/pay.mjs": `
import { getSecret } from "@aws-lambda-powertools/parameters/secrets";

export const handler = async () => ({ statusCode: 200, body: String((await getSecret(process.env.KEY)).length) });
`,
      },
    },
    {
      head: {
        "template.yaml": template("python3.13", "Type: Schedule\n          Properties: { Schedule: rate(1 day) }"),
        "src/pay.py": python,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    const isNew = createPlaceFilter();
    for (const { lambda, handler } of functionCode(stack)) {
      const fetched =
        runsOften(lambda, stack) && !maySaveOtherwise(handler)
          ? handler.facts.calls.find((call) => isFetch(call) && repeatsSurely(call.at, handler))
          : undefined;
      if (fetched === undefined || !isNew(fetched.at)) continue;
      const isSecret = fetched.service === "secretsmanager";
      yield {
        subject: lambda,
        claim: `fetch:${fetched.service}`,
        evidence: [
          { at: fetched.at, note: "with every invocation" },
          { at: handler.entry, note: "the handler" },
        ],
        what: `${named(lambda)} calls ${named(fetched.operation)} with every invocation, for a value that is the same each time.`,
        why: isSecret
          ? `Every invocation waits for one more call and pays for it (0.05 USD per 10,000 calls), and when Secrets Manager throttles or is slow, the function fails with it.`
          : `Every invocation waits for one more call, and Parameter Store throttles at 40 calls a second unless the account has paid for more: a burst of invocations fails on it.`,
        fix: `Keep the value in a variable of the module, with a time after which it is fetched again so that a rotation is noticed; Powertools' parameters and the AWS Parameters and Secrets extension do that.`,
      };
    }
  },
};

const fetches = new Set(["secretsmanager:GetSecretValue", "ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"]);

/** One value for all invocations: its name is written out or of the environment. */
function isFetch({ service, operation, phase, target }: SdkCall): boolean {
  return phase === "invocation" && fetches.has(`${service}:${operation}`) && (target.kind === "literal" || target.kind === "environment");
}

/** Code that keeps values by means that we do not see, and code that rotates or writes what it reads. */
function maySaveOtherwise({ facts }: FoundHandler): boolean {
  if (facts.imports.some(({ module }) => /cach|memo|lru|lodash|ramda|underscore/iu.test(module))) return true;
  return facts.calls.some(
    ({ service, action }) => (service === "secretsmanager" || service === "ssm") && /^(?:Put|Update|Rotate|Delete)/u.test(action),
  );
}
