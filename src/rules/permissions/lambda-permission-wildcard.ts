import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Statement } from "../../stack/statement.ts";
import { type MapEntry, entryOf, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setEntry } from "../words.ts";

const template = (permission: string) => `
Resources:
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
${permission}`;

export const lambdaPermissionWildcard: Rule = {
  id: "lambda-permission-wildcard",
  title: "Everybody may call the function",
  topics: ["7.1", "34.1"],
  category: "security",
  severity: "critical",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
  peers: ["checkov:CKV_AWS_301", "cfn_nag:F13", "cfn_nag:W24"],
  bad: [
    { head: { "template.yaml": template('      Action: lambda:InvokeFunction\n      Principal: "*"\n') } },
    { head: { "template.yaml": template('      Action: "lambda:*"\n      Principal: "123456789012"\n') } },
    {
      head: {
        "main.tf": `
resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_permission" "partner" {
  function_name = aws_lambda_function.book.function_name
  action        = "lambda:*"
  principal     = "123456789012"
}
`,
      },
    },
  ],
  good: [
    { head: { "template.yaml": template('      Action: lambda:InvokeFunction\n      Principal: "*"\n      PrincipalOrgID: o-a1b2c3d4e5\n') } },
    { head: { "template.yaml": template('      Action: lambda:InvokeFunctionUrl\n      Principal: "*"\n      FunctionUrlAuthType: NONE\n') } },
    { head: { "template.yaml": template('      Action: lambda:InvokeFunction\n      Principal: "123456789012"\n') } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      for (const statement of lambda.statements.filter((one) => one.effect === "Allow")) {
        const wide = statement.actions?.find(({ text }) => text.endsWith("*"));
        const isOpen = statement.conditions === null && statement.principals.some(({ value }) => textOf(value) === "*");
        if (!isOpen && wide === undefined) continue;
        yield {
          subject: lambda,
          claim: `permission:${statement.declaredBy ?? ""}`,
          evidence: [{ at: isOpen || wide === undefined ? statement.at : wide.at, note: isOpen ? "everybody" : "every action" }, { at: lambda.at }],
          what: isOpen
            ? `The permission ${named(statement.declaredBy ?? "on the function")} lets every principal call ${named(lambda)}, without a condition.`
            : `The permission ${named(statement.declaredBy ?? "on the function")} on ${named(lambda)} allows \`${wide?.text ?? "*"}\`.`,
          why: isOpen
            ? `Anybody with an AWS account, whosever it is, can run the function with input of their choice, at your cost and with its role's rights.`
            : `Whoever it names may not only call the function but change its code and configuration, and so take its role's rights.`,
          fix: isOpen ? `Name the service or account that calls, with \`SourceArn\` or \`PrincipalOrgID\`.` : `Allow \`lambda:InvokeFunction\` only.`,
          severity: isOpen ? "critical" : "high",
          edit: isOpen ? undefined : setEntry(actionOf(statement, lambda, stack), "lambda:InvokeFunction"),
        };
      }
    }
  },
};

function actionOf(statement: Statement, lambda: Resource, stack: Stack): MapEntry | undefined {
  const permission = stack.linksTo(lambda, "permits").find((link) => link.declaredBy?.name === statement.declaredBy)?.declaredBy;
  return entryOf(permission?.properties, "Action");
}
