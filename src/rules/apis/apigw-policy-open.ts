import { routeAccess, routesByApi } from "../../stack/route-access.ts";
import type { Statement } from "../../stack/statement.ts";
import { textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (more: string, authorization = "NONE") => `
Resources:
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
      EndpointConfiguration: { Types: [PRIVATE] }
      Policy:
        Statement:
          - Effect: Allow
            Principal: "*"
            Action: execute-api:Invoke
            Resource: execute-api:/*
${more}  Create:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: POST
      AuthorizationType: ${authorization}
      Integration: { Type: MOCK }
`;

export const apigwPolicyOpen: Rule = {
  id: "apigw-policy-open",
  title: "The API's policy lets everybody in",
  topics: ["3.4", "34.2", "34.4"],
  category: "security",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html",
  bad: [
    { head: { "template.yaml": template("") } },
    {
      head: {
        "main.tf": `
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" }]
  })
}

resource "aws_api_gateway_method" "create" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "POST"
  authorization = "NONE"
}
`,
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("            Condition: { StringEquals: { aws:SourceVpce: vpce-0123 } }\n") } },
    {
      head: {
        "template.yaml": template(`          - Effect: Deny
            Principal: "*"
            Action: execute-api:Invoke
            Resource: execute-api:/*
            Condition: { NotIpAddress: { aws:SourceIp: [192.0.2.0/24] } }
`),
      },
    },
    { head: { "template.yaml": template("", "AWS_IAM") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const [api, routes] of routesByApi(stack)) {
      const statement = api.statements.find(isOpen);
      const open = routes.find((route) => routeAccess(route, api) === "open");
      if (statement === undefined || open === undefined || api.statements.some((one) => one.effect === "Deny" || one.actions === null)) continue;
      const type = api.string("endpointType");
      const isPrivate = type.known && type.value.toUpperCase() === "PRIVATE";
      yield {
        subject: api,
        claim: "policy",
        evidence: [
          { at: statement.at, note: "everybody, without a condition" },
          { at: open.at, note: "open route" },
        ],
        what: `The resource policy of ${named(api)} allows every principal without a condition, and the API has routes without an authorizer.`,
        why: isPrivate
          ? `Private means only that calls come through a VPC endpoint: with this policy, through any endpoint of any AWS account.`
          : `The policy protects nothing: anybody who knows the address can call these routes.`,
        fix: isPrivate
          ? `Allow only your endpoints: a condition \`aws:SourceVpce\` with their ids.`
          : `Name the principals, or add a condition (\`aws:SourceVpce\`, \`aws:SourceIp\`), or protect the routes with an authorizer and drop the policy.`,
      };
    }
  },
};

function isOpen(statement: Statement): boolean {
  return (
    statement.effect === "Allow" &&
    statement.conditions === null &&
    statement.principals.some(({ type, value }) => (type === "*" || type === "AWS") && textOf(value) === "*")
  );
}
