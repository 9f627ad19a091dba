import { permitsService } from "../../stack/platforms/aws/permits-service.ts";
import type { Link } from "../../stack/link.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, sourceName } from "../words.ts";

/** Which principal calls the function for a source. */
const principals: ReadonlyMap<string, string> = new Map([
  ["sns", "sns.amazonaws.com"],
  ["s3", "s3.amazonaws.com"],
  ["eventbridge", "events.amazonaws.com"],
  ["logs", "logs.amazonaws.com"],
  ["iot", "iot.amazonaws.com"],
  ["cognito", "cognito-idp.amazonaws.com"],
  ["cognito-sender", "cognito-idp.amazonaws.com"],
]);

const rule = (permission: string) => `
Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets:
        - Id: report
          Arn: !GetAtt Report.Arn
  Report:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: arn:aws:iam::123456789012:role/report
      Code:
        S3Bucket: code
        S3Key: report.zip
${permission}`;

export const lambdaTargetPermissionMissing: Rule = {
  id: "lambda-target-permission-missing",
  title: "Nothing lets the source call the function",
  topics: ["2.3", "7.1", "34.1"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
  bad: [
    { head: { "template.yaml": rule("") } },
    {
      head: {
        "main.tf": `
resource "aws_sns_topic" "orders" {
  name = "orders"
}

resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_sns_topic_subscription" "book" {
  topic_arn = aws_sns_topic.orders.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.book.arn
}
`,
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: "report:\n  handler: src/report.handler",
          resources: `
Nightly:
  Type: AWS::Events::Rule
  Properties:
    ScheduleExpression: rate(1 day)
    Targets:
      - Id: report
        Arn: !GetAtt ReportLambdaFunction.Arn
`,
        }),
        "src/report.js": "export const handler = async () => {};\n",
      },
    },
  ],
  good: [
    {
      head: {
        "template.yaml": rule(`
  ReportPermission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Report
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Nightly.Arn
`),
      },
    },
    {
      head: {
        "template.yaml": rule(`
  ReportPermission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Report
      Action: lambda:InvokeFunction
      Principal: events.eu-west-1.amazonaws.com
      SourceArn: !GetAtt Nightly.Arn
`),
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const lambda = link.to.resource;
      const principal = principalOf(link);
      if (lambda?.kind !== "function" || principal === null || addsPermission(link) || link.has("serviceAccount")) continue;
      if (permitsService(lambda, { principal, action: "lambda:InvokeFunction", source: link.from.resource }) !== "no") continue;
      yield {
        subject: link,
        claim: "permission",
        evidence: [
          { at: link.at, note: `calls ${named(lambda)}` },
          { at: lambda.at, note: "no permission for it" },
        ],
        what: `${sourceName(link)} delivers to ${named(lambda)}, but no permission lets \`${principal}\` call the function${link.from.resource ? ` for ${named(link.from.resource)}` : ""}.`,
        why: `The deployment succeeds, and every delivery is denied: the events vanish without a log line of the function.`,
        fix: `Add a permission on ${named(lambda)}: action \`lambda:InvokeFunction\`, principal \`${principal}\`, with the source's ARN.`,
      };
    }
  },
};

function principalOf(link: Link): string | null {
  const service = link.string("service");
  return service.known ? (principals.get(service.value) ?? null) : null;
}

function addsPermission(link: Link): boolean {
  const implicit = link.boolean("implicitPermission");
  return implicit.state === "unknown" || (implicit.known && implicit.value);
}
