import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (more: string) => `
Resources:
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
${more}`;
const terraform = (types: string) => `
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  endpoint_configuration {
    types = ${types}
  }
}
`;
const service = (more: string) => `
service: shop
provider:
  name: aws
  runtime: nodejs22.x
${more}functions:
  list:
    handler: src/list.handler
    events:
      - http: GET /orders
`;
const handler = { "src/list.js": "export const handler = async () => ({ statusCode: 200 });\n" };

export const apigwEndpointPublic: Rule = {
  id: "apigw-endpoint-public",
  title: "The API answers from the internet",
  topics: ["34.4", "3.4"],
  category: "security",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html",
  onByDefault: false,
  peers: ["guard:API_GW_ENDPOINT_TYPE_CHECK"],
  bad: [
    { head: { "template.yaml": template("") } },
    { head: { "main.tf": terraform('["REGIONAL"]') } },
    { head: { "serverless.yml": service(""), ...handler } },
  ],
  good: [
    { head: { "template.yaml": template("      EndpointConfiguration: { Types: [PRIVATE] }\n") } },
    { head: { "main.tf": terraform('["PRIVATE"]') } },
    { head: { "main.tf": terraform("var.endpoint_types") } },
    { head: { "serverless.yml": service("  endpointType: PRIVATE\n"), ...handler } },
    // Who may call is said by the API's own policy.
    {
      head: {
        "template.yaml": template(
          `      Policy: { Statement: [{ Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: "*", Condition: { IpAddress: { "aws:SourceIp": 192.0.2.0/24 } } }] }\n`,
        ),
      },
    },
    { head: { "template.yaml": "Resources:\n  Shop:\n    Type: AWS::ApiGatewayV2::Api\n    Properties: { Name: shop, ProtocolType: HTTP }\n" } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const api of stack.resourcesOf("api", "aws")) {
      const [kind, type] = [api.string("type"), api.string("endpointType")];
      if (!kind.known || kind.value !== "rest" || type.state === "unknown" || api.has("policy")) continue;
      if (type.known && type.value.toUpperCase() === "PRIVATE") continue;
      yield {
        subject: api,
        claim: "endpointType",
        evidence: [{ at: type.at, note: type.known ? type.value : "EDGE (the default)" }],
        what: `${named(api)} has ${type.known ? `a ${type.value}` : "an EDGE (the default)"} endpoint and no resource policy: its address answers from anywhere.`,
        why: `Everybody who knows the address reaches the gateway: what keeps strangers out is each route's authorizer alone, and one route that forgets it is open to the internet.`,
        fix: `Where only systems of your own network call it, set the endpoint type to \`PRIVATE\` with an interface endpoint and a resource policy. It does not matter for an API that browsers, apps or partners call.`,
        confidence: 0.5,
      };
    }
  },
};
