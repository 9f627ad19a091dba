import { awsLimits } from "../../facts/aws-numbers.ts";
import type { Link } from "../../stack/link.ts";
import { valueAt } from "../../stack/value.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { duration, named, orDefault, setValue } from "../words.ts";
import { mayHandOver } from "./may-hand-over.ts";
import { isShared } from "./shared-settings.ts";

const template = (timeout: number, trigger = "PreSignUp: !GetAtt Check.Arn") => `
Resources:
  Users:
    Type: AWS::Cognito::UserPool
    Properties:
      LambdaConfig:
        ${trigger}
  Check:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: ${timeout}
      Role: arn:aws:iam::123456789012:role/check
      Code: { S3Bucket: code, S3Key: check.zip }
`;

const httpApi = (timeout: number) => `
Resources:
  Callers:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref Api
      AuthorizerType: REQUEST
      AuthorizerPayloadFormatVersion: "2.0"
      AuthorizerUri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Check.Arn}/invocations
  Check:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: ${timeout}
      Role: arn:aws:iam::123456789012:role/check
      Code: { S3Bucket: code, S3Key: check.zip }
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
`;

const edge = (timeout: number) => `
Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Origins: [{ Id: site, DomainName: site.example }]
        DefaultCacheBehavior:
          TargetOriginId: site
          ViewerProtocolPolicy: redirect-to-https
          LambdaFunctionAssociations:
            - EventType: viewer-request
              LambdaFunctionARN: !Ref RewriteVersion
  RewriteVersion: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref Rewrite } }
  Rewrite:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: ${timeout}
      Role: arn:aws:iam::123456789012:role/edge
      Code: { S3Bucket: code, S3Key: edge.zip }
`;

const graph = (request: string) => `
Resources:
  Api: { Type: AWS::AppSync::GraphQLApi, Properties: { Name: shop, AuthenticationType: API_KEY } }
  Reports:
    Type: AWS::AppSync::DataSource
    Properties:
      ApiId: !GetAtt Api.ApiId
      Name: reports
      Type: AWS_LAMBDA
      LambdaConfig: { LambdaFunctionArn: !GetAtt Report.Arn }
  Start:
    Type: AWS::AppSync::Resolver
    Properties:
      ApiId: !GetAtt Api.ApiId
      TypeName: Mutation
      FieldName: startReport
      DataSourceName: !GetAtt Reports.Name
${request}  Report:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: 300
      Role: arn:aws:iam::123456789012:role/report
      Code: { S3Bucket: code, S3Key: report.zip }
`;
const request = (more: string) => `      RequestMappingTemplate: '{ "version": "2018-05-29", "operation": "Invoke"${more} }'\n`;
const graphApp = (invocation: string) =>
  cdkApp(`
const report = new lambda.Function(this, "Report", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "report.handler",
  code: lambda.Code.fromAsset("src"),
  timeout: cdk.Duration.minutes(5),
});
const api = new appsync.GraphqlApi(this, "Api", { name: "shop", definition: appsync.Definition.fromFile("schema.graphql") });
api.addLambdaDataSource("Reports", report).createResolver("Start", { typeName: "Mutation", fieldName: "startReport"${invocation} });
`);

interface Wait {
  readonly seconds: number;
  readonly caller: string;
  readonly outcome: string;
}

/** How long each caller waits. */
const waits: ReadonlyMap<string, Wait> = new Map([
  [
    "cognito",
    {
      seconds: awsLimits.cognitoWait.value,
      caller: "Cognito",
      outcome: "Cognito gives up, calls the function again up to twice more, and then fails the sign-in or sign-up",
    },
  ],
  ["appsync", { seconds: awsLimits.appsyncWait.value, caller: "AppSync", outcome: "the query fails for the client" }],
  ["authorizer", { seconds: awsLimits.restApiWait.value, caller: "API Gateway", outcome: "the request fails with an error of the gateway" }],
  [
    "authorizer-http",
    { seconds: awsLimits.httpApiAuthorizerWait.value, caller: "the HTTP API", outcome: "the request fails with an error of the gateway" },
  ],
  [
    "cloudfront",
    {
      seconds: awsLimits.edgeFunctionTimeout.value,
      caller: "CloudFront",
      outcome: "CloudFront refuses the association, and the deployment fails",
    },
  ],
]);

