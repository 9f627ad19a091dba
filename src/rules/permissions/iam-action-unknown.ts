import { iamActionsOfService, iamActionsTable } from "../../facts/iam-actions.ts";
import { actionNextTo } from "../../stack/platforms/aws/action-next-to.ts";
import { actionsMeantBy } from "../../stack/platforms/aws/actions-meant-by.ts";
import { iamActionsOf } from "../../stack/platforms/aws/iam-actions-of.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Statement } from "../../stack/statement.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (action: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Reports:
    Type: AWS::S3::Bucket
  Render:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Policies:
        - Statement:
            - Effect: Allow
              Action: ${action}
              Resource: !Sub "\${Reports.Arn}/*"
`;

export const iamActionUnknown: Rule = {
  id: "iam-action-unknown",
  title: "The policy names an action that IAM does not have",
  topics: ["7.1", "34.1"],
  category: "security",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  peers: ["cfn-lint:W3037"],
  bad: [
    { head: { "template.yaml": template("s3:HeadObject") } },
    { head: { "template.yaml": template("lambda:CheckpointDurableExecutions") } },
    { head: { "template.yaml": template("s3:PutObjectVersion") } },
    {
      head: {
        "main.tf": `
resource "aws_iam_role" "orders" {
  name               = "orders"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["dynamodb:BatchPut*"], Resource = aws_dynamodb_table.orders.arn }]
  })
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}
`,
      },
    },
  ],
  good: [
    // Actions that AWS's own policies name although no list has them.
    { head: { "template.yaml": template("mediaconnect:ManagedDescribeFlow") } },
    { head: { "template.yaml": template("sns:Receive") } },
    // The misspelt name does no harm beside the right one.
    { head: { "template.yaml": template("[firehose:PutRecords, firehose:PutRecord]") } },
    // IAM compares names in any case, and patterns by what they match.
    { head: { "template.yaml": template("S3:getobject*") } },
    // The reference may lag behind a new service.
    { head: { "template.yaml": template("brandnew:DoSomething") } },
    // The call's own name beside the action that allows it does no harm.
    { head: { "template.yaml": template("[s3:HeadObject, s3:GetObject]") } },
  ],
  *check({ stack }): Iterable<Draft> {
    const told = new Set<string>();
    for (const holder of stack.resources) {
      if (holder.platform !== "aws") continue;
      for (const statement of holder.statements) {
        for (const action of unknownActionsIn(statement)) {
          const place = `${action.at.path}:${action.at.startLine}:${action.text}`;
          const meant = meantBy(action.text);
          if (told.has(place) || (meant === undefined ? !isSurelyUnknown(action.text) : names(holder, meant))) continue;
          told.add(place);
          yield draftOf(holder, statement, { ...action, meant });
        }
      }
    }
  },
};

/** Services whose actions AWS lists whole. Others know some that only its own policies name. */
const listedWhole: ReadonlySet<string> = new Set(
  "apigateway cognito-idp dynamodb events execute-api firehose iam kinesis kms lambda logs s3 secretsmanager sns sqs ssm states sts".split(" "),
);

/** The default policy that SNS writes for a topic names an action that no call needs. */
const writtenByAws: ReadonlySet<string> = new Set(["sns:receive"]);

function isSurelyUnknown(text: string): boolean {
  return listedWhole.has(partsOf(text)[0].toLowerCase()) && !writtenByAws.has(text.toLowerCase());
}

/** The action that allows the call of that name, or the one that is one letter away. */
function meantBy(text: string): string | undefined {
  const parts = partsOf(text);
  return iamActionsOf(...parts).find((one) => one.toLowerCase() !== text.toLowerCase()) ?? actionNextTo(...parts);
}

type Action = NonNullable<Statement["actions"]>[number];

function unknownActionsIn({ actions }: Statement): readonly Action[] {
  return (actions ?? []).filter(({ text }) => {
    const [service, name] = partsOf(text);
    return iamActionsOfService(service) !== undefined && /^[a-z0-9*?]+$/iu.test(name) && actionsMeantBy(service, name).length === 0;
  });
}

function partsOf(text: string): readonly [string, string] {
  const [service = "", name = ""] = text.split(":", 2);
  return [service, name];
}

function names(holder: Resource, action: string): boolean {
  const [service, name] = partsOf(action);
  return holder.statements.some(({ actions }) =>
    (actions ?? []).some(({ text }) => {
      const [otherService, pattern] = partsOf(text);
      return otherService.toLowerCase() === service && actionsMeantBy(service, pattern).some((one) => one.name === name);
    }),
  );
}

function draftOf(holder: Resource, { effect, at }: Statement, { text, at: place, meant }: Action & { readonly meant: string | undefined }): Draft {
  const isAllowed = effect === "Allow";
  return {
    subject: holder,
    claim: `unknown-action:${text.toLowerCase()}`,
    evidence: [{ at: place, note: "no such action" }, { at }],
    what: `${named(holder)} ${isAllowed ? "allows" : "denies"} \`${text}\`, which is no action of \`${partsOf(text)[0]}\` (AWS's list of ${iamActionsTable.retrieved}).`,
    why: isAllowed
      ? `IAM accepts the policy and this part of it matches nothing: the call that it was written for ${meant === undefined ? "gets no right from it" : "is denied at run time"}.`
      : `IAM accepts the policy and this part of it matches nothing: what it was to forbid stays allowed.`,
    fix:
      meant === undefined
        ? `Remove it, or name the action that the call needs: the service authorization reference lists them.`
        : `Write \`${meant}\`: that is the action that allows it.`,
    severity: isAllowed ? (meant === undefined ? "low" : "medium") : "high",
    confidence: 0.9,
    edit: meant !== undefined && place.start !== undefined && place.end !== undefined ? { kind: "replace", at: place, value: meant } : undefined,
  };
}
