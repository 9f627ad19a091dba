import { routeName, routesByApi } from "../../stack/route-access.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, setValue } from "../words.ts";
import { usagePlanOf } from "./usage-plans.ts";

const template = (key: string, plan: string, method = "POST") => `
Resources:
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
  Create:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: ${method}
      AuthorizationType: AWS_IAM
${key}${plan}`;
const plan = `  Partners:
    Type: AWS::ApiGateway::UsagePlan
    Properties:
      ApiStages:
        - { ApiId: !Ref Shop, Stage: live }
      Throttle: { RateLimit: 10 }
`;
const terraform = (key: string) => `
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "create" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "POST"
  authorization = "AWS_IAM"
${key}}

resource "aws_api_gateway_usage_plan" "partners" {
  name = "partners"
  api_stages {
    api_id = aws_api_gateway_rest_api.shop.id
    stage  = "live"
  }
}
`;

export const apigwApiKey: Rule = {
  id: "apigw-api-key",
  title: "Calls of this method pass the usage plan by",
  topics: ["23.1", "3.4"],
  category: "reliability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
  onByDefault: false,
  bad: [
    { head: { "template.yaml": template("", plan) } },
    { head: { "template.yaml": template("      ApiKeyRequired: false\n", plan) } },
    { head: { "main.tf": terraform("") } },
  ],
  good: [
    // Without a plan a key would do nothing: methods need none.
    { head: { "template.yaml": template("", "") } },
    { head: { "template.yaml": template("      ApiKeyRequired: true\n", plan) } },
    { head: { "template.yaml": template("", plan, "OPTIONS") } },
    { head: { "main.tf": terraform("  api_key_required = var.keyed\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const [api, routes] of routesByApi(stack)) {
      const kind = api.string("type");
      if (!kind.known || kind.value !== "rest" || usagePlanOf({ resource: api, api, generation: "rest" }, stack) !== "some") continue;
      for (const route of routes.filter((one) => one.nativeShape === "AWS::ApiGateway::Method" && isCalled(one))) {
        const key = route.boolean("apiKeyRequired");
        if (!key.known || key.value) continue;
        yield {
          subject: route,
          claim: "apiKeyRequired",
          evidence: [{ at: key.at, note: "asks for no key" }, { at: api.at }],
          what: `${named(api)} has a usage plan, and \`${routeName(route).replaceAll("`", "")}\` asks for no API key.`,
          why: `A usage plan counts and limits only calls that carry a key: this method answers beyond each caller's rate and quota, and its calls are missing where use is billed.`,
          fix: `Set \`${key.nativeName}\` to \`true\` where the plan is meant to cover this method. It does not matter for health checks and other calls that nobody meters. A key is no proof of identity; keep the authorizer.`,
          confidence: 0.6,
          edit: setValue(key, true) ?? addProperty(route.properties, route.at, { name: key.nativeName, value: true }),
        };
      }
    }
  },
};

/** Browsers ask with OPTIONS before a call, and send no key with it. */
function isCalled(route: Resource): boolean {
  const method = route.string("method");
  return method.known && method.value.toUpperCase() !== "OPTIONS";
}
