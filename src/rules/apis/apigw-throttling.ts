import type { Stack } from "../../stack/stack.ts";
import { type Value, entryOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { type DeployedStage, hasLooseMethodSettings, isMadeByServerlessFramework, methodSettingsOf, stageWord, stagesOf } from "./stages.ts";
import { usagePlanOf } from "./usage-plans.ts";

const sam = (more: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::HttpApi
    Properties:
      StageName: live
${more}`;
const terraform = (more: string) => `
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d1"
  stage_name    = "live"
}
${more}`;

export const apigwThrottling: Rule = {
  id: "apigw-throttling",
  title: "One API may take the whole account's request rate",
  topics: ["23.1", "3.4", "34.7"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html",
  onByDefault: false,
  peers: ["cfn-lint:ES2003", "cdk-nag:Serverless-APIGWDefaultThrottling"],
  bad: [{ head: { "template.yaml": sam("") } }, { head: { "main.tf": terraform("") } }],
  good: [
    { head: { "template.yaml": sam("      DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 50 }\n") } },
    { head: { "template.yaml": sam("      DefaultRouteSettings: !Ref Settings\n") } },
    {
      head: {
        "main.tf": terraform(`
resource "aws_api_gateway_method_settings" "live" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"
  settings {
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }
}
`),
      },
    },
    {
      head: {
        "main.tf": terraform(`
resource "aws_api_gateway_usage_plan" "partners" {
  name = "partners"
  api_stages {
    api_id = aws_api_gateway_rest_api.shop.id
    stage  = "live"
  }
  throttle_settings {
    rate_limit = 100
  }
}
`),
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const stage of stagesOf(stack)) {
      if (isThrottled(stage, stack) || isMadeByServerlessFramework(stage.resource)) continue;
      const { resource, generation } = stage;
      const setting = resource.nameInDialect(resource.kind === "stage" ? "methodSettings" : "throttling");
      yield {
        subject: resource,
        claim: "throttling",
        evidence: [{ at: resource.at, note: "no throttling" }],
        what: `The ${stageWord(stage)} ${named(resource)} sets no throttling of its own.`,
        why: `It then shares the account's limit in this Region (10,000 requests a second, where no quota was changed) with every other API: one client in a loop or one attack on this API has the others answer 429, and sends everything up to that rate on to the functions behind it.`,
        fix: `Set a rate and a burst limit in \`${resource.format === "terraform" && generation === "rest" ? "aws_api_gateway_method_settings" : setting}\` that the functions and tables behind it can bear.`,
      };
    }
  },
};

/** Settings that are not known, and usage plans, may throttle. */
function isThrottled(stage: DeployedStage, stack: Stack): boolean {
  const settings = methodSettingsOf(stage);
  const byRoute = entryOf(stage.resource.properties, "RouteSettings");
  if (settings === null || byRoute !== undefined || settings.some(limits) || hasLooseMethodSettings(stage, stack)) return true;
  return stage.generation === "rest" && usagePlanOf(stage, stack) !== "none";
}

function limits(settings: Value): boolean {
  return entryOf(settings, "ThrottlingRateLimit") !== undefined || entryOf(settings, "ThrottlingBurstLimit") !== undefined;
}
