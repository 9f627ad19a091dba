import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Statement } from "../../stack/statement.ts";
import { textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, arnBeside, named } from "../words.ts";

const template = (more: string, principal = "s3.amazonaws.com") => `
resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_permission" "uploads" {
  function_name = aws_lambda_function.book.function_name
  action        = "lambda:InvokeFunction"
  principal     = "${principal}"
${more}}
`;

/** Services of which anybody's resources can be pointed at somebody else's function. */
const shared = new Set([
  "s3.amazonaws.com",
  "sns.amazonaws.com",
  "events.amazonaws.com",
  "apigateway.amazonaws.com",
  "iot.amazonaws.com",
  "ses.amazonaws.com",
  "cognito-idp.amazonaws.com",
]);

export const lambdaPermissionNoSource: Rule = {
  id: "lambda-permission-no-source",
  title: "A service may call the function for anybody",
  topics: ["7.1", "34.1"],
  category: "security",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html",
  peers: ["checkov:CKV_AWS_364", "cfn-lint:W3663", "trivy:AWS-0067"],
  bad: [
    { head: { "main.tf": template("") } },
    {
      head: {
        "template.yaml": `
Resources:
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      Subscription:
        - { Protocol: lambda, Endpoint: !GetAtt Book.Arn }
  Book:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: arn:aws:iam::123456789012:role/book
      Code: { S3Bucket: code, S3Key: book.zip }
  BookPermission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Book
      Action: lambda:InvokeFunction
      Principal: sns.amazonaws.com
`,
      },
    },
    {
      head: {
        "main.tf": `
resource "aws_cloudwatch_event_rule" "nightly" {
  schedule_expression = "rate(1 day)"
}

resource "aws_cloudwatch_event_target" "report" {
  rule = aws_cloudwatch_event_rule.nightly.name
  arn  = aws_lambda_function.report.arn
}

resource "aws_lambda_function" "report" {
  function_name = "report"
  role          = "arn:aws:iam::123456789012:role/report"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_permission" "nightly" {
  function_name = aws_lambda_function.report.function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
}
`,
      },
    },
  ],
  good: [
    { head: { "main.tf": template('  source_arn     = "arn:aws:s3:::uploads"\n  source_account = "123456789012"\n') } },
    { head: { "main.tf": template("", "secretsmanager.amazonaws.com") } },
    { head: { "main.tf": template('  event_source_token = "amzn1.ask.skill.1"\n', "alexa-appkit.amazon.com") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      for (const statement of lambda.statements) {
        const principal = statement.principals.map(({ value }) => textOf(value) ?? "").find((text) => shared.has(text));
        if (statement.effect !== "Allow" || principal === undefined || statement.conditions !== null) continue;
        yield {
          subject: lambda,
          claim: `permission:${statement.declaredBy ?? ""}`,
          evidence: [{ at: statement.at, note: "no source" }, { at: lambda.at }],
          what: `The permission ${named(statement.declaredBy ?? "on the function")} lets \`${principal}\` call ${named(lambda)} for any source of any account.`,
          why: `Somebody who knows the function's ARN can point a resource of \`${principal.split(".")[0] ?? "the service"}\` in their own account at it: the service calls on their behalf, with input of their choice.`,
          fix: `Add the source's ARN (\`${lambda.format === "terraform" ? "source_arn" : "SourceArn"}\`)${principal.startsWith("s3") ? ` and the account (\`${lambda.format === "terraform" ? "source_account" : "SourceAccount"}\`), since a bucket's ARN holds none` : ""}.`,
          severity: principal.startsWith("s3") || principal.startsWith("sns") ? "high" : "medium",
          edit: sourceOf(statement, { principal, lambda, stack }),
        };
      }
    }
  },
};

const principals: ReadonlyMap<string, string> = new Map([
  ["topic", "sns.amazonaws.com"],
  ["rule", "events.amazonaws.com"],
  ["bucket", "s3.amazonaws.com"],
]);

/** The one resource of the stack for which the service calls the function. */
function sourceOf(statement: Statement, from: { principal: string; lambda: Resource; stack: Stack }): EditPlan | undefined {
  const { principal, lambda, stack } = from;
  const permission = stack.linksTo(lambda, "permits").find((link) => link.declaredBy?.name === statement.declaredBy)?.declaredBy;
  const callers = stack.triggersOf(lambda).flatMap((link) => link.from.resource ?? []);
  const [source, ...others] = new Set(callers.filter((one) => principals.get(one.kind) === principal));
  if (permission === undefined || source === undefined || others.length > 0) return undefined;
  // In a template a bucket waits for the permission, which cannot wait for the bucket then.
  if (source.kind === "bucket" && permission.format !== "terraform") return undefined;
  const value = arnBeside(source, permission);
  const name = permission.format === "terraform" ? "source_arn" : "SourceArn";
  return value && addProperty(permission.properties, permission.at, { name, value });
}
