import { awsLimits } from "../../facts/aws-numbers.ts";
import type { Link } from "../../stack/link.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { duration, named, orDefault, setValue } from "../words.ts";
import { isShared } from "./shared-settings.ts";

/** How long an API waits for its integration where nothing else is set. */
const waits: ReadonlyMap<string, { readonly seconds: number; readonly name: string }> = new Map([
  ["api-rest", { seconds: awsLimits.restApiWait.value, name: "REST API" }],
  ["api-http", { seconds: awsLimits.httpApiWait.value, name: "HTTP API" }],
  ["api-websocket", { seconds: awsLimits.webSocketApiWait.value, name: "WebSocket API" }],
]);

export const apiTimeoutBelowFunctionTimeout: Rule = {
  id: "api-timeout-below-function-timeout",
  title: "API gives up before its function does",
  topics: ["3.1", "16.4", "40.4"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html",
  bad: [
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  CreateReport:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: 120
      Events:
        Create:
          Type: HttpApi
          Properties:
            Method: POST
            Path: /reports
`,
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: `
report:
  handler: src/report.handler
  timeout: 120
  events:
    - httpApi: POST /reports
`,
        }),
        "src/report.js": "export const handler = async () => ({ statusCode: 200 });\n",
      },
    },
    {
      head: cdkApp(`
const report = new lambda.Function(this, "CreateReport", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "report.handler",
  code: lambda.Code.fromAsset("src"),
  timeout: cdk.Duration.seconds(120),
});
new apigateway.LambdaRestApi(this, "Reports", { handler: report });
`),
    },
  ],
  good: [
    // An answer that is streamed may take as long as it needs.
    {
      head: {
        "template.yaml": `
Resources:
  Reports: { Type: AWS::ApiGateway::RestApi, Properties: { Name: reports } }
  Create:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Reports
      ResourceId: !GetAtt Reports.RootResourceId
      HttpMethod: POST
      AuthorizationType: AWS_IAM
      Integration:
        Type: AWS_PROXY
        ResponseTransferMode: STREAM
        Uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2021-11-15/functions/\${CreateReport.Arn}/response-streaming-invocations
  CreateReport:
    Type: AWS::Lambda::Function
    Properties: { Handler: index.handler, Runtime: nodejs22.x, Timeout: 120, Role: "arn:aws:iam::123456789012:role/report", Code: { S3Bucket: code, S3Key: report.zip } }
`,
      },
    },
    // The API starts the function and does not wait for it.
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Reports:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      DefinitionBody:
        openapi: 3.0.1
        paths:
          /reports:
            post:
              x-amazon-apigateway-integration:
                type: aws
                httpMethod: POST
                uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${CreateReport.Arn}/invocations
                requestParameters:
                  integration.request.header.X-Amz-Invocation-Type: "'Event'"
  CreateReport:
    Type: AWS::Serverless::Function
    Properties: { Handler: index.handler, Runtime: nodejs22.x, Timeout: 120 }
`,
      },
    },
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  CreateReport:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: 29
      Events:
        Create:
          Type: HttpApi
          Properties:
            Method: POST
            Path: /reports
`,
      },
    },
    // One second more than the API waits.
    {
      head: {
        "serverless.yml": serverlessService({
          functions: "report:\n  handler: src/report.handler\n  timeout: 30\n  events:\n    - http: { method: post, path: reports }",
        }),
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    const seen = new Set<string>();
    for (const link of stack.linksOf("triggers", "aws")) {
      const lambda = link.to.resource;
      const wait = waitOf(link);
      if (lambda?.kind !== "function" || wait === null || seen.has(lambda.id)) continue;
      const runs = lambda.number("timeoutSeconds");
      // 30 s behind a limit of 29 s is seldom a difference that anybody notices.
      if (!runs.known || runs.value <= wait.seconds + 1) continue;
      // A function that queues or schedules also call may need the longer time there.
      const onlyApis = stack.triggersOf(lambda).every((other) => waitOf(other) !== null);
      seen.add(lambda.id);
      yield {
        subject: lambda,
        claim: "timeoutSeconds:api",
        evidence: [
          { at: runs.at, note: `may run for ${duration(runs.value)}${orDefault(runs)}` },
          { at: link.at, note: `the ${wait.name} waits ${wait.seconds} s` },
        ],
        what: `${named(lambda)} may run for ${duration(runs.value)}, but its ${wait.name} waits at most ${wait.seconds} s for an answer.`,
        why: `After ${wait.seconds} s the caller gets a 504 while the function goes on and is billed; a caller that tries again starts the same work a second time.`,
        fix: onlyApis
          ? `Set \`${runs.nativeName}\` to ${Math.floor(wait.seconds)} s or less, or answer at once and do the work asynchronously (queue, workflow) where it really takes longer.`
          : `Split off the part that the API calls with a timeout of ${Math.floor(wait.seconds)} s or less; the longer time is only of use to the other callers.`,
        severity: onlyApis ? "medium" : "low",
        edit: onlyApis && !isShared(lambda, "timeoutSeconds", stack) ? setValue(runs, Math.floor(wait.seconds)) : undefined,
      };
    }
  },
};

/** The wait of an API link: the integration's own timeout where it is known, else the API's limit. Null for other links and for waits that are not known. */
function waitOf(link: Link): { seconds: number; name: string } | null {
  const service = link.string("service");
  const limit = service.known ? waits.get(service.value) : undefined;
  if (limit === undefined) return null;
  const own = link.number("timeoutSeconds");
  if (own.state === "unknown") return null;
  return own.known ? { ...limit, seconds: own.value } : limit;
}
