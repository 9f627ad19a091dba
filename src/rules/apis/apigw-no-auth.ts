import { callsAnonymously, routeAccess, routeName, routesByApi } from "../../stack/route-access.ts";
import type { Resource } from "../../stack/resource.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { routeAsksWhoCalls } from "./asks-who-calls.ts";
import { rendersPages } from "./renders-pages.ts";
import { named } from "../words.ts";

const template = (more: string, method = "POST") => `
Resources:
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
${more}  Create:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: ${method}
      AuthorizationType: NONE
      Integration: { Type: MOCK }
`;

export const apigwNoAuth: Rule = {
  id: "apigw-no-auth",
  title: "Anybody may change data through this API",
  topics: ["3.4", "34.2", "7.4"],
  category: "security",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
  peers: ["checkov:CKV_AWS_59", "checkov:CKV_AWS_309", "checkov:CKV2_AWS_70", "cfn_nag:W59"],
  bad: [
    { head: { "template.yaml": template("") } },
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Events:
        Create:
          Type: HttpApi
          Properties: { Method: POST, Path: /orders }
`,
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: `
shop:
  handler: src/shop.handler
  events:
    - httpApi: POST /orders
`,
        }),
        "src/shop.js": "export const handler = async () => ({ statusCode: 200 });\n",
      },
    },
    {
      head: {
        "main.tf": `
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "create" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "POST /orders"
}
`,
      },
    },
    {
      head: cdkApp(`
const shop = new lambda.Function(this, "Shop", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "shop.handler",
  code: lambda.Code.fromAsset("src"),
});
const api = new apigateway.RestApi(this, "Api");
api.root.addResource("orders").addMethod("POST", new apigateway.LambdaIntegration(shop));
`),
    },
  ],
  good: [
    // A web site is for everybody.
    {
      head: {
        "serverless.yml": serverlessService({ functions: "site:\n  handler: src/site.handler\n  events:\n    - http: ANY /{proxy+}" }),
        "src/site.js":
          'const { Nuxt } = require("nuxt");\nconst nuxt = new Nuxt({});\nexports.handler = async (event) => nuxt.renderRoute(event.path);\n',
      },
    },
    { head: { "template.yaml": template("      EndpointConfiguration: { Types: [PRIVATE] }\n") } },
    { head: { "template.yaml": template("", "GET") } },
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      DefinitionBody:
        openapi: 3.0.2
        paths:
          /orders:
            post:
              x-amazon-apigateway-auth: { type: AWS_IAM }
              x-amazon-apigateway-integration: { type: mock }
`,
      },
    },
    { head: { "template.yaml": template("").replace("AuthorizationType: NONE", "AuthorizationType: NONE\n      ApiKeyRequired: true") } },
  ],
  *checkChange({ stack, base }): Iterable<Draft> {
    const before = routesByApi(base);
    for (const [api, routes] of routesByApi(stack)) {
      // APIs with some protected route are judged route by route, by http-api-authorizer-none-on-mutation and auth-removed-in-diff.
      const old = [...before].find(([one]) => one.id === api.id)?.[1] ?? [];
      if (api.platform !== "aws" || isGuarded(api) || [...routes, ...old].some((route) => routeAccess(route, api) !== "open")) continue;
      const isOld = (route: Resource) => base.find(route.id) !== undefined;
      const open = routes.filter(
        (route) => callsAnonymously(route) && !isOld(route) && !routeAsksWhoCalls(route, stack) && !rendersPages(route, stack),
      );
      const [first] = open;
      if (first === undefined) continue;
      yield {
        subject: api,
        claim: `authorization:${first.name}`,
        evidence: [
          { at: first.has("authorization") ? first.placeOf("authorization") : first.at, note: "no authorizer" },
          { at: first.at },
          { at: api.at },
        ],
        what: `\`${routeName(first).replaceAll("`", "")}\`${open.length > 1 ? ` and ${open.length - 1} more route${open.length > 2 ? "s" : ""}` : ""} of ${named(api)} ${open.length > 1 ? "ask" : "asks"} no caller who it is; no route of the API does.`,
        why: `Anybody who finds the address can call ${open.length > 1 ? "them" : "it"}: write data, cause cost, and fill the account's concurrency. Addresses of API Gateway are found by scanning within hours.`,
        fix: `Add an authorizer (JWT, IAM or a function) as the API's default. If the API is meant for the public, validate input, throttle the stage, and say so in the code.`,
        confidence: 0.8,
      };
    }
  },
};

/** Private APIs and APIs with a policy of their own. */
function isGuarded(api: Resource): boolean {
  const type = api.string("endpointType");
  return api.has("policy") || type.state === "unknown" || (type.known && type.value.toUpperCase() === "PRIVATE") || api.has("defaultAuthorizer");
}
