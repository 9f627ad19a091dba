import { iamActionNamed } from "../../facts/iam-actions.ts";
import { resourceOfCall } from "../../stack/call-target.ts";
import { iamActionsOf } from "../../stack/platforms/aws/iam-actions-of.ts";
import { rolePermits } from "../../stack/platforms/aws/role-permits.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { mayReadIndex, needsNoRightOfTheRole } from "./calls-beyond-the-role.ts";
import { grantEdit } from "./grant-edit.ts";

const template = (policy: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: book.handler
      Runtime: python3.13
      Environment:
        Variables:
          ORDERS: !Ref Orders
      Policies:
        - ${policy}:
            TableName: !Ref Orders
`;
const withStatement = (action: string, resource: string) =>
  template("X").replace(/- X:[^]*$/, `- Statement:\n            - { Effect: Allow, Action: ${action}, Resource: ${resource} }\n`);
const code = `
import os
import boto3

table = boto3.resource("dynamodb").Table(os.environ["ORDERS"])

def handler(event, context):
    table.put_item(Item={"id": event["id"]})
`;

export const iamMissingForSdkCall: Rule = {
  id: "iam-missing-for-sdk-call",
  title: "The function calls what its role does not allow",
  topics: ["7.1", "34.1"],
  category: "security",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
  bad: [
    { head: { "template.yaml": template("DynamoDBReadPolicy"), "src/book.py": code } },
    {
      head: {
        ...cdkApp(`
const orders = new dynamodb.Table(this, "Orders", { partitionKey: { name: "id", type: dynamodb.AttributeType.STRING } });
const book = new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
  environment: { ORDERS: orders.tableName },
});
book.addToRolePolicy(new iam.PolicyStatement({ actions: ["dynamodb:GetItem"], resources: [orders.tableArn] }));
`),
        "src/book.py": code,
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({
          runtime: "python3.13",
          provider: `
iam:
  role:
    statements:
      - Effect: Allow
        Action:
          - dynamodb:GetItem
        Resource: !GetAtt Orders.Arn
`,
          functions: "book:\n  handler: src/book.handler\n  environment:\n    ORDERS: !Ref Orders",
          resources: `
Orders:
  Type: AWS::DynamoDB::Table
  Properties:
    BillingMode: PAY_PER_REQUEST
    AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
    KeySchema: [{ AttributeName: id, KeyType: HASH }]
`,
        }),
        "src/book.py": code,
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("DynamoDBWritePolicy"), "src/book.py": code } },
    // An index has an ARN of its own, and reading it takes no right on the table.
    {
      head: {
        "template.yaml": withStatement("dynamodb:Query", '!Sub "${Orders.Arn}/index/by-day"'),
        "src/book.py": code.replace('put_item(Item={"id": event["id"]})', 'query(IndexName="by-day", KeyConditionExpression=event["day"])'),
      },
    },
    // CloudFormation makes the parameter's name, and the policy refers to it.
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Key: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: one } }
  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: book.handler
      Runtime: python3.13
      Environment: { Variables: { KEY: !Ref Key } }
      Policies: [{ SSMParameterReadPolicy: { ParameterName: !Ref Key } }]
`,
        "src/book.py":
          'import os\nimport boto3\n\nssm = boto3.client("ssm")\n\ndef handler(event, context):\n    return ssm.get_parameter(Name=os.environ["KEY"])["Parameter"]["Value"]\n',
      },
    },
    // Nobody sets the variable, and the code looks whether somebody has.
    {
      head: {
        "template.yaml": template("DynamoDBWritePolicy"),
        "src/book.py": `${code}    if "AUDIT" in os.environ:\n        boto3.client("sqs").send_message(QueueUrl=os.environ["AUDIT"], MessageBody="booked")\n`,
      },
    },
    // The table is of another account, whose role the code takes.
    {
      head: {
        "template.yaml": withStatement("sts:AssumeRole", '"arn:aws:iam::210987654321:role/shop"'),
        "src/book.py":
          'import boto3\n\ndef handler(event, context):\n    taken = boto3.client("sts").assume_role(RoleArn="arn:aws:iam::210987654321:role/shop", RoleSessionName="book")["Credentials"]\n    table = boto3.resource("dynamodb", aws_access_key_id=taken["AccessKeyId"], aws_secret_access_key=taken["SecretAccessKey"], aws_session_token=taken["SessionToken"]).Table("orders")\n    table.put_item(Item={"id": event["id"]})\n',
      },
    },
    // Lift gives every function the rights on what its constructs make.
    {
      head: {
        "serverless.yml": `${serverlessService({ runtime: "python3.13", functions: 'book:\n  handler: src/book.handler\n  environment: { ORDERS: "${construct:orders.tableName}" }' })}\nplugins: [serverless-lift]\nconstructs: { orders: { type: database/dynamodb-single-table } }\n`,
        "src/book.py": code,
      },
    },
    // The other role trusts this one by name.
    {
      head: {
        "template.yaml": `${template("DynamoDBWritePolicy")}  Tenant:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Action: sts:AssumeRole, Principal: { AWS: !GetAtt BookRole.Arn } }
`,
        "src/book.py": `${code}    boto3.client("sts").assume_role(RoleArn=event["role"], RoleSessionName="book")\n`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const handler = stack.handlerOf(lambda);
      const role = stack.roleOf(lambda);
      if (handler?.state !== "found" || role === undefined) continue;
      const reported = new Set<string>();
      for (const call of handler.facts.calls) {
        const actions = iamActionsOf(call.service, call.action);
        const action = actions.find((one) => iamActionNamed(one) !== undefined);
        if (action === undefined) continue;
        if (needsNoRightOfTheRole(call, { lambda, handler, stack })) continue;
        // An index has an ARN of its own: iam-missing-for-index-query looks at it.
        const target = mayReadIndex(call) ? null : resourceOfCall(call, lambda, stack);
        const key = `${action}:${target?.id ?? ""}`;
        if (reported.has(key) || actions.some((one) => rolePermits(role, one, target) !== "no")) continue;
        reported.add(key);
        const on = target === null ? "" : ` on ${named(target)}`;
        yield {
          subject: lambda,
          claim: `permission:${key}`,
          evidence: [
            { at: call.at, note: `calls \`${action}\`` },
            { at: role.at, note: "does not allow it" },
          ],
          what: `${named(lambda)} calls \`${action}\`${on}, and no policy of its role allows it.`,
          why: `The call is denied (AccessDenied) each time that this line is reached; nothing before deployment shows it.`,
          fix: `Allow \`${action}\`${on} in the role of ${named(lambda)}, and nothing wider.`,
          edit: grantEdit(role, action, target),
        };
      }
    }
  },
};
