import type { KnownSetting } from "../../stack/setting.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";
import { stageWord, stagesOf } from "./stages.ts";

const destination = "arn:aws:logs:eu-west-1:123456789012:log-group:shop";
const sam = (format: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      AccessLogSetting:
        DestinationArn: ${destination}
        Format: ${format}
`;
const terraform = (format: string) => `
resource "aws_apigatewayv2_stage" "live" {
  api_id = "a1b2c3"
  name   = "live"
  access_log_settings {
    destination_arn = "${destination}"
    format          = ${format}
  }
}
`;
const service = (event: string, kind: string) => `
service: shop
provider:
  name: aws
  runtime: nodejs22.x
  logs: { ${kind}: true }
functions:
  list:
    handler: src/list.handler
    events:
      - ${event}: GET /orders
`;
const handler = { "src/list.js": "export const handler = async () => ({ statusCode: 200 });\n" };

/** A variable of the access log; formats are text with such variables in it, without a grammar of their own. */
const variable = /\$context\.[A-Za-z.]+/g;

export const apigwStructuredLog: Rule = {
  id: "apigw-structured-log",
  title: "The API's access log cannot be queried by field",
  topics: ["15.2", "15.4"],
  category: "observability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
  onByDefault: false,
  peers: ["cfn-lint:WS2001", "cdk-nag:Serverless-APIGWStructuredLogging"],
  bad: [
    { head: { "template.yaml": sam(`'$context.identity.sourceIp [$context.requestTime] $context.status'`) } },
    { head: { "main.tf": terraform(`"$context.requestId $context.status"`) } },
    { head: { "serverless.yml": service("http", "restApi"), ...handler } },
  ],
  good: [
    { head: { "template.yaml": sam(`'{"requestId":"$context.requestId","status":$context.status}'`) } },
    { head: { "template.yaml": sam("!Ref LogFormat") } },
    { head: { "main.tf": terraform(`jsonencode({ requestId = "$context.requestId" })`) } },
    // The framework's own format of an HTTP API is JSON.
    { head: { "serverless.yml": service("httpApi", "httpApi"), ...handler } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const stage of stagesOf(stack)) {
      const format = stage.resource.string("accessLogFormat");
      if (!format.known || !stage.resource.has("accessLog") || isJson(format.value)) continue;
      yield {
        subject: stage.resource,
        claim: "accessLogFormat",
        evidence: [{ at: format.at, note: "not JSON" }],
        what: `The access log of the ${stageWord(stage)} ${named(stage.resource)} is written as plain text.`,
        why: `CloudWatch Logs Insights and metric filters find the fields of JSON lines by themselves; plain text has to be taken apart with a pattern in every query, which breaks with the first empty or quoted value.`,
        fix: `Write \`${format.nativeName}\` as one JSON object, a field for each variable. It does not matter where what reads the log expects this very format.`,
        edit: asJson(format),
      };
    }
  },
};

/** Variables may stand without quotes, so that the format itself need not be valid JSON. */
function isJson(format: string): boolean {
  const text = format.trim();
  return text.startsWith("{") && text.endsWith("}");
}

/** The same variables as a JSON object. */
function asJson(format: KnownSetting<string>) {
  const variables = [...new Set(format.value.match(variable))];
  if (variables.length === 0) return undefined;
  return setValue(format, JSON.stringify(Object.fromEntries(variables.map((one) => [one.split(".").at(-1) ?? one, one]))));
}
