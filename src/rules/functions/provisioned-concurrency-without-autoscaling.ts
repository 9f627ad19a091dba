import { provisionedOf } from "../../stack/provisioned-concurrency.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (instances: number, more = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      AutoPublishAlias: live
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: ${instances} }
${more}`;
const target = `  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: lambda
      ScalableDimension: lambda:function:ProvisionedConcurrency
      ResourceId: !Sub "function:\${Shop}:live"
      MinCapacity: 2
      MaxCapacity: 50
`;
const terraform = `
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
  provisioned_concurrent_executions = 20
}
`;
const scaling = `
resource "aws_appautoscaling_target" "shop" {
  service_namespace  = "lambda"
  scalable_dimension = "lambda:function:ProvisionedConcurrency"
  resource_id        = "function:shop:live"
  min_capacity       = 2
  max_capacity       = 50
}
`;
const dimension = "lambda:function:ProvisionedConcurrency";

export const provisionedConcurrencyWithoutAutoscaling: Rule = {
  id: "provisioned-concurrency-without-autoscaling",
  title: "The same number of instances is kept warm day and night",
  topics: ["5.1", "8.4"],
  category: "cost",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
  onByDefault: false,
  bad: [{ head: { "template.yaml": template(20) } }, { head: { "main.tf": terraform } }],
  good: [
    { head: { "template.yaml": template(20, target) } },
    { head: { "main.tf": `${terraform}${scaling}` } },
    // One or two are the least that there is to keep.
    { head: { "template.yaml": template(2) } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      // The CDK and the Serverless Framework scale by means that are not read.
      if (lambda.format === "cdk" || lambda.format === "serverless-framework") continue;
      const warm = provisionedOf(lambda, stack).find(({ instances }) => instances.known && instances.value > 2);
      if (warm === undefined || !warm.instances.known || mayScale([lambda, warm.holder], stack)) continue;
      yield {
        subject: lambda,
        claim: "provisionedConcurrency:scaling",
        evidence: [{ at: warm.instances.at, note: `${warm.instances.value} at all times` }, { at: lambda.at }],
        what: `${named(lambda)} keeps ${warm.instances.value} instances warm at all times; nothing scales that number.`,
        why: `At night they are paid for and idle, and at a peak beyond them requests start cold. Where traffic is even, it does not matter.`,
        fix: `Add a scalable target for \`${dimension}\` of the alias, with a policy on its utilization (about 0.7) or a schedule.`,
      };
    }
  },
};

/** A target that names no resource that we know may be this one's. */
function mayScale(scaled: readonly Resource[], stack: Stack): boolean {
  return stack.resourcesOf("scaling-target", "aws").some((one) => {
    const written = one.string("dimension");
    if (written.known && written.value !== dimension) return false;
    const named = stack.linksFrom(one, "uses").flatMap(({ to }) => to.resource ?? []);
    return named.length === 0 || named.some((resource) => scaled.some(({ id }) => id === resource.id));
  });
}
