import { describe, expect, it } from "vitest";
import { applyEdit } from "../../../src/findings/suggestion.ts";
import { iamMissingForSdkCall } from "../../../src/rules/permissions/iam-missing-for-sdk-call.ts";
import { reviewExample } from "../../support/review-example.ts";

const table = (name: string) => `  ${name}:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
`;
const template = (statement: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
${table("Orders")}${table("Bills")}  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: book.handler
      Runtime: python3.13
      Environment: { Variables: { ORDERS: !Ref Orders } }
      Policies:
        - Statement:
            - ${statement}
`;
const code = `
import os
import boto3
table = boto3.resource("dynamodb").Table(os.environ["ORDERS"])

def handler(event, context):
    table.put_item(Item={"id": event["id"]})
`;

/** The statement after the edit that the rule proposes; null where it proposes none. */
async function cured(statement: string): Promise<string | null> {
  const head = { "template.yaml": template(statement), "src/book.py": code };
  const { findings } = await reviewExample({ head }, [iamMissingForSdkCall]);
  expect(findings).toHaveLength(1);
  const edit = findings[0]?.edit;
  return edit ? (applyEdit(head["template.yaml"], edit).trimEnd().split("            - ").at(-1) ?? "") : null;
}

describe("a permission that is missing", () => {
  it.each([
    [
      "joins the actions of the statement for this resource alone",
      "{ Effect: Allow, Action: [dynamodb:GetItem], Resource: !GetAtt Orders.Arn }",
      "{ Effect: Allow, Action: [dynamodb:GetItem, dynamodb:PutItem], Resource: !GetAtt Orders.Arn }",
    ],
    [
      "brings its resource to the statement for this action alone",
      "{ Effect: Allow, Action: dynamodb:PutItem, Resource: !GetAtt Bills.Arn }",
      "{ Effect: Allow, Action: dynamodb:PutItem, Resource: [!GetAtt Bills.Arn, !GetAtt Orders.Arn] }",
    ],
  ])("%s", async (_, statement, expected) => {
    expect(await cured(statement)).toBe(expected);
  });

  it.each([
    [
      "speaks of other resources too",
      "{ Effect: Allow, Action: [dynamodb:GetItem, dynamodb:Query], Resource: [!GetAtt Orders.Arn, !GetAtt Bills.Arn] }",
    ],
    ["allows another action on another resource", "{ Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Bills.Arn }"],
    ["denies", "{ Effect: Deny, Action: dynamodb:DeleteItem, Resource: !GetAtt Orders.Arn }"],
  ])("widens no statement that %s", async (_, statement) => {
    expect(await cured(statement)).toBeNull();
  });
});
