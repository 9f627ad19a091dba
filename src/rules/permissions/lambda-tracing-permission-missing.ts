import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Resource } from "../../stack/resource.ts";
import { itemsOf, textOf } from "../../stack/value.ts";
import { rolePermits } from "../../stack/platforms/aws/role-permits.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const needed = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];
const template = (managed: string) => `
Resources:
  BookRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: lambda.amazonaws.com } }
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
${managed}  Book:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: !GetAtt BookRole.Arn
      Code: { S3Bucket: code, S3Key: book.zip }
      TracingConfig:
        Mode: Active
`;

export const lambdaTracingPermissionMissing: Rule = {
  id: "lambda-tracing-permission-missing",
  title: "Active tracing without the permission to send traces",
  topics: ["15.1", "7.1"],
  category: "observability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html",
  bad: [
    { head: { "template.yaml": template("") } },
    {
      head: {
        "main.tf": `
resource "aws_iam_role" "book" {
  name               = "book"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = aws_iam_role.book.arn
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  tracing_config {
    mode = "Active"
  }
}
`,
      },
    },
  ],
  good: [
    // The module attaches the policy.
    {
      head: {
        "main.tf": `
module "book" {
  source                = "terraform-aws-modules/lambda/aws"
  function_name         = "book"
  handler               = "index.handler"
  runtime               = "nodejs22.x"
  tracing_mode          = "Active"
  attach_tracing_policy = true
}
`,
      },
    },
    { head: { "template.yaml": template("        - arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess\n") } },
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Tracing: Active
`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const tracing = lambda.string("tracing");
      const role = stack.roleOf(lambda);
      if (!tracing.known || tracing.value !== "Active" || role === undefined) continue;
      const missing = needed.filter((action) => rolePermits(role, action, null) === "no");
      if (missing.length === 0) continue;
      yield {
        subject: lambda,
        claim: "tracingPermission",
        evidence: [
          { at: tracing.at, note: "active tracing" },
          { at: role.at, note: `does not allow ${missing.map(named).join(", ")}` },
        ],
        what: `${named(lambda)} traces actively, but its role ${named(role)} does not allow ${missing.map(named).join(" and ")}.`,
        why: `Lambda's requests to X-Ray are denied without an error in the function: calls are sampled, and no trace of the function ever arrives.`,
        fix: `Attach \`AWSXRayDaemonWriteAccess\` to ${named(role)}, or allow the two actions.`,
        edit: attachedTo(role),
      };
    }
  },
};

const policiesOfAws = "arn:aws:iam::aws:policy/";

/** Beside the last policy of AWS that the role has. */
function attachedTo(role: Resource): EditPlan | undefined {
  const last = itemsOf(role.value("managedPolicies")).at(-1);
  const written = textOf(last);
  if (last === undefined || written?.startsWith(policiesOfAws) !== true) return undefined;
  return { kind: "append", after: last.at, written, value: `${policiesOfAws}AWSXRayDaemonWriteAccess` };
}
