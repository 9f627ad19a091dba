import { asksWhoCalls } from "../apis/asks-who-calls.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (type: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      FunctionUrlConfig:
        AuthType: ${type}
`;

export const lambdaUrlAuthNone: Rule = {
  id: "lambda-url-auth-none",
  title: "Anybody may call the function through its URL",
  topics: ["9.7", "3.4", "7.4"],
  category: "security",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  peers: ["checkov:CKV_AWS_258", "cdk-nag:AwsSolutions-L1"],
  bad: [
    { head: { "template.yaml": template("NONE") } },
    {
      head: {
        "main.tf": `
resource "aws_lambda_function" "report" {
  function_name = "report"
  role          = "arn:aws:iam::123456789012:role/report"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_function_url" "report" {
  function_name      = aws_lambda_function.report.function_name
  authorization_type = "NONE"
}
`,
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({ functions: "report:\n  handler: src/report.handler\n  url: true" }),
        "src/report.js": "export const handler = async () => ({ statusCode: 200 });\n",
      },
    },
    {
      head: cdkApp(`
const report = new lambda.Function(this, "Report", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "report.handler",
  code: lambda.Code.fromAsset("src"),
});
report.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });
`),
    },
  ],
  good: [
    { head: { "template.yaml": template("AWS_IAM") } },
    // What was closed before is told by auth-removed-in-diff.
    { base: { "template.yaml": template("AWS_IAM") }, head: { "template.yaml": template("NONE") } },
  ],
  *checkChange({ stack, base }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const authorization = lambda.string("urlAuthorization");
      const before = base.find(lambda.id)?.has("urlAuthorization") === true;
      if (!authorization.known || authorization.value !== "NONE" || before || asksWhoCalls(lambda, stack)) continue;
      yield {
        subject: lambda,
        claim: "urlAuthorization",
        evidence: [{ at: authorization.at, note: "no authorization" }, { at: lambda.at }],
        what: `The URL of ${named(lambda)} has \`${authorization.nativeName}: NONE\`: no caller is asked who it is.`,
        why: `Anybody who finds the URL can run the function. A function URL has no throttle and no firewall of its own, so a flood takes the account's concurrency and the bill with it.`,
        fix: `Set \`${authorization.nativeName}\` to \`AWS_IAM\` and let callers sign (CloudFront can do it with origin access control). Where the URL has to be public, as for a webhook, check the sender's signature first thing in the code and set a reserved concurrency.`,
        confidence: 0.9,
      };
    }
  },
};
