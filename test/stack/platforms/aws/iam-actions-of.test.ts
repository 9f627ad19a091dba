import { expect, it } from "vitest";
import { iamActionsOf } from "../../../../src/stack/platforms/aws/iam-actions-of.ts";

it.each<[string, string, readonly string[]]>([
  ["dynamodb", "PutItem", ["dynamodb:PutItem"]],
  ["sqs", "SendMessageBatch", ["sqs:SendMessage"]],
  ["s3", "ListObjectsV2", ["s3:ListBucket"]],
  ["lambda", "Invoke", ["lambda:InvokeFunction"]],
  ["eventbridge", "PutEvents", ["events:PutEvents"]],
  ["sts", "GetCallerIdentity", []],
  ["cognito-idp", "SignUp", []],
  ["cognito-idp", "AdminCreateUser", ["cognito-idp:AdminCreateUser"]],
])("%s.%s needs one of %j", (service, action, expected) => {
  expect(iamActionsOf(service, action)).toEqual(expected);
});
