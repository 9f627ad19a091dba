import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { createPlaceFilter, functionCode } from "./found-code.ts";

const template = (runtime: string, more = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Store:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: store.handler
      Runtime: ${runtime}
${more}`;
const code = `
const AWS = require("aws-sdk");

const s3 = new AWS.S3();

exports.handler = async (event) => s3.putObject({ Bucket: process.env.BUCKET, Key: event.key, Body: "x" }).promise();
`;
const manifest = (dependencies: string) => `{ "name": "store", "version": "1.0.0", "dependencies": {${dependencies}} }\n`;

export const awsSdkV2NotBundled: Rule = {
  id: "aws-sdk-v2-not-bundled",
  title: "The runtime no longer brings this SDK",
  topics: ["1.5", "7.6", "40.7"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html",
  bad: [
    { head: { "template.yaml": template("nodejs22.x"), "src/store.js": code, "src/package.json": manifest("") } },
    {
      head: {
        "serverless.yml": "service: store\nprovider:\n  name: aws\n  runtime: nodejs20.x\nfunctions:\n  store:\n    handler: src/store.handler\n",
        "src/store.js": code,
      },
    },
    {
      head: {
        ...cdkApp(`
new lambda.Function(this, "Store", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "store.handler",
  code: lambda.Code.fromAsset("src"),
});
`),
        "src/store.js": code,
        "src/package.json": manifest(""),
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("nodejs22.x"), "src/store.js": code, "package.json": manifest(` "aws-sdk": "^2.1692.0" `) } },
    { head: { "template.yaml": template("nodejs16.x"), "src/store.js": code, "src/package.json": manifest("") } },
    { head: { "template.yaml": template("nodejs22.x", "      Layers: [!Ref Sdk]\n"), "src/store.js": code, "src/package.json": manifest("") } },
  ],
  *check({ stack }): Iterable<Draft> {
    const isNew = createPlaceFilter();
    for (const { lambda, handler } of functionCode(stack)) {
      const runtime = lambda.string("runtime");
      const major = Number(/^nodejs(\d+)/.exec(runtime.known ? runtime.value : "")?.[1] ?? Number.NaN);
      const use = handler.facts.imports.find(({ module }) => module === "aws-sdk" || module.startsWith("aws-sdk/"));
      if (
        !(major >= 18) ||
        use === undefined ||
        handler.packages === undefined ||
        handler.packages.has("aws-sdk") ||
        lambda.has("layers") ||
        !isNew(use.at)
      )
        continue;
      yield {
        subject: lambda,
        claim: "aws-sdk",
        evidence: [
          { at: use.at, note: "version 2 of the SDK" },
          { at: runtime.at, note: "brings version 3 only" },
        ],
        what: `${named(lambda)} imports ${named(use.module)} (version 2), which neither its runtime \`nodejs${major}.x\` nor a package.json of the repository brings.`,
        why: `Runtimes from nodejs18.x on bring version 3 only: loading the module fails ("Cannot find module 'aws-sdk'") and with it every invocation, though it works wherever the package happens to be installed.`,
        fix: `Move to the clients of version 3 (\`@aws-sdk/client-…\`), which the runtime brings; version 2 is out of support. To bridge the time, add \`aws-sdk\` to the dependencies.`,
      };
    }
  },
};
