import { permitsService } from "../../stack/platforms/aws/permits-service.ts";
import type { Statement } from "../../stack/statement.ts";
import { textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (more: string) => `
Resources:
  Report:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: arn:aws:iam::123456789012:role/report
      Code: { S3Bucket: code, S3Key: report.zip }
  ReportUrl:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: !Ref Report
      AuthType: NONE
  ReportUrlPermission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Report
      Action: lambda:InvokeFunctionUrl
      Principal: "*"
      FunctionUrlAuthType: NONE
${more}`;

export const functionUrlInvokePermissionMissing: Rule = {
  id: "function-url-invoke-permission-missing",
  title: "The function's URL answers 403",
  topics: ["9.7", "7.1"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  bad: [
    { head: { "template.yaml": template("") } },
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

resource "aws_lambda_permission" "report" {
  function_name          = aws_lambda_function.report.function_name
  action                 = "lambda:InvokeFunctionUrl"
  principal              = "*"
  function_url_auth_type = "NONE"
}
`,
      },
    },
  ],
  good: [
    {
      head: {
        "template.yaml": template(`  ReportInvokePermission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Report
      Action: lambda:InvokeFunction
      Principal: "*"
      InvokedViaFunctionUrl: true
`),
      },
    },
    // SAM adds both permissions.
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      FunctionUrlConfig: { AuthType: NONE }
`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const lambda = link.to.resource;
      const service = link.string("service");
      const implicit = link.boolean("implicitPermission");
      if (lambda?.kind !== "function" || !service.known || service.value !== "function-url" || (implicit.known && implicit.value)) continue;
      const forUrl = lambda.statements.find((statement) => allows(statement, "lambda:invokefunctionurl"));
      const principal = forUrl?.principals[0];
      if (forUrl === undefined || principal === undefined) continue;
      // A statement that is not known whole may be the other half.
      if (lambda.statements.some((statement) => statement.actions === null || allows(statement, "lambda:invokefunction"))) continue;
      if (permitsService(lambda, { principal: textOf(principal.value) ?? "", action: "lambda:InvokeFunction", source: null }) !== "no") continue;
      yield {
        subject: lambda,
        claim: "invokeFunction",
        evidence: [
          { at: forUrl.at, note: "only half of what a URL needs" },
          { at: link.at, note: "the URL" },
        ],
        what: `The permission for the URL of ${named(lambda)} allows \`lambda:InvokeFunctionUrl\`, and none allows \`lambda:InvokeFunction\`.`,
        why: `Since October 2025 a function URL needs both. Callers of a new URL with only the first get 403, although the URL exists and the deployment succeeds.`,
        fix: `Add a second permission with the action \`lambda:InvokeFunction\`, the same principal, and \`InvokedViaFunctionUrl: true\`, so that it is of use through the URL only.`,
      };
    }
  },
};

function allows(statement: Statement, action: string): boolean {
  return (
    statement.effect === "Allow" &&
    (statement.actions?.some(({ text }) => [action, "lambda:*", "lambda:invoke*", "*"].includes(text.toLowerCase())) ?? false)
  );
}
