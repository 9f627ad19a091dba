import { matchesAction } from "../../stack/platforms/aws/permits.ts";
import { rolePermits } from "../../stack/platforms/aws/role-permits.ts";
import { functionRoles } from "../../stack/platforms/aws/wide-grants.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { entryOf, itemsOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named } from "../words.ts";

const basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
const template = (more: string) => `
Resources:
  BookRole:
    Type: AWS::IAM::Role
    Properties:
${more}      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: lambda.amazonaws.com } }
  Book:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: !GetAtt BookRole.Arn
      Code: { S3Bucket: code, S3Key: book.zip }
`;
const policy = (effect: string, actions: string) => `      Policies:
        - PolicyName: book
          PolicyDocument:
            Statement:
              - { Effect: ${effect}, Action: ${actions}, Resource: "*" }
`;
const terraform = (more = "") => `
resource "aws_iam_role" "book" {
  name               = "book"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = aws_iam_role.book.arn
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}
${more}`;

export const lambdaLogsPermission: Rule = {
  id: "lambda-logs-permission",
  title: "The function may not write its own log",
  topics: ["15.4", "7.1", "17.3"],
  category: "observability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html",
  peers: ["cfn_nag:W58"],
  bad: [
    { head: { "template.yaml": template("") } },
    { head: { "template.yaml": template(policy("Allow", "dynamodb:GetItem")) } },
    { head: { "main.tf": terraform() } },
  ],
  good: [
    { head: { "template.yaml": template(`      ManagedPolicyArns: [${basic}]\n`) } },
    { head: { "template.yaml": template(policy("Allow", `["logs:CreateLogStream", "logs:PutLogEvents"]`)) } },
    // Some do without a log to save its cost, and say so.
    { head: { "template.yaml": template(policy("Deny", `"logs:*"`)) } },
    { head: { "template.yaml": template("      ManagedPolicyArns: [!ImportValue FunctionPolicy]\n") } },
    {
      head: {
        "main.tf": terraform(`
resource "aws_iam_role_policy_attachment" "book" {
  role       = aws_iam_role.book.name
  policy_arn = "${basic}"
}
`),
      },
    },
    {
      head: {
        "main.tf": terraform(`
variable "roles" { type = list(string) }

resource "aws_iam_role_policy_attachment" "all" {
  for_each   = toset(var.roles)
  role       = each.value
  policy_arn = "${basic}"
}
`),
      },
    },
    {
      head: {
        "template.yaml":
          "Transform: AWS::Serverless-2016-10-31\nResources:\n  Book:\n    Type: AWS::Serverless::Function\n    Properties: { Handler: index.handler, Runtime: nodejs22.x }\n",
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    if (hasLooseAttachment(stack)) return;
    for (const [role, functions] of functionRoles(stack)) {
      const [lambda, ...others] = functions;
      if (lambda === undefined || rolePermits(role, "logs:PutLogEvents", null) !== "no" || isMeant(role)) continue;
      yield {
        subject: role,
        claim: "logs",
        evidence: [
          { at: role.at, note: "does not allow `logs:PutLogEvents`" },
          { at: lambda.at, note: "runs as this role" },
        ],
        what: `The role ${named(role)} of ${named(lambda)}${others.length === 0 ? "" : ` and ${others.length} more`} does not allow \`logs:CreateLogStream\` and \`logs:PutLogEvents\`.`,
        why: `Lambda writes a function's log with the function's role and says nothing where it may not: the function runs, and no line of it is ever seen, not even of its errors.`,
        fix: `Attach \`AWSLambdaBasicExecutionRole\` to ${named(role)}. Where the log is left out to save its cost, deny \`logs:*\` in the role, so that it shows that this is meant.`,
        edit: withBasicRole(role),
      };
    }
  },
};

/** A policy whose role is not known may be attached to any. */
function hasLooseAttachment(stack: Stack): boolean {
  const attached = ["AWS::IAM::RolePolicyAttachment", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"].flatMap((shape) => stack.ofShape(shape));
  const roles = attached.flatMap(({ properties }) => ["Role", "Roles"].flatMap((name) => itemsOf(entryOf(properties, name)?.value)));
  return roles.some(({ kind }) => kind === "unknown");
}

/** A denial says that the function is to write no log. */
function isMeant(role: Resource): boolean {
  return role.statements.some((statement) => statement.effect === "Deny" && matchesAction(statement, "logs:PutLogEvents") !== "no");
}

/** Terraform attaches policies in a resource of their own, and a list that stands already has to be added to. */
function withBasicRole(role: Resource) {
  const isPlain = role.nativeType === "AWS::IAM::Role" && !role.has("managedPolicies");
  return isPlain ? addProperty(role.properties, role.at, { name: "ManagedPolicyArns", value: [basic] }) : undefined;
}
