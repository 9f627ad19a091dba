import { type WideGrant, functionRoles, reachesHeldData, wideGrantsOf } from "../../stack/platforms/aws/wide-grants.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (action: string, resource: string, more = "") => `
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
      Handler: index.handler
      Runtime: nodejs22.x
      Policies:
        - Statement:
            - Effect: Allow
              Action: "${action}"
              Resource: ${resource}
${more}`;

export const lambdaRoleStar: Rule = {
  id: "lambda-role-star",
  title: "The function may do far more than it needs",
  topics: ["7.1", "34.1"],
  category: "security",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  peers: ["checkov:CKV_AWS_1", "checkov:CKV_AWS_49", "cdk-nag:AwsSolutions-IAM5"],
  bad: [
    { head: { "template.yaml": template("dynamodb:*", '"*"') } },
    { head: { "template.yaml": template("dynamodb:PutItem", '"*"') } },
    { head: { "template.yaml": template("sns:Publish", '"*"') } },
    {
      head: {
        "main.tf": `
resource "aws_iam_role" "book" {
  name               = "book"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "book" {
  role = aws_iam_role.book.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = aws_iam_role.book.arn
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}
`,
      },
    },
    {
      head: cdkApp(`
const book = new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
});
book.addToRolePolicy(new iam.PolicyStatement({ actions: ["dynamodb:*"], resources: ["*"] }));
`),
    },
  ],
  good: [
    // Text messages: everything but topics.
    {
      head: {
        "template.yaml": template("sns:Publish", '"*"', '            - { Effect: Deny, Action: sns:Publish, Resource: "arn:aws:sns:*:*:*" }\n'),
      },
    },
    {
      head: {
        "template.yaml": template("sns:Publish", '"*"').replace("Handler: index.handler", "CodeUri: src/\n      Handler: index.handler"),
        "src/index.mjs":
          'import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";\nconst sns = new SNSClient({});\nexport const handler = (event) => sns.send(new PublishCommand({ PhoneNumber: event.phone, Message: "Sent" }));\n',
      },
    },
    { head: { "template.yaml": template("dynamodb:PutItem", "!GetAtt Orders.Arn") } },
    // A durable function has AWS's own policy for its executions, which allows the same.
    {
      head: {
        "template.yaml": template("lambda:GetDurableExecutionState", '"*"').replace(
          "Runtime: nodejs22.x",
          "Runtime: nodejs22.x\n      DurableConfig: { ExecutionTimeout: 3600 }",
        ),
      },
    },
    // These actions take no resource.
    { head: { "template.yaml": template("cloudwatch:PutMetricData", '"*"') } },
    { head: { "template.yaml": template("s3:GetObject", '"*"', "              Condition: { StringEquals: { aws:ResourceTag/team: orders } }\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    const told = new Set<string>();
    for (const [role, functions] of functionRoles(stack)) {
      if (role.format === "serverless-framework" && role.nativeType !== "AWS::IAM::Role") continue;
      for (const grant of wideGrantsOf(role)) {
        if (isForPhones(grant, functions, stack)) continue;
        // A policy that several roles share is told once.
        const place = `${grant.action.at.path}:${grant.action.at.startLine}:${grant.action.text}`;
        if (told.has(place)) continue;
        told.add(place);
        yield draftOf(role, functions, grant);
      }
    }
  },
};

/** How a grant that goes too far is told; the Serverless Framework's roles are told in the same words. */
export function draftOf(role: Resource, functions: readonly Resource[], grant: WideGrant): Draft {
  const { action, reach, statement } = grant;
  const who = functions.length === 1 && functions[0] !== undefined ? named(functions[0]) : `${functions.length} functions`;
  const onAll = reach === "everything" || reach === "service" || reach === "every-resource";
  return {
    subject: role,
    claim: `star:${action.text}:${reach}`,
    evidence: [{ at: action.at, note: onAll ? "on every resource" : "every action" }, { at: statement.at }, { at: role.at }],
    what: `The role of ${who} allows \`${action.text}\`${reach === "service-on-resource" ? "" : " on every resource of the account"}${throughPolicy(grant)}.`,
    why: `Whoever gets a foot into the function, through a dependency or through its input, gets all of that: ${consequences[reach]}.`,
    fix: `Allow the actions that the code calls, on the ARNs that it calls them for${reach === "service-on-resource" ? `, instead of \`${action.text}\`` : ""}.`,
    severity: reach === "everything" || (reach === "service" && reachesHeldData(grant)) ? "high" : "medium",
  };
}

const consequences: Readonly<Record<WideGrant["reach"], string>> = {
  everything: "the whole account, with the right to give itself more",
  service: "everything of that service, of other teams and stages too, deletion included",
  "service-on-resource": "also to delete what it names and to change who may reach it",
  "every-resource": "the data of other teams and stages in the same account",
};

/** A policy of AWS is named, since its line says nothing of the action. */
function throughPolicy({ action, statement }: WideGrant): string {
  return action.at === statement.at && /^[\w+=,.@-]+$/.test(statement.origin) ? `, through \`${statement.origin}\`` : "";
}

/** Text messages go to no topic: a policy for them can name no resource. */
function isForPhones({ action }: WideGrant, functions: readonly Resource[], stack: Stack): boolean {
  if (action.text.toLowerCase() !== "sns:publish") return false;
  return functions.some((lambda) => {
    const handler = stack.handlerOf(lambda);
    const calls = handler?.state === "found" ? handler.facts.calls.filter((call) => call.service === "sns" && call.action === "Publish") : [];
    return calls.some(({ argumentNames, argumentsComplete }) => argumentNames.includes("PhoneNumber") || !argumentsComplete);
  });
}
