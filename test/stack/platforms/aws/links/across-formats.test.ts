import { describe, expect, it } from "vitest";
import { linksIn, stackOf } from "../../../../support/stack-of.ts";

const queueInTerraform = 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n';
const byArn = (arn: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Events: { Orders: { Type: SQS, Properties: { Queue: ${arn} } } }
`;
const literal = "arn:aws:sqs:eu-west-1:123456789012:orders";
const composed = '!Sub "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:orders"';

async function triggersOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return linksIn(await stackOf(files), "triggers");
}

describe("resources of one repository that name each other across formats", () => {
  it.each([literal, composed])("are linked by a literal name in an ARN: %s", async (arn) => {
    expect(await triggersOf({ "infra/main.tf": queueInTerraform, "template.yaml": byArn(arn) })).toEqual(["orders > Work"]);
  });

  it("are linked from Terraform to what a template declares, and from a service to Terraform", async () => {
    const template = "Resources: { Orders: { Type: AWS::SQS::Queue, Properties: { QueueName: orders } } }\n";
    const terraform = `
resource "aws_lambda_function" "work" {
  function_name = "work"
}
resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = "${literal}"
  function_name    = aws_lambda_function.work.arn
}
`;
    expect(await triggersOf({ "template.yaml": template, "infra/main.tf": terraform })).toEqual(["Orders > work"]);
    const service = `service: s\nprovider: { name: aws }\nfunctions: { work: { handler: index.handler, events: [ { sqs: "${literal}" } ] } }\n`;
    expect(await triggersOf({ "infra/main.tf": queueInTerraform, "serverless.yml": service })).toEqual(["orders > work"]);
  });

  it.each([
    ["two resources have the name", { "a/main.tf": queueInTerraform, "b/main.tf": queueInTerraform }],
    ["the name is of another type", { "a/main.tf": queueInTerraform.replace("aws_sqs_queue", "aws_sns_topic") }],
    ["the name is another", { "a/main.tf": queueInTerraform.replace('"orders"\n}', '"orders-eu"\n}') }],
  ])("are not linked where %s", async (_why, files) => {
    expect(await triggersOf({ ...files, "template.yaml": byArn(literal) })).toEqual(["? > Work"]);
  });

  it("are not linked by a name that each stack makes of its own name", async () => {
    const queue = 'Resources: { Orders: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "${AWS::StackName}-orders" } } }\n';
    const arn = '!Sub "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${AWS::StackName}-orders"';
    expect(await triggersOf({ "queues.yaml": queue, "template.yaml": byArn(arn) })).toEqual(["? > Work"]);
    const one = byArn(arn).replace("Resources:\n", queue.replace("Resources: { ", "Resources:\n  ").replace(/ \}\n$/u, "\n"));
    expect(await triggersOf({ "template.yaml": one })).toEqual(["Orders > Work"]);
  });
});
