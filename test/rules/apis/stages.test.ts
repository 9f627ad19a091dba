import { describe, expect, it } from "vitest";
import { apigwAccessLog } from "../../../src/rules/apis/apigw-access-log.ts";
import { apigwCacheUnencrypted } from "../../../src/rules/apis/apigw-cache-unencrypted.ts";
import { apigwExecutionLog } from "../../../src/rules/apis/apigw-execution-log.ts";
import { apigwThrottling } from "../../../src/rules/apis/apigw-throttling.ts";
import { apigwTracing } from "../../../src/rules/apis/apigw-tracing.ts";
import { reviewExample } from "../../support/review-example.ts";

const rules = [apigwAccessLog, apigwCacheUnencrypted, apigwExecutionLog, apigwThrottling, apigwTracing];

async function said(files: Readonly<Record<string, string>>) {
  const { findings, notes } = await reviewExample({ head: files }, rules);
  expect(notes).toEqual([]);
  return findings.map((finding) => finding.rule ?? "").toSorted((one, other) => one.localeCompare(other));
}

const cdk = (options: string) => ({
  "cdk.json": `{ "app": "npx tsx bin/app.ts" }`,
  "bin/app.ts": `import { App, Stack } from "aws-cdk-lib";
import * as apigateway from "aws-cdk-lib/aws-apigateway";
import * as logs from "aws-cdk-lib/aws-logs";

const stack = new Stack(new App(), "Shop");
const group = new logs.LogGroup(stack, "Calls");
new apigateway.RestApi(stack, "Api", { ${options} });
`,
});
const deployed = `deployOptions: {
    tracingEnabled: true, throttlingRateLimit: 100, throttlingBurstLimit: 50, loggingLevel: apigateway.MethodLoggingLevel.ERROR,
    cachingEnabled: true, cacheDataEncrypted: true, accessLogDestination: new apigateway.LogGroupLogDestination(group),
  }`;

describe("the stage of an API", () => {
  it("is the one that the CDK makes, with its options", async () => {
    expect(await said(cdk(""))).toEqual(["apigw-access-log", "apigw-execution-log", "apigw-throttling", "apigw-tracing"]);
    expect(await said(cdk(deployed))).toEqual([]);
    expect(await said(cdk(deployed.replace("cacheDataEncrypted: true, ", "")))).toEqual(["apigw-cache-unencrypted"]);
  });

  it("is throttled by a usage plan that the program adds", async () => {
    const planned = cdk("")["bin/app.ts"].replace("new apigateway.RestApi", "const api = new apigateway.RestApi");
    const program = (plan: string) => ({ ...cdk(""), "bin/app.ts": `${planned}${plan}\n` });
    const others = ["apigw-access-log", "apigw-execution-log", "apigw-tracing"];
    expect(await said(program(`api.addUsagePlan("partners", { throttle: { rateLimit: 10 } });`))).toEqual(others);
    expect(await said(program(`new apigateway.UsagePlan(stack, "Partners", { apiStages: [{ api, stage: api.deploymentStage }] });`))).toEqual(others);
  });

  it("is not that of a pipeline", async () => {
    const pipeline = `import { App, Stack } from "aws-cdk-lib";
import * as codepipeline from "aws-cdk-lib/aws-codepipeline";

const stack = new Stack(new App(), "Shop");
const pipeline = new codepipeline.Pipeline(stack, "Pipeline", {});
pipeline.addStage({ stageName: "Source", actions: [] });
`;
    expect(await said({ ...cdk(""), "bin/app.ts": pipeline })).toEqual([]);
  });

  it("is none where the program deploys the API elsewhere", async () => {
    expect(await said(cdk("deploy: false"))).toEqual([]);
  });

  it("takes settings that are not known for right", async () => {
    const template = `
Resources:
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !ImportValue shop
      TracingEnabled: !Ref Traced
      MethodSettings: !Ref Settings
      AccessLogSetting: !Ref Log
      CacheClusterEnabled: !Ref Cached
`;
    expect(await said({ "template.yaml": template })).toEqual([]);
  });

  it("of an HTTP API has neither traces, caches nor execution logs", async () => {
    const template = `
Resources:
  Shop:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: shop, ProtocolType: HTTP }
  Live:
    Type: AWS::ApiGatewayV2::Stage
    Properties: { ApiId: !Ref Shop, StageName: live }
`;
    expect(await said({ "template.yaml": template })).toEqual(["apigw-access-log", "apigw-throttling"]);
  });
});