export const syncInvokerTimeoutMismatch: Rule = {
  id: "sync-invoker-timeout-mismatch",
  title: "The caller gives up before the function does",
  topics: ["16.4", "40.4"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html",
  bad: [
    { head: { "template.yaml": template(30) } },
    { head: { "template.yaml": httpApi(15) } },
    { head: { "template.yaml": edge(60) } },
    { head: { "template.yaml": graph("") } },
    { head: { "template.yaml": graph(request("")) } },
    { head: graphApp("") },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: `
check:
  handler: src/check.handler
  timeout: 30
  events:
    - cognitoUserPool:
        pool: users
        trigger: PreSignUp
`,
        }),
        "src/check.js": "export const handler = async (event) => event;\n",
      },
    },
    {
      head: cdkApp(`
const check = new lambda.Function(this, "Check", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "check.handler",
  code: lambda.Code.fromAsset("src"),
  timeout: cdk.Duration.seconds(30),
});
new cognito.UserPool(this, "Users", { lambdaTriggers: { preSignUp: check } });
`),
    },
  ],
  good: [
    { head: { "template.yaml": template(6) } },
    { head: { "template.yaml": template(30, "CustomSMSSender: { LambdaArn: !GetAtt Check.Arn, LambdaVersion: V1_0 }") } },
    { head: { "template.yaml": httpApi(10) } },
    { head: { "template.yaml": edge(30) } },
    // AppSync hands the event over and does not wait, or may do so by code that is not read.
    { head: { "template.yaml": graph(request(`, "invocationType": "Event"`)) } },
    { head: { "template.yaml": graph("      CodeS3Location: s3://code/start.js\n") } },
    { head: graphApp(', code: appsync.Code.fromAsset("resolvers/start.js")') },
  ],
  *check({ stack }): Iterable<Draft> {
    const seen = new Set<string>();
    for (const link of stack.linksOf("triggers", "aws")) {
      const [lambda, wait] = [link.to.resource, waitOf(link)];
      const runs = lambda?.kind === "function" ? lambda.number("timeoutSeconds") : undefined;
      if (lambda === null || wait === undefined || !runs?.known || isShortEnough(runs.value, wait) || seen.has(`${lambda.id} ${wait.caller}`))
        continue;
      if (wait === waits.get("appsync") && mayHandOver(stack)) continue;
      seen.add(`${lambda.id} ${wait.caller}`);
      const onlyThis = stack.triggersOf(lambda).every((other) => waitOf(other) !== undefined);
      yield {
        subject: lambda,
        claim: `timeoutSeconds:${wait.caller}`,
        evidence: [
          { at: runs.at, note: `may run for ${duration(runs.value)}${orDefault(runs)}` },
          { at: link.at, note: `waits ${wait.seconds} s` },
        ],
        what: `${named(lambda)} may run for ${duration(runs.value)}, but ${wait.caller} waits at most ${wait.seconds} s for it.`,
        why: `When a run takes longer, ${wait.outcome}; the function goes on, is billed, and does its work although nobody takes the answer.`,
        fix: `Set \`${runs.nativeName}\` to ${wait.seconds} or less, so that a slow run fails where its logs show it, and move slow work to a queue.`,
        severity: onlyThis ? "medium" : "low",
        edit: onlyThis && !isShared(lambda, "timeoutSeconds", stack) ? setValue(runs, wait.seconds) : undefined,
      };
    }
  },
};

/** A second more is seldom noticed, except where the deployment is refused. */
function isShortEnough(seconds: number, wait: Wait): boolean {
  return seconds <= wait.seconds + (wait === waits.get("cloudfront") ? 0 : 1);
}

function waitOf(link: Link): Wait | undefined {
  const service = link.string("service");
  if (!service.known) return undefined;
  // Authorizers of WebSocket APIs have no format of the payload.
  const isOfHttpApi = valueAt(link.from.resource?.properties, "AuthorizerPayloadFormatVersion") !== undefined;
  if (service.value === "authorizer" && isOfHttpApi) return waits.get("authorizer-http");
  return waits.get(service.value);
}
