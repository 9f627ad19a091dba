import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, setValue } from "../words.ts";
import { isMadeByServerlessFramework, restStagesOf, stageWord } from "./stages.ts";

const sam = (more: string, type = "Api") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::${type}
    Properties:
      StageName: live
${more}`;
const terraform = (more: string) => `
resource "aws_api_gateway_stage" "live" {
  rest_api_id   = "a1b2c3"
  deployment_id = "d1"
  stage_name    = "live"
${more}}
`;
const service = (tracing: string) => `
service: shop
provider:
  name: aws
  runtime: nodejs22.x
  tracing: { lambda: true, apiGateway: ${tracing} }
functions:
  list:
    handler: src/list.handler
    events:
      - http: GET /orders
`;
const handler = { "src/list.js": "export const handler = async () => ({ statusCode: 200 });\n" };

export const apigwTracing: Rule = {
  id: "apigw-tracing",
  title: "Traces begin behind the API",
  topics: ["15.1", "3.1"],
  category: "observability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enabling-xray.html",
  onByDefault: false,
  peers: ["cfn-lint:WS2002", "checkov:CKV_AWS_73", "cdk-nag:Serverless-APIGWXrayEnabled", "trivy:AWS-0003"],
  bad: [
    { head: { "template.yaml": sam("") } },
    { head: { "main.tf": terraform("  xray_tracing_enabled = false\n") } },
    { head: { "serverless.yml": service("false"), ...handler } },
  ],
  good: [
    { head: { "template.yaml": sam("      TracingEnabled: true\n") } },
    { head: { "template.yaml": `${sam("")}Globals:\n  Api:\n    TracingEnabled: true\n` } },
    // HTTP APIs have no tracing.
    { head: { "template.yaml": sam("", "HttpApi") } },
    { head: { "main.tf": terraform("  xray_tracing_enabled = var.tracing\n") } },
    { head: { "serverless.yml": service("true"), ...handler } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const stage of restStagesOf(stack)) {
      const { resource } = stage;
      const tracing = resource.boolean("tracing");
      if (!tracing.known || tracing.value) continue;
      const name = isMadeByServerlessFramework(resource) ? "provider.tracing.apiGateway" : tracing.nativeName;
      yield {
        subject: resource,
        claim: "tracing",
        evidence: [{ at: tracing.at, note: tracing.isDefault ? "no tracing" : "tracing is off" }],
        what: `The ${stageWord(stage)} ${named(resource)} does not trace its requests.`,
        why: `A trace then starts with the function: time spent in authorizer, integration and gateway, and requests that the gateway refuses, appear nowhere, and a slow call cannot be told from a slow function.`,
        fix: `Set \`${name}\` to \`true\`. It does not matter where another tool follows requests from the client on.`,
        edit: setValue(tracing, true) ?? addProperty(resource.properties, resource.at, { name: tracing.nativeName, value: true }),
      };
    }
  },
};
