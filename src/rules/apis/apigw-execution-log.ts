import { type MapValue, entryOf, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named } from "../words.ts";
import { type DeployedStage, hasLooseMethodSettings, isMadeByServerlessFramework, methodSettingsOf, restStagesOf, stageWord } from "./stages.ts";

const sam = (more: string, type = "Api") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::${type}
    Properties:
      StageName: live
${more}`;
const settings = (level: string, more = "") =>
  `      MethodSettings:\n        - HttpMethod: "*"\n          ResourcePath: /*\n          LoggingLevel: ${level}\n${more}`;
const terraform = (level: string) => `
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d1"
  stage_name    = "live"
}

resource "aws_api_gateway_method_settings" "live" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"
  settings {
    metrics_enabled = true
${level}  }
}
`;
const service = (logs: string) => `
service: shop
provider:
  name: aws
  runtime: nodejs22.x
  logs:
    restApi: ${logs}
functions:
  list:
    handler: src/list.handler
    events:
      - http: GET /orders
`;
const handler = { "src/list.js": "export const handler = async () => ({ statusCode: 200 });\n" };

export const apigwExecutionLog: Rule = {
  id: "apigw-execution-log",
  title: "The API's execution log says nothing, or too much",
  topics: ["15.4", "17.3", "3.1"],
  category: "observability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
  onByDefault: false,
  peers: ["checkov:CKV2_AWS_4", "checkov:CKV_AWS_276", "cdk-nag:AwsSolutions-APIG6"],
  bad: [
    { head: { "template.yaml": sam("") } },
    { head: { "template.yaml": sam(settings('"OFF"')) } },
    { head: { "template.yaml": sam(settings("ERROR", "          DataTraceEnabled: true\n")) } },
    { head: { "main.tf": terraform("") } },
    // The framework logs the data of requests unless it is told otherwise.
    { head: { "serverless.yml": service("true"), ...handler } },
  ],
  good: [
    { head: { "template.yaml": sam(settings("ERROR")) } },
    { head: { "template.yaml": sam(settings("!Ref Level")) } },
    { head: { "template.yaml": sam("", "HttpApi") } },
    { head: { "main.tf": terraform('    logging_level = "ERROR"\n') } },
    { head: { "serverless.yml": service("{ fullExecutionData: false }"), ...handler } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const stage of restStagesOf(stack)) {
      const all = methodSettingsOf(stage);
      if (all === null) continue;
      const traced = all.find((one) => textOf(entryOf(one, "DataTraceEnabled")?.value) === "true");
      if (traced !== undefined) yield tellsTooMuch(stage, traced);
      else if (!all.some(logs) && !hasLooseMethodSettings(stage, stack)) yield saysNothing(stage, all[0]);
    }
  },
};

/** A level that is not known may log. */
function logs(one: MapValue): boolean {
  const level = entryOf(one, "LoggingLevel")?.value;
  return level !== undefined && textOf(level) !== "OFF";
}

function saysNothing(stage: DeployedStage, settings: MapValue | undefined): Draft {
  const { resource } = stage;
  const level = entryOf(settings, "LoggingLevel");
  const name = nameIn(resource.format, "LoggingLevel");
  return {
    subject: resource,
    claim: "executionLog",
    evidence: [{ at: level?.at ?? settings?.at ?? resource.at, note: level === undefined ? "no execution log" : "switched off" }],
    what: `The ${stageWord(stage)} ${named(resource)} writes no execution log.`,
    why: `When an authorizer, a mapping template or an integration fails, callers get "Internal server error" and the reason is written nowhere: the function's log holds nothing, because it was never called.`,
    fix: isMadeByServerlessFramework(resource)
      ? `Set \`provider.logs.restApi\` with \`level: ERROR\` and \`fullExecutionData: false\`.`
      : `Set \`${name}\` to \`ERROR\` for all methods. It does not matter where the access log carries \`$context.error.message\` and \`$context.integrationErrorMessage\`.`,
    edit:
      settings === undefined || resource.format === "cdk"
        ? undefined
        : level === undefined
          ? addProperty(settings, settings.at, { name, value: "ERROR" })
          : { kind: "replace", at: level.value.at, value: "ERROR" },
  };
}

function tellsTooMuch(stage: DeployedStage, settings: MapValue): Draft {
  const { resource } = stage;
  const trace = entryOf(settings, "DataTraceEnabled");
  const name = isMadeByServerlessFramework(resource) ? "fullExecutionData" : nameIn(resource.format, "DataTraceEnabled");
  return {
    subject: resource,
    claim: "dataTrace",
    evidence: [{ at: trace?.at ?? settings.at, note: "requests and answers are logged whole" }],
    what: `The execution log of the ${stageWord(stage)} ${named(resource)} holds whole requests and answers (\`${name}\`).`,
    why: `Bodies and query strings, with whatever personal data and one-time codes callers send, stand in CloudWatch Logs in clear for everybody who may read logs, and are kept as long as the logs are. AWS advises against it in production.`,
    fix: `Set \`${name}\` to \`false\`. It does not matter for a stage that only test data reaches.`,
    edit:
      textOf(trace?.value) === "true" && trace !== undefined && trace.value.at !== settings.at
        ? { kind: "replace", at: trace.value.at, value: false }
        : undefined,
  };
}

function nameIn(format: string, property: "LoggingLevel" | "DataTraceEnabled"): string {
  if (format === "terraform") return property === "LoggingLevel" ? "logging_level" : "data_trace_enabled";
  return format === "cdk" ? property.charAt(0).toLowerCase() + property.slice(1) : property;
}
