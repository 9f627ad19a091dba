import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { stageWord, stagesOf } from "./stages.ts";

const destination = "arn:aws:logs:eu-west-1:123456789012:log-group:shop";
const sam = (more: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::HttpApi
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
const service = (logs: string) => `
service: shop
provider:
  name: aws
  runtime: nodejs22.x
${logs}functions:
  list:
    handler: src/list.handler
    events:
      - http: GET /orders
`;
const handler = { "src/list.js": "export const handler = async () => ({ statusCode: 200 });\n" };

export const apigwAccessLog: Rule = {
  id: "apigw-access-log",
  title: "Nothing records who called the API",
  topics: ["35.5", "15.4", "3.4"],
  category: "observability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
  onByDefault: false,
  peers: [
    "cfn-lint:ES2000",
    "checkov:CKV_AWS_76",
    "checkov:CKV_AWS_95",
    "cfn_nag:W69",
    "cdk-nag:AwsSolutions-APIG1",
    "cdk-nag:Serverless-APIGWAccessLogging",
    "trivy:AWS-0001",
  ],
  bad: [{ head: { "template.yaml": sam("") } }, { head: { "main.tf": terraform("") } }, { head: { "serverless.yml": service(""), ...handler } }],
  good: [
    { head: { "template.yaml": sam(`      AccessLogSettings: { DestinationArn: "${destination}", Format: $context.requestId }\n`) } },
    {
      head: {
        "template.yaml": `${sam("")}Globals:\n  HttpApi:\n    AccessLogSettings: { DestinationArn: "${destination}", Format: $context.requestId }\n`,
      },
    },
    { head: { "main.tf": terraform(`  access_log_settings {\n    destination_arn = "${destination}"\n    format = "$context.requestId"\n  }\n`) } },
    { head: { "serverless.yml": service("  logs: { restApi: true }\n"), ...handler } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const stage of stagesOf(stack)) {
      const { resource, generation } = stage;
      if (resource.has("accessLog")) continue;
      yield {
        subject: resource,
        claim: "accessLog",
        evidence: [{ at: resource.at, note: "no access log" }],
        what: `The ${stageWord(stage)} ${named(resource)} writes no access log.`,
        why: `A call that API Gateway itself refuses (throttling, authorizer, validation) or that times out reaches no function and leaves no line: nobody can tell who called, with what answer and how slowly, neither for an incident nor for an audit.`,
        fix: `Give it a log group and a format in \`${nameOfLog(resource.format, generation, resource.nameInDialect("accessLog"))}\`, with a retention that the audit asks for. It does not matter where a CDN or gateway before it logs every call.`,
      };
    }
  },
};

/** The setting as a whole, in the reader's dialect. */
function nameOfLog(format: string, generation: string, inDialect: string): string {
  if (format === "serverless-framework")
    return `provider.logs.${generation === "rest" ? "restApi" : generation === "http" ? "httpApi" : "websocket"}`;
  if (format === "terraform") return "access_log_settings";
  if (format === "cdk") return inDialect;
  return generation === "rest" ? "AccessLogSetting" : "AccessLogSettings";
}
