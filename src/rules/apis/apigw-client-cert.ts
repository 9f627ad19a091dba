import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { restStagesOf } from "./stages.ts";

const template = (integration: string, certificate = "") => `
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
      AuthorizationType: AWS_IAM
      Integration: ${integration}
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Shop
      StageName: live
${certificate}`;
const proxy = "{ Type: HTTP_PROXY, IntegrationHttpMethod: GET, Uri: https://backend.example.com/orders }";
const terraform = (certificate: string) => `
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = "GET"
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com/orders"
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d1"
  stage_name    = "live"
${certificate}}
`;

export const apigwClientCert: Rule = {
  id: "apigw-client-cert",
  title: "The HTTP backend cannot tell the API from a stranger",
  topics: ["34.1", "3.4"],
  category: "security",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html",
  onByDefault: false,
  peers: ["checkov:CKV2_AWS_51"],
  bad: [{ head: { "template.yaml": template(proxy) } }, { head: { "main.tf": terraform("") } }],
  good: [
    { head: { "template.yaml": template(proxy, "      ClientCertificateId: !Ref Certificate\n") } },
    // Functions are permitted by IAM, and a VPC link does not cross the internet.
    { head: { "template.yaml": template("{ Type: AWS_PROXY, IntegrationHttpMethod: POST, Uri: !Ref FunctionUri }") } },
    { head: { "template.yaml": template("{ Type: HTTP_PROXY, ConnectionType: VPC_LINK, Uri: http://backend.internal }") } },
    { head: { "main.tf": terraform("  client_certificate_id = aws_api_gateway_client_certificate.shop.id\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { resource, api } of restStagesOf(stack)) {
      const method = api === null ? undefined : firstOverInternet(api, stack);
      if (method === undefined || resource.has("clientCertificate")) continue;
      yield {
        subject: resource,
        claim: "clientCertificate",
        evidence: [
          { at: resource.at, note: "no client certificate" },
          { at: method.at, note: "calls an HTTP backend" },
        ],
        what: `${named(method)} calls an HTTP backend over the internet, and the stage ${named(resource)} shows it no client certificate.`,
        why: `The backend has a public address and no proof that a request came through the API: whoever calls it directly goes round the API's authorizers, throttling and logs.`,
        fix: `Generate a client certificate, name it in \`${resource.nameInDialect("clientCertificate")}\` and have the backend ask for it, or reach the backend through a VPC link. It does not matter where the backend checks a signed token of the caller itself.`,
        confidence: 0.6,
      };
    }
  },
};

function firstOverInternet(api: Resource, stack: Stack): Resource | undefined {
  return stack.ofShape("AWS::ApiGateway::Method").find((method) => {
    const owner = method.value("api");
    const isOfApi = owner?.kind === "reference" && owner.address === api.address && (owner.scope ?? method.scope) === api.scope;
    const [type, connection, uri] = ["Type", "ConnectionType", "Uri"].map((name) => valueAt(method.properties, "Integration", name));
    const isHttp = textOf(type) === "HTTP" || textOf(type) === "HTTP_PROXY";
    return isOfApi && isHttp && (connection === undefined || textOf(connection) === "INTERNET") && uri?.kind !== "unknown";
  });
}
