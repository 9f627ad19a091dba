import { routeName } from "../../stack/route-access.ts";
import { textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (more: string, method = "POST") => `
Resources:
  Create:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !ImportValue shop
      ResourceId: !ImportValue shop-orders
      HttpMethod: ${method}
      AuthorizationType: AWS_IAM
      Integration: { Type: AWS, IntegrationHttpMethod: POST, Uri: !ImportValue create-order }
${more}`;
const terraform = (more: string) => `
resource "aws_api_gateway_method" "create" {
  rest_api_id   = "a1b2c3"
  resource_id   = "r1"
  http_method   = "POST"
  authorization = "AWS_IAM"
${more}}
`;
const bodies = new Set(["POST", "PUT", "PATCH"]);

export const apigwRequestValidation: Rule = {
  id: "apigw-request-validation",
  title: "Bad requests reach the backend",
  topics: ["7.8", "3.1", "21.2"],
  category: "security",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html",
  onByDefault: false,
  peers: ["checkov:CKV2_AWS_53", "cdk-nag:AwsSolutions-APIG2"],
  bad: [{ head: { "template.yaml": template("") } }, { head: { "main.tf": terraform("") } }],
  good: [
    { head: { "template.yaml": template("      RequestValidatorId: !Ref Validator\n") } },
    // A request without a body has little to validate, and a mock reads none.
    { head: { "template.yaml": template("", "GET") } },
    { head: { "template.yaml": template("").replace("Type: AWS,", "Type: MOCK,") } },
    { head: { "main.tf": terraform("  request_validator_id = aws_api_gateway_request_validator.body.id\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const route of stack.ofShape("AWS::ApiGateway::Method")) {
      const method = route.string("method");
      const isMock = textOf(valueAt(route.properties, "Integration", "Type")) === "MOCK";
      if (!method.known || !bodies.has(method.value.toUpperCase()) || isMock || route.properties.entries.has("RequestValidatorId")) continue;
      yield {
        subject: route,
        claim: "requestValidator",
        evidence: [{ at: route.at, note: "no request validator" }],
        what: `\`${routeName(route).replaceAll("`", "")}\` (${named(route)}) passes every body on without validation.`,
        why: `A body that is missing, is no JSON or lacks a field is only refused, if at all, by the code behind the API: each such call is billed, and each handler must get the checks right by itself.`,
        fix: `Give the method a model of its body and a request validator (\`${route.format === "terraform" ? "request_validator_id" : "RequestValidatorId"}\`), so that API Gateway answers 400. It does not matter where the handler validates its input with a schema.`,
        confidence: 0.6,
      };
    }
  },
};
