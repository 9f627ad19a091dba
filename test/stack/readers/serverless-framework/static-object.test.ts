import { beforeAll, expect, test } from "vitest";
import { serverlessFrameworkReader } from "../../../../src/stack/readers/serverless-framework/serverless-framework-reader.ts";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { readFiles } from "../../../support/read-files.ts";

beforeAll(async () => {
  await loadGrammars(["typescript", "javascript"]);
});

test("serverless.ts is read where it is written out", () => {
  const reading = readFiles(serverlessFrameworkReader, {
    "serverless.ts": `import type { AWS } from "@serverless/typescript";
import remote from "./functions/remote";
const environment = { A: "x\\n" };
const seconds = 30;
const configuration: AWS = {
  service: "orders",
  provider: { name: "aws", runtime: "nodejs22.x", timeout: seconds, environment, stage: "\${opt:stage, 'dev'}" },
  functions: {
    "do-it": { handler: \`src/do.it\`, memorySize: 1_024, events: [{ sqs: { arn: { "Fn::GetAtt": ["Queue", "Arn"] } } }] } satisfies unknown,
    remote,
  },
  resources: { Resources: { Queue: { Type: "AWS::SQS::Queue" } } },
} as const;
module.exports = configuration;
`,
  });
  expect(reading.properties("DoDashitLambdaFunction")).toMatchObject({
    Handler: "src/do.it",
    Runtime: "nodejs22.x",
    Timeout: 30,
    MemorySize: 1024,
    FunctionName: "orders-dev-do-it",
    Environment: { Variables: { A: "x\n" } },
  });
  expect(reading.at("DoDashitLambdaFunction").at).toMatchObject({ path: "serverless.ts", startLine: 9, endLine: 9 });
  expect(reading.properties("do-it/sqs")["EventSourceArn"]).toBe("→Queue.Arn");
  expect(reading.messages).toEqual(["serverless.ts:10 the function remote is not written out here and was not reviewed"]);
});

test("variables that code adds leave the environment unknown", () => {
  const reading = readFiles(serverlessFrameworkReader, {
    "serverless.js":
      'module.exports = { service: "a", provider: { name: "aws" }, functions: { fn: { handler: "a.b", environment: { A: "1", ...more } } } };\n',
  });
  expect(reading.properties("FnLambdaFunction")["Environment"]).toEqual({ Variables: "?computed by code" });
});

test("a default export in JavaScript is read too, a computed one is noted", () => {
  const reading = readFiles(serverlessFrameworkReader, {
    "a/serverless.mjs": 'export default { service: "a", provider: { name: "aws" }, functions: { fn: { handler: "a.b" } } };\n',
    "b/serverless.js": "module.exports = build();\n",
    "c/serverless.js": "build();\n",
  });
  expect(reading.at("FnLambdaFunction").scope).toBe("a/serverless.mjs");
  expect(reading.messages).toEqual([
    "b/serverless.js:1 the configuration is computed by code and was not reviewed",
    "c/serverless.js:1 the configuration is computed by code and was not reviewed",
  ]);
});
