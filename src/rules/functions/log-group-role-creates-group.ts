import { matchesAction } from "../../stack/platforms/aws/permits.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
const template = (more: string, policy = `      ManagedPolicyArns: [${basic}]\n`) => `
Resources:
  BookRole:
    Type: AWS::IAM::Role
    Properties:
${policy}      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: lambda.amazonaws.com } }
  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /aws/lambda/book
      RetentionInDays: 30
  Book:
    Type: AWS::Lambda::Function
${more}    Properties:
      FunctionName: book
      Handler: index.handler
      Runtime: nodejs22.x
      Role: !GetAtt BookRole.Arn
      Code: { S3Bucket: code, S3Key: book.zip }
`;
const terraform = (more = "") => `
resource "aws_iam_role" "book" {
  name               = "book"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "book" {
  role       = aws_iam_role.book.name
  policy_arn = "${basic}"
}

resource "aws_cloudwatch_log_group" "book" {
  name              = "/aws/lambda/book"
  retention_in_days = 30
}

resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = aws_iam_role.book.arn
  handler       = "index.handler"
  runtime       = "nodejs22.x"
${more}}
`;
const inline = `      Policies:
        - PolicyName: logs
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: "*" }
`;
/** Formats that leave the order to the author. */
const formats = new Set<Resource["format"]>(["cloudformation", "sam", "terraform"]);

export const logGroupRoleCreatesGroup: Rule = {
  id: "log-group-role-creates-group",
  title: "The function may make its log group before the stack does",
  topics: ["15.4", "18.1"],
  category: "deployment",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
  onByDefault: false,
  bad: [{ head: { "template.yaml": template("") } }, { head: { "main.tf": terraform() } }],
  good: [
    { head: { "template.yaml": template("    DependsOn: Logs\n") } },
    { head: { "template.yaml": template("", inline) } },
    { head: { "main.tf": terraform("  depends_on = [aws_cloudwatch_log_group.book]\n") } },
    {
      head: {
        "main.tf": terraform('  logging_config {\n    log_format = "JSON"\n    log_group  = aws_cloudwatch_log_group.book.name\n  }\n'),
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const group = lambda.has("logGroup") ? undefined : stack.linksFrom(lambda, "logs-to")[0]?.to.resource;
      const grant = grantOf(lambda, stack);
      if (!group || grant === undefined || !formats.has(lambda.format) || dependsOn(lambda, group)) continue;
      yield {
        subject: lambda,
        claim: "logGroup:order",
        evidence: [
          { at: group.at, note: "the stack's log group" },
          { at: lambda.at, note: "does not wait for it" },
          { at: grant, note: "allows `logs:CreateLogGroup`" },
        ],
        what: `${named(lambda)} may be called before ${named(group)} exists, and its role lets it make that group itself.`,
        why: `When a call comes first, Lambda makes the group and the deployment fails with "already exists". When the group is deleted one day, the next call makes it anew, without retention and for ever.`,
        fix: `Name the group in the function's \`LoggingConfig\`, or let the function depend on it; without \`logs:CreateLogGroup\` in the role the group stays the stack's.`,
      };
    }
  },
};

function grantOf(lambda: Resource, stack: Stack) {
  const statements = stack.roleOf(lambda)?.statements ?? [];
  return statements.find((one) => one.effect === "Allow" && matchesAction(one, "logs:CreateLogGroup") === "yes")?.at;
}

function dependsOn(lambda: Resource, group: Resource): boolean {
  const written = lambda.attributes.get("DependsOn") ?? lambda.attributes.get("depends_on") ?? "";
  return written.split(",").some((one) => one.trim() === group.address);
}
