import { beforeAll, describe, expect, test } from "vitest";
import { snapshotOf } from "../../../src/change/lazy-snapshot.ts";
import { understandSnapshot } from "../../../src/review/understand.ts";
import { routeAccess } from "../../../src/stack/route-access.ts";
import type { StackTools } from "../../../src/stack/build-stack.ts";
import { createStackTools } from "../../../src/stack/stack-tools.ts";

let tools: StackTools;

beforeAll(async () => {
  tools = await createStackTools();
});

const uri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:orders/invocations";

/** A document with one operation of each security; `overall` is that of the whole document. */
const document = (overall = "") => `openapi: 3.0.1
${overall}paths:
  /said:
    get: { security: [{ signed: [] }], x-amazon-apigateway-integration: { uri: "${uri}" } }
  /open:
    get: { security: [], x-amazon-apigateway-integration: { uri: "${uri}" } }
  /key:
    get: { security: [{ key: [] }], x-amazon-apigateway-integration: { uri: "${uri}" } }
  /elsewhere:
    get: { security: [{ gone: [] }], x-amazon-apigateway-integration: { uri: "${uri}" } }
  /unsaid:
    x-amazon-apigateway-any-method: { x-amazon-apigateway-integration: { uri: "${uri}" } }
components:
  securitySchemes:
    signed: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 }
    key: { type: apiKey, name: x-api-key, in: header }
`;

const lambda = `resource "aws_lambda_function" "orders" {
  function_name = "orders"
}
`;

/** How each format names the document \`openapi.yaml\`. */
const formats: readonly (readonly [format: string, files: Readonly<Record<string, string>>])[] = [
  ["Terraform, REST", { "main.tf": `${lambda}resource "aws_api_gateway_rest_api" "api" {\n  name = "api"\n  body = file("openapi.yaml")\n}\n` }],
  [
    "Terraform, HTTP",
    {
      "main.tf": `${lambda}resource "aws_apigatewayv2_api" "api" {\n  name = "api"\n  protocol_type = "HTTP"\n  body = file("\${path.module}/openapi.yaml")\n}\n`,
    },
  ],
  [
    "CloudFormation",
    {
      "template.yaml": `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders: { Type: AWS::Lambda::Function, Properties: { FunctionName: orders } }
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { BodyS3Location: openapi.yaml } }
`,
    },
  ],
  [
    "SAM",
    {
      "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: { Type: AWS::Lambda::Function, Properties: { FunctionName: orders } }
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: v1, DefinitionUri: openapi.yaml } }
`,
    },
  ],
  [
    "CDK",
    {
      "cdk.json": '{ "app": "npx ts-node app.ts" }',
      "app.ts": `import { App, Stack } from "aws-cdk-lib";
import { ApiDefinition, SpecRestApi } from "aws-cdk-lib/aws-apigateway";
import { CfnFunction } from "aws-cdk-lib/aws-lambda";
const stack = new Stack(new App(), "S");
new CfnFunction(stack, "Orders", { functionName: "orders", code: {}, role: "r" });
new SpecRestApi(stack, "Api", { apiDefinition: ApiDefinition.fromAsset("openapi.yaml") });
`,
    },
  ],
];

async function accessOf(files: Readonly<Record<string, string>>) {
  const stack = await understandSnapshot(snapshotOf(files), tools);
  const routes = stack.resourcesOf("route").map((route) => {
    const path = route.string("path");
    const calls = stack.linksFrom(route, "triggers").map((link) => link.to.resource?.kind ?? "nothing");
    return [path.known ? path.value : "?", `${routeAccess(route, stack.resourcesOf("api")[0] ?? null)} → ${calls.join()} ${route.at.path}`];
  });
  return { routes: Object.fromEntries(routes) as Record<string, string>, files: stack.files };
}

describe.each(formats)("a document that %s names", (_, files) => {
  test("gives routes with their function and who may call them", async () => {
    const { routes, files: read } = await accessOf({ ...files, "openapi.yaml": document() });
    expect(routes).toEqual({
      "/said": "protected → function openapi.yaml",
      "/open": "open → function openapi.yaml",
      "/key": "protected → function openapi.yaml",
      "/elsewhere": "unknown → function openapi.yaml",
      "/unsaid": "open → function openapi.yaml",
    });
    expect(read.has("openapi.yaml")).toBe(true);
  });

  test("takes the security of the whole document where an operation has none", async () => {
    const { routes } = await accessOf({ ...files, "openapi.yaml": document("security: [{ signed: [] }]\n") });
    expect(routes).toMatchObject({ "/unsaid": "protected → function openapi.yaml", "/open": "open → function openapi.yaml" });
  });
});

test("a document that nothing names is left alone", async () => {
  const { routes, files } = await accessOf({ "main.tf": lambda, "openapi.yaml": document() });
  expect(routes).toEqual({});
  expect(files.has("openapi.yaml")).toBe(false);
});

test("a document that is not in the repository leaves the API without routes", async () => {
  const body = 'resource "aws_api_gateway_rest_api" "api" {\n  body = file("gone.yaml")\n}\n';
  expect((await accessOf({ "main.tf": body })).routes).toEqual({});
});
