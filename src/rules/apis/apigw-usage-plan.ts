import { routeName, routesByApi } from "../../stack/route-access.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { usagePlanOf } from "./usage-plans.ts";

const template = (keyed: boolean, more = "") => `
Resources:
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
  List:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      ApiKeyRequired: ${keyed}
      Integration: { Type: MOCK }
${more}`;
const plan = (api: string) => `  Partners:
    Type: AWS::ApiGateway::UsagePlan
    Properties:
      ApiStages:
        - { ApiId: ${api}, Stage: live }
`;
const sam = (plans: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth:
        ApiKeyRequired: true
${plans}  List:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Events:
        List:
          Type: Api
          Properties: { RestApiId: !Ref Shop, Method: GET, Path: /orders }
`;
const terraform = (more: string) => `
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id      = aws_api_gateway_rest_api.shop.id
  resource_id      = aws_api_gateway_rest_api.shop.root_resource_id
  http_method      = "GET"
  authorization    = "NONE"
  api_key_required = true
}
${more}`;

export const apigwUsagePlan: Rule = {
  id: "apigw-usage-plan",
  title: "The API asks for a key that no usage plan lets in",
  topics: ["3.4", "23.1"],
  category: "reliability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
  onByDefault: false,
  peers: ["cfn_nag:W64", "cfn_nag:W68"],
  bad: [{ head: { "template.yaml": template(true) } }, { head: { "template.yaml": sam("") } }, { head: { "main.tf": terraform("") } }],
  good: [
    // Without keys there is nothing to plan.
    { head: { "template.yaml": template(false) } },
    { head: { "template.yaml": template(true, plan("!Ref Shop")) } },
    { head: { "template.yaml": template(true, plan("!ImportValue shop-api")) } },
    { head: { "template.yaml": sam("        UsagePlan: { CreateUsagePlan: PER_API }\n") } },
    {
      head: {
        "main.tf": terraform(`
resource "aws_api_gateway_usage_plan" "partners" {
  name = "partners"
  api_stages {
    api_id = aws_api_gateway_rest_api.shop.id
    stage  = "live"
  }
}
`),
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const [api, routes] of routesByApi(stack)) {
      const kind = api.string("type");
      const keyed = routes.find((route) => {
        const key = route.boolean("apiKeyRequired");
        return key.known && key.value;
      });
      // Plans of the CDK and of the Serverless Framework's provider are not read.
      if (keyed === undefined || !kind.known || kind.value !== "rest" || api.format === "cdk" || api.format === "serverless-framework") continue;
      if (usagePlanOf({ resource: api, api, generation: "rest" }, stack) !== "none") continue;
      yield {
        subject: api,
        claim: "usagePlan",
        evidence: [
          { at: keyed.has("apiKeyRequired") ? keyed.placeOf("apiKeyRequired") : keyed.at, note: "asks for a key" },
          { at: api.at, note: "no usage plan" },
        ],
        what: `\`${routeName(keyed).replaceAll("`", "")}\` of ${named(api)} asks for an API key, and no usage plan of this stack holds the API's stage.`,
        why: `A key is valid only for stages of a usage plan that it belongs to: until one is made, every caller gets 403 Forbidden, whatever key it sends.`,
        fix: `Add a usage plan with the API's stage, a throttle and a quota, and give each caller's key to it. It does not matter where another stack declares the plan.`,
        confidence: 0.7,
      };
    }
  },
};
