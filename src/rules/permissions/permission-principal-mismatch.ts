import { arnOf } from "../../stack/platforms/aws/arn.ts";
import { piecesOf } from "../../stack/platforms/aws/pieces.ts";
import { servicePrincipal } from "../../stack/platforms/aws/service-principal.ts";
import type { Link } from "../../stack/link.ts";
import { entryOf, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (principal: string) => `
Resources:
  Orders:
    Type: AWS::SNS::Topic
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
      Principal: ${principal}
      SourceArn: !Ref Orders
`;

/** Which principal calls for which kind of resource. */
const principalOfKind: ReadonlyMap<string, string> = new Map([
  ["topic", "sns.amazonaws.com"],
  ["bucket", "s3.amazonaws.com"],
  ["rule", "events.amazonaws.com"],
  ["log-group", "logs.amazonaws.com"],
  ["user-pool", "cognito-idp.amazonaws.com"],
]);
const principalOfService: ReadonlyMap<string, string> = new Map([
  ["sns", "sns.amazonaws.com"],
  ["s3", "s3.amazonaws.com"],
  ["events", "events.amazonaws.com"],
  ["logs", "logs.amazonaws.com"],
  ["execute-api", "apigateway.amazonaws.com"],
  ["cognito-idp", "cognito-idp.amazonaws.com"],
  ["iot", "iot.amazonaws.com"],
]);

export const permissionPrincipalMismatch: Rule = {
  id: "permission-principal-mismatch",
  title: "The permission names the wrong service for its source",
  topics: ["7.1", "2.3"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
  peers: ["cfn-lint:W3664"],
  bad: [
    { head: { "template.yaml": template("events.amazonaws.com") } },
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

resource "aws_lambda_permission" "orders" {
  function_name = aws_lambda_function.book.function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_sns_topic.orders.arn
}
`,
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("sns.eu-west-1.amazonaws.com") } },
    { head: { "template.yaml": template("sns.amazonaws.com") } },
    { head: { "template.yaml": `Parameters:\n  Caller: { Type: String }\n${template("!Ref Caller")}` } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("permits", "aws")) {
      const written = entryOf(link.declaredBy?.properties, "Principal");
      const principal = textOf(written?.value);
      const source = entryOf(link.declaredBy?.properties, "SourceArn");
      const needed = source === undefined ? undefined : principalFor(link);
      if (written === undefined || principal === undefined || needed === undefined || servicePrincipal(principal) === needed) continue;
      if (!principal.endsWith(".amazonaws.com")) continue;
      const on = link.to.resource === null ? "the function" : named(link.to.resource);
      yield {
        subject: link.declaredBy ?? link,
        claim: "principal",
        evidence: [{ at: written.at, note: `\`${needed}\` calls for this source` }, ...(source === undefined ? [] : [{ at: source.at }])],
        what: `The permission on ${on} lets \`${principal}\` call for ${link.from.resource === null ? "a source" : named(link.from.resource)}, for which \`${needed}\` calls.`,
        why: `Both parts of the permission have to hold, and they never do: every delivery from ${link.from.resource === null ? "the source" : named(link.from.resource)} is denied, without a log line of the function.`,
        fix: `Set the principal to \`${needed}\`, or name the source that \`${principal}\` calls for.`,
        edit: { kind: "replace", at: written.value.at, value: needed },
      };
    }
  },
};

function principalFor({ from }: Link): string | undefined {
  if (from.resource !== null) return principalOfKind.get(from.resource.kind);
  return principalOfService.get(arnOf(piecesOf(from.value) ?? [])?.service ?? "");
}
