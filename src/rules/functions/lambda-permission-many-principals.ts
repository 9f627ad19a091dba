import { textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const permission = (name: string, principal: string) => `  ${name}:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Book
      Principal: ${principal}
      SourceAccount: "123456789012"
`;
const template = (...permissions: readonly string[]) => `
Resources:
  Book:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: arn:aws:iam::123456789012:role/book
      Code: { S3Bucket: code, S3Key: book.zip }
${permissions.join("")}`;
const terraform = `
resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_permission" "topic" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.book.function_name
  principal     = "sns.amazonaws.com"
  source_arn    = "arn:aws:sns:eu-west-1:123456789012:orders"
}

resource "aws_lambda_permission" "bucket" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.book.function_name
  principal     = "s3.amazonaws.com"
  source_arn    = "arn:aws:s3:::orders"
}
`;

export const lambdaPermissionManyPrincipals: Rule = {
  id: "lambda-permission-many-principals",
  title: "Several services call one function",
  topics: ["40.1", "7.3", "29.3"],
  category: "design",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
  onByDefault: false,
  peers: ["cfn-lint:WS1002"],
  bad: [
    { head: { "template.yaml": template(permission("FromTopic", "sns.amazonaws.com"), permission("FromBucket", "s3.amazonaws.com")) } },
    { head: { "main.tf": terraform } },
  ],
  good: [
    { head: { "template.yaml": template(permission("FromTopic", "sns.amazonaws.com"), permission("FromOther", "sns.amazonaws.com")) } },
    { head: { "template.yaml": template(permission("FromTopic", "sns.amazonaws.com"), permission("FromOther", "!ImportValue caller")) } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const callers = lambda.statements.flatMap(({ principals, at }) =>
        principals.flatMap(({ value }) => {
          const name = textOf(value);
          return name?.endsWith(".amazonaws.com") === true ? [{ name, at }] : [];
        }),
      );
      const names = [...new Set(callers.map(({ name }) => name))];
      if (names.length < 2) continue;
      yield {
        subject: lambda,
        claim: "principals",
        evidence: [...callers.toReversed().map(({ at, name }) => ({ at, note: `lets \`${name}\` call it` })), { at: lambda.at }],
        what: `${names.map(named).join(", ")} may each call ${named(lambda)}.`,
        why: `Their events have different shapes, retries and loads: one function for all of them has to tell them apart, holds the rights for all of them, and one caller's burst throttles the others. Where they mean the same work, it does not matter.`,
        fix: `Give each caller a function of its own that shares the code.`,
      };
    }
  },
};
