import { unqualifiedWaiters } from "../../stack/platforms/aws/bound-callers.ts";
import { provisionedOf } from "../../stack/provisioned-concurrency.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, sourceName } from "../words.ts";

const template = (alias: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
${alias}      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 5
      Events:
        List:
          Type: HttpApi
          Properties:
            Method: GET
            Path: /orders
`;
const terraform = (target: string) => `
resource "aws_lambda_function" "shop" {
  function_name = "shop"
  role          = "arn:aws:iam::123456789012:role/shop"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  publish       = true
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.shop.function_name
  function_version = aws_lambda_function.shop.version
}

resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name                     = aws_lambda_alias.live.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 5
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "shop" {
  api_id           = aws_apigatewayv2_api.shop.id
  integration_type = "AWS_PROXY"
  integration_uri  = ${target}.invoke_arn
}

resource "aws_apigatewayv2_route" "list" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /orders"
  target    = "integrations/\${aws_apigatewayv2_integration.shop.id}"
}
`;

export const provisionedConcurrencyWithoutAlias: Rule = {
  id: "provisioned-concurrency-without-alias",
  title: "The instances that are kept warm are never called",
  topics: ["5.1", "8.4"],
  category: "cost",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
  bad: [{ head: { "template.yaml": template("") } }, { head: { "main.tf": terraform("aws_lambda_function.shop") } }],
  good: [{ head: { "template.yaml": template("      AutoPublishAlias: live\n") } }, { head: { "main.tf": terraform("aws_lambda_alias.live") } }],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const warm = provisionedOf(lambda, stack).find(({ instances }) => instances.known && instances.value > 0);
      if (warm === undefined || !warm.instances.known) continue;
      const isUnpublished =
        lambda.format === "sam" && warm.holder.id === lambda.id && lambda.nativeType === "AWS::Serverless::Function" && !lambda.has("aliasName");
      const [caller] = isUnpublished ? [] : unqualifiedWaiters(lambda, stack);
      if (!isUnpublished && caller === undefined) continue;
      yield {
        subject: lambda,
        claim: "provisionedConcurrency:alias",
        evidence: [
          { at: warm.instances.at, note: `${warm.instances.value} kept warm` },
          ...(caller === undefined ? [] : [{ at: caller.at, note: "calls the function without the alias" }]),
        ],
        what: caller
          ? `${warm.instances.value} instances of ${named(lambda)} are kept warm on ${named(warm.holder)}, but ${sourceName(caller)} calls the function without a version or alias.`
          : `${named(lambda)} has \`${warm.instances.nativeName}\` but publishes no alias that it could stand on.`,
        why: caller
          ? `A call without alias runs \`$LATEST\`, which has no warm instances: callers keep their cold starts, and the warm instances are paid for around the clock without a request.`
          : `Provisioned concurrency stands on a version or alias, never on \`$LATEST\`: SAM refuses the template, and the deployment fails.`,
        fix: caller
          ? `Point every caller to the alias (its ARN instead of the function's).`
          : `Set \`AutoPublishAlias\`; SAM then points the events of the function to the alias.`,
        confidence: caller ? 0.85 : 1,
        edit: isUnpublished ? addProperty(lambda.properties, lambda.at, { name: "AutoPublishAlias", value: "live" }) : undefined,
      };
    }
  },
};
