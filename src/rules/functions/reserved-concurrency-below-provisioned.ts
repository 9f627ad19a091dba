import { provisionedOf } from "../../stack/provisioned-concurrency.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (reserved: number) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      AutoPublishAlias: live
      ReservedConcurrentExecutions: ${reserved}
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 20
`;

export const reservedConcurrencyBelowProvisioned: Rule = {
  id: "reserved-concurrency-below-provisioned",
  title: "More instances are kept warm than may run",
  topics: ["5.1", "16.3"],
  category: "deployment",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
  bad: [
    { head: { "template.yaml": template(10) } },
    {
      head: {
        "serverless.yml": `
service: shop
provider: { name: aws, runtime: nodejs22.x }
functions:
  shop:
    handler: src/shop.handler
    reservedConcurrency: 5
    provisionedConcurrency: 8
`,
        "src/shop.js": `export const handler = async () => {};\n`,
      },
    },
    {
      head: {
        "main.tf": `
resource "aws_lambda_function" "shop" {
  function_name                  = "shop"
  role                           = "arn:aws:iam::123456789012:role/shop"
  handler                        = "index.handler"
  runtime                        = "nodejs22.x"
  publish                        = true
  reserved_concurrent_executions = 5
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.shop.function_name
  function_version = aws_lambda_function.shop.version
}

resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name                     = aws_lambda_alias.live.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 8
}
`,
      },
    },
  ],
  good: [{ head: { "template.yaml": template(20) } }],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const reserved = lambda.number("reservedConcurrency");
      const warm = provisionedOf(lambda, stack);
      const sum = warm.reduce((total, { instances }) => total + (instances.known ? instances.value : 0), 0);
      const [first] = warm;
      if (!reserved.known || first === undefined || sum <= reserved.value) continue;
      yield {
        subject: lambda,
        claim: "provisionedConcurrency",
        evidence: [
          { at: first.instances.at, note: `${sum} kept warm` },
          { at: reserved.at, note: `at most ${reserved.value} at once` },
        ],
        what: `${named(lambda)} keeps ${sum} instances warm, but \`${reserved.nativeName}\` lets ${reserved.value} run.`,
        why: `Lambda does not take provisioned concurrency above the reserved concurrency: the deployment fails, or the lower bound wins and the difference is not there when traffic comes.`,
        fix: `Set \`${reserved.nativeName}\` to ${sum} or more, or \`${first.instances.nativeName}\` to ${reserved.value} or less.`,
      };
    }
  },
};
