import { callsAnonymously, routeAccess, routeName, routesByApi } from "../../stack/route-access.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { routeAsksWhoCalls } from "./asks-who-calls.ts";
import { named } from "../words.ts";

const template = (auth: string, path = "/orders") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Events:
        List:
          Type: HttpApi
          Properties: { Method: GET, Path: /orders, ApiId: !Ref Api, Auth: { Authorizer: Users } }
        Create:
          Type: HttpApi
          Properties: { Method: POST, Path: ${path}, ApiId: !Ref Api${auth} }
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        Authorizers:
          Users:
            IdentitySource: $request.header.Authorization
            JwtConfiguration: { issuer: "https://users.example", audience: [shop] }
`;
const terraform = (authorization: string) => `
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "list" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /orders"
  authorization_type = "JWT"
  authorizer_id      = "auth-1"
}

resource "aws_apigatewayv2_route" "remove" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "DELETE /orders/{id}"
${authorization}}
`;

export const httpApiAuthorizerNoneOnMutation: Rule = {
  id: "http-api-authorizer-none-on-mutation",
  title: "A route that changes data is open while others are protected",
  topics: ["3.4", "34.2", "7.4"],
  category: "security",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html",
  peers: ["checkov:CKV_AWS_59", "checkov:CKV_AWS_309", "cfn_nag:W59"],
  bad: [
    { head: { "template.yaml": template("") } },
    { head: { "main.tf": terraform("") } },
    {
      head: {
        "serverless.yml": serverlessService({
          provider: `
httpApi:
  authorizers:
    users:
      identitySource: $request.header.Authorization
      issuerUrl: https://users.example
      audience: [shop]
`,
          functions: `
shop:
  handler: src/shop.handler
  events:
    - httpApi:
        method: GET
        path: /orders
        authorizer: { name: users }
    - httpApi:
        method: POST
        path: /orders
`,
        }),
        "src/shop.js": "export const handler = async () => ({ statusCode: 200 });\n",
      },
    },
  ],
  good: [
    { head: { "template.yaml": template(", Auth: { Authorizer: Users }") } },
    // Whoever calls a webhook signs what it sends.
    { head: { "template.yaml": template("", "/webhooks/payments") } },
    { head: { "main.tf": terraform('  authorization_type = "AWS_IAM"\n') } },
  ],
  *checkChange({ stack, base }): Iterable<Draft> {
    for (const [api, routes] of routesByApi(stack)) {
      const guarded = routes.find((route) => routeAccess(route, api) === "protected");
      if (guarded === undefined) continue;
      for (const route of routes) {
        if (routeAccess(route, api) !== "open" || !callsAnonymously(route) || routeAsksWhoCalls(route, stack)) continue;
        // A route that was there before is either old news or the business of auth-removed-in-diff.
        if (base.find(route.id) !== undefined) continue;
        yield {
          subject: route,
          claim: "authorization",
          evidence: [
            { at: route.has("authorization") ? route.placeOf("authorization") : route.at, note: "open" },
            { at: route.at },
            { at: guarded.at, note: `\`${routeName(guarded).replaceAll("`", "")}\` is protected` },
          ],
          what: `\`${routeName(route).replaceAll("`", "")}\` of ${named(api)} has no authorizer, while other routes of the same API, such as \`${routeName(guarded).replaceAll("`", "")}\`, have one.`,
          why: `Anybody who knows the address can call it and change data; the function behind gets no identity to check or to log.`,
          // An authorization that was written out as none is a decision, not a forgotten line.
          ...(route.has("authorization") && { severity: "low" as const }),
          fix: `Give the route the authorizer that its neighbours have. Where it has to be public, let the code check a signature or token of its own.`,
        };
      }
    }
  },
};
