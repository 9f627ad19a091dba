import type { Link } from "../../stack/link.ts";
import { valueAtPath } from "../../stack/platforms/aws/property-path.ts";
import type { Stack } from "../../stack/stack.ts";
import { textOf } from "../../stack/value.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, wrap } from "../words.ts";
import { createPlaceFilter, functionCode } from "./found-code.ts";

const template = (runtime: string, event = "Type: Api\n          Properties: { Path: /orders, Method: get }") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  ListOrders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: list.handler
      Runtime: ${runtime}
      Events:
        List:
          ${event}
`;
const javascript = (body: string) => `
export const handler = async (event) => {
  const orders = [];
  return { statusCode: 200, body: ${body} };
};
`;
const service = (integration: string) => `
service: orders
provider:
  name: aws
  runtime: python3.13
functions:
  list:
    handler: src/list.handler
    events:
      - http:
          method: get
          path: orders
${integration}`;
const python = `
def handler(event, context):
    return {"statusCode": 200, "body": {"orders": []}}
`;

export const proxyResponseBodyNotString: Rule = {
  id: "proxy-response-body-not-string",
  title: "API Gateway cannot take this answer: its body is no text",
  topics: ["3.1", "23.6"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html",
  bad: [
    { head: { "template.yaml": template("nodejs22.x"), "src/list.mjs": javascript("{ orders }") } },
    { head: { "serverless.yml": service(""), "src/list.py": python } },
    {
      head: {
        ...cdkApp(`
const list = new lambda.Function(this, "ListOrders", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "list.handler",
  code: lambda.Code.fromAsset("src"),
});
list.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.AWS_IAM });
`),
        "src/list.mjs": javascript("{ orders }"),
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("nodejs22.x"), "src/list.mjs": javascript("JSON.stringify({ orders })") } },
    {
      head: {
        "template.yaml": template("nodejs22.x", "Type: Schedule\n          Properties: { Schedule: rate(1 hour) }"),
        "src/list.mjs": javascript("{ orders }"),
      },
    },
    // Without the proxy integration the answer's shape is the author's.
    { head: { "serverless.yml": service("          integration: lambda\n"), "src/list.py": python } },
    {
      head: {
        "template.yaml": template("nodejs22.x"),
        "src/list.mjs": `import middy from "@middy/core";\nimport serialize from "@middy/http-response-serializer";\nexport const handler = middy(async () => {\n  return { statusCode: 200, body: { orders: [] } };\n}).use(serialize());\n`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    const isNew = createPlaceFilter();
    for (const { lambda, handler } of functionCode(stack)) {
      const link = stack.triggersOf(lambda).find((one) => isProxy(one, stack));
      const { facts } = handler;
      if (link === undefined || !facts.complete || facts.imports.some(({ module }) => mayTurnAnswers.test(module))) continue;
      for (const response of facts.responses) {
        if (!response.ofEntry || response.statusCode === null || response.body !== "object" || !isNew(response.at)) continue;
        const rest = textOf(link.value("service")) === "api-rest";
        yield {
          subject: lambda,
          claim: `body:${String(response.statusCode)}`,
          evidence: [
            { at: response.at, note: "the body is an object" },
            { at: link.at, note: "the API that takes the answer" },
          ],
          what: `${named(lambda)} answers its API with a \`body\` that is ${handler.language === "python" ? "a dictionary or list" : "an object or array"} (status ${String(response.statusCode)}).`,
          why: `With the proxy integration the body must be a string. ${rest ? 'API Gateway cannot read the answer ("Malformed Lambda proxy response") and sends the client a 502' : "The client gets an internal server error"}, although the function succeeded and its metrics show no error.`,
          fix: `Give the body as text: ${handler.language === "python" ? "`json.dumps(…)`" : "`JSON.stringify(…)`"}.`,
          edit: response.bodyAt && wrap(response.bodyAt, "JSON.stringify(", ")"),
        };
      }
    }
  },
};

/** Packages that may turn the handler's answer into another one. */
const mayTurnAnswers = /middy|event[_-]handler|express|fastify|hono|koa|serverless-http|lambda-api|mangum|chalice/;

/** Whether the function's answer goes to the client as the proxy integration defines it; false where that is not known. */
function isProxy(link: Link, stack: Stack): boolean {
  const service = textOf(link.value("service"));
  if (service === "api-http" || service === "function-url") return true;
  const route = link.from.resource;
  if (service !== "api-rest" || route === null) return false;
  if (route.nativeType === "OpenAPI operation" || route.properties.entries.has("Integration"))
    return (
      textOf(valueAtPath(route.properties, "Integration.Type")) === "AWS_PROXY" || isNamedProxy(textOf(valueAtPath(route.properties, "Integration")))
    );
  if (route.nativeShape === "AWS::Serverless::Route") return true;
  const integrations = stack.ofShape("AWS::ApiGateway::MethodIntegration");
  return integrations.length > 0 && integrations.every((one) => textOf(valueAtPath(one.properties, "Integration.Type")) === "AWS_PROXY");
}

/** How the Serverless Framework names the integration. */
function isNamedProxy(text: string | undefined): boolean {
  return text !== undefined && /^(?:lambda-proxy|lambda_proxy|aws_proxy|aws-proxy)$/i.test(text);
}
