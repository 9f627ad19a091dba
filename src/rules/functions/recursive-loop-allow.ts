import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const template = (value: string) => `
resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_function_recursion_config" "book" {
  function_name  = aws_lambda_function.book.function_name
  recursive_loop = "${value}"
}
`;

export const recursiveLoopAllow: Rule = {
  id: "recursive-loop-allow",
  title: "Lambda's guard against loops is off",
  topics: ["8.6", "2.4"],
  category: "cost",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html",
  bad: [
    { head: { "main.tf": template("Allow") } },
    {
      head: {
        "template.yaml": `
Resources:
  Book:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: arn:aws:iam::123456789012:role/book
      Code: { S3Bucket: code, S3Key: book.zip }
      RecursiveLoop: Allow
`,
      },
    },
    {
      head: cdkApp(`
new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
  recursiveLoop: lambda.RecursiveLoop.ALLOW,
});
`),
    },
  ],
  good: [{ head: { "main.tf": template("Terminate") } }],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const loop = lambda.string("recursiveLoop");
      if (!loop.known || loop.value !== "Allow") continue;
      yield {
        subject: lambda,
        claim: "recursiveLoop",
        evidence: [{ at: loop.at, note: "loops are not stopped" }, { at: lambda.at }],
        what: `${named(lambda)} sets \`${loop.nativeName}\` to \`Allow\`.`,
        why: `Where the function comes to trigger itself (through SQS, SNS, S3), Lambda no longer stops it after about 16 rounds: it runs until somebody notices, at full concurrency and full cost.`,
        fix: `Set \`${loop.nativeName}\` back to \`Terminate\`. Where the recursion is by design, count the rounds in the event, end at a bound, and set an alarm on the function's invocations.`,
        edit: setValue(loop, "Terminate"),
      };
    }
  },
};
