import { runtimeConstant } from "../../facts/lambda-runtimes.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import { isShared } from "../functions/shared-settings.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const template = (runtime: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  ProcessOrders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: orders.handler
      Runtime: ${runtime}
`;
const callbackCode = `
exports.handler = (event, context, callback) => {
  callback(null, { statusCode: 200, body: "ok" });
};
`;

export const node24CallbackHandler: Rule = {
  id: "node24-callback-handler",
  title: "Callback handlers do not run on Node.js 24",
  topics: ["1.5", "9.1"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html",
  bad: [
    { head: { "template.yaml": template("nodejs24.x"), "src/orders.js": callbackCode } },
    {
      head: {
        "serverless.yml": serverlessService({ runtime: "nodejs24.x", functions: "process:\n  handler: src/orders.handler" }),
        "src/orders.js": callbackCode,
      },
    },
    {
      head: {
        ...cdkApp(`
new lambda.Function(this, "ProcessOrders", {
  runtime: lambda.Runtime.NODEJS_24_X,
  handler: "orders.handler",
  code: lambda.Code.fromAsset("src"),
});
`),
        "src/orders.js": callbackCode,
      },
    },
  ],
  good: [
    // A runtime that a script fills in.
    {
      head: {
        "template.yaml":
          "Transform: AWS::Serverless-2016-10-31\nResources:\n  Pay:\n    Type: AWS::Serverless::Function\n    Properties: { CodeUri: src/, Handler: pay.handler, Runtime: NODE_VERSION }\n",
        "src/pay.js": "exports.handler = (event, context, callback) => callback(null, event);\n",
      },
    },
    { head: { "template.yaml": template("nodejs22.x"), "src/orders.js": callbackCode } },
    { head: { "template.yaml": template("nodejs24.x"), "src/orders.js": `exports.handler = async (event) => ({ statusCode: 200, body: "ok" });\n` } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const runtime = lambda.string("runtime");
      const handler = stack.handlerOf(lambda);
      if (!runtime.known || !isFrom24On(runtime.value) || handler?.state !== "found") continue;
      const [, , callback] = handler.facts.parameters;
      const use = handler.facts.invocationsOfContext[0];
      const proof = callback ?? use;
      if (proof === undefined || (handler.facts.isAsync && use === undefined)) continue;
      yield {
        subject: lambda,
        claim: "callback",
        evidence: [
          { at: proof.at, note: "callback style" },
          { at: runtime.at, note: named(runtime.value) },
        ],
        what: `${named(lambda)} runs on ${named(runtime.value)}, and its handler still ${callback === undefined ? "ends through the context object" : `takes ${named(callback.name)}`}.`,
        why: `From Node.js 24 on the Lambda runtime supports async handlers only: the callback is not there, and every invocation fails.`,
        fix: `Make the handler \`async\` and return its answer (throw its error) instead of calling back, or stay on \`nodejs22.x\` until it is.`,
        edit: isShared(lambda, "runtime", stack) ? undefined : setValue(runtime, "nodejs22.x", runtimeConstant("nodejs22.x")),
      };
    }
  },
};

function isFrom24On(runtime: string): boolean {
  return Number(/^nodejs(\d+)/.exec(runtime)?.[1]) >= 24;
}
