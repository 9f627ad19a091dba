import { type Value, itemsOf, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (origins: string, headers = '["*"]', authorization = "NONE") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      FunctionUrlConfig:
        AuthType: ${authorization}
        Cors:
          AllowOrigins: ${origins}
          AllowMethods: ["*"]
          AllowHeaders: ${headers}
`;
const terraform = `
resource "aws_lambda_function" "report" {
  function_name = "report"
  role          = "arn:aws:iam::123456789012:role/report"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_function_url" "report" {
  function_name      = aws_lambda_function.report.function_name
  authorization_type = "NONE"
  cors {
    allow_origins = ["*"]
    allow_methods = ["*"]
    allow_headers = ["*"]
  }
}
`;

export const lambdaUrlCorsWildcard: Rule = {
  id: "lambda-url-cors-wildcard",
  title: "Every website may call the function's URL in every way",
  topics: ["9.7", "3.4", "7.7"],
  category: "security",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html",
  onByDefault: false,
  peers: ["checkov:CKV2_AWS_75"],
  bad: [{ head: { "template.yaml": template('["*"]') } }, { head: { "main.tf": terraform } }],
  good: [
    { head: { "template.yaml": template('["https://shop.example"]') } },
    // A public endpoint that takes no headers of its own.
    { head: { "template.yaml": template('["*"]', '["content-type"]') } },
    { head: { "template.yaml": template("[!ImportValue origin]") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const cors = lambda.value("urlCors");
      const authorization = lambda.string("urlAuthorization");
      if (cors === undefined || !["AllowOrigins", "AllowMethods", "AllowHeaders"].every((name) => allowsAll(valueAt(cors, name)))) continue;
      const isSigned = authorization.known && authorization.value === "AWS_IAM";
      yield {
        subject: lambda,
        claim: "urlCors",
        evidence: [
          { at: valueAt(cors, "AllowOrigins")?.at ?? lambda.placeOf("urlCors"), note: "every origin" },
          { at: lambda.placeOf("urlCors"), note: "every method and header" },
        ],
        what: `The URL of ${named(lambda)} lets every website call it with every method and header.`,
        why: `A page that somebody else wrote can call it from your users' browsers and read the answer${isSigned ? "; it still has to sign, so this matters only where pages hold credentials" : ""}.`,
        fix: `List the origins of your own pages, and the methods and headers that they use.`,
        severity: isSigned ? "low" : "medium",
      };
    }
  },
};

function allowsAll(list: Value | undefined): boolean {
  return itemsOf(list).some((item) => textOf(item) === "*");
}
