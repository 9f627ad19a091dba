import { functionRoles } from "../../stack/platforms/aws/wide-grants.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (action: string, others: number) => `
Resources:
  Shared:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: lambda.amazonaws.com } }
      Policies:
        - PolicyName: shop
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: "${action}", Resource: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" }
${["Book", "Pay", "Ship"]
  .slice(0, others + 1)
  .map(
    (name) =>
      `  ${name}:\n    Type: AWS::Lambda::Function\n    Properties:\n      Handler: index.handler\n      Runtime: nodejs22.x\n      Role: !GetAtt Shared.Arn\n      Code: { S3Bucket: code, S3Key: shop.zip }\n`,
  )
  .join("")}`;
const service = `
service: shop
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      statements:
        - { Effect: Allow, Action: "dynamodb:PutItem", Resource: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" }
functions:
  book: { handler: book.handler }
  list: { handler: list.handler }
`;

export const lambdaRoleShared: Rule = {
  id: "lambda-role-shared",
  title: "Several functions share one role",
  topics: ["7.1", "7.3", "34.1"],
  category: "security",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
  // Many teams share roles on purpose, and the Serverless Framework does by default.
  onByDefault: false,
  bad: [{ head: { "template.yaml": template("dynamodb:PutItem", 1) } }, { head: { "serverless.yml": service } }],
  good: [{ head: { "template.yaml": template("dynamodb:PutItem", 0) } }, { head: { "template.yaml": template("logs:PutLogEvents", 2) } }],
  *check({ stack }): Iterable<Draft> {
    for (const [role, functions] of functionRoles(stack)) {
      const [first, second, ...others] = functions;
      const grant = grantBeyondBasics(role);
      if (first === undefined || second === undefined || grant === undefined) continue;
      yield {
        subject: role,
        claim: "shared",
        evidence: [
          { at: role.at, note: `${functions.length} functions run as it` },
          { at: grant.at, note: `allows ${named(grant.text)}` },
          { at: second.at },
        ],
        what: `${named(first)}, ${named(second)}${others.length === 0 ? "" : ` and ${others.length} more`} run as the same role, which allows ${named(grant.text)} and whatever else any of them needs.`,
        why: `Each of them may do what only one of them has to: whoever gets a foot into the least of them gets the rights of all, and a grant that one no longer needs is never removed, for fear of the others.`,
        fix:
          role.format === "serverless-framework"
            ? `Give each function a role of its own (\`iamRoleStatements\` of serverless-iam-roles-per-function, or \`role\`).`
            : `Give each function a role with what it needs.`,
      };
    }
  },
};

/** What every function may do. */
const basics = /^(?:logs|xray|cloudwatch):|^ec2:(?:\w*NetworkInterface|\w*PrivateIpAddress|DescribeSubnets|DescribeSecurityGroups|DescribeVpcs)/i;

function grantBeyondBasics(role: Resource) {
  return role.statements
    .filter(({ effect, isNotAction }) => effect === "Allow" && !isNotAction)
    .flatMap(({ actions }) => actions ?? [])
    .find(({ text }) => !basics.test(text));
}
