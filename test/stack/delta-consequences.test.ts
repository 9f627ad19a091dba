import { beforeAll, describe, expect, it } from "vitest";
import { describeDelta as describeForModel } from "../../src/claude/describe-stack.ts";
import { describeDelta } from "../../src/render/describe-delta.ts";
import { understand } from "../../src/review/understand.ts";
import type { StackTools } from "../../src/stack/build-stack.ts";
import type { PermissionChange } from "../../src/stack/delta.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";
import { changeOf } from "../support/example-change.ts";

let tools: StackTools;

beforeAll(async () => {
  tools = await createStackTools();
});

type Files = Readonly<Record<string, string>>;

async function between(base: Files, head: Files) {
  const { delta, base: before, head: after } = await understand(changeOf(base, head), tools);
  return {
    delta,
    renamed: delta.renamedResources.map((one) => `${one.before.name} > ${one.after.name}${one.isReplaced ? " (replaced)" : ""}`),
    words: describeDelta(delta),
    told: describeForModel(delta, before, after),
  };
}

const template = (resources: string): Files => ({ "template.yaml": `Transform: AWS::Serverless-2016-10-31\nResources:\n${resources}` });

const queue = (name: string, more = "") =>
  `  ${name}:\n    Type: AWS::SQS::Queue\n${more}    Properties:\n      VisibilityTimeout: 90\n      MessageRetentionPeriod: 600\n      DelaySeconds: 5\n`;
const worker = (queueName: string, policies = "[]") =>
  `  Work:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: nodejs22.x\n      Handler: a.b\n      CodeUri: src/\n      Policies: ${policies}\n      Events:\n        Jobs:\n          Type: SQS\n          Properties:\n            Queue: !GetAtt ${queueName}.Arn\n`;

describe("renamed resources", () => {
  it("are a removed and an added one that agree in most values, and lose what the old one held", async () => {
    const { delta, renamed, words, told } = await between(
      template(queue("Jobs")),
      template(queue("Tasks").replace("DelaySeconds: 5", "DelaySeconds: 9")),
    );
    expect(renamed).toEqual(["Jobs > Tasks (replaced)"]);
    expect(delta.renamedResources[0]?.settings.map((change) => change.name)).toEqual(["delaySeconds", "DelaySeconds"]);
    expect(delta.removedResources.map((one) => one.name)).toEqual(["Jobs"]);
    expect(delta.losses.map(({ loses, isKept, because }) => [loses, isKept, because])).toEqual([["the messages that wait in it", false, ["name"]]]);
    expect(words).toBe("Renames queue `Jobs` to `Tasks`, which makes a new one and loses the messages that wait in it.");
    expect(told).toContain("aws:queue:Jobs -> aws:queue:Tasks");
    expect(told).toContain("loses the messages that wait in it");
  });

  it("keep what they held where the old one is retained", async () => {
    const kept = "    DeletionPolicy: Retain\n";
    const { delta } = await between(template(queue("Jobs", kept)), template(queue("Tasks", kept)));
    expect(delta.losses.map((one) => one.isKept)).toEqual([true]);
  });

  it("are not told where too little agrees, or where two would fit as well", async () => {
    const bare = (name: string) => `  ${name}:\n    Type: AWS::SQS::Queue\n`;
    expect((await between(template(bare("A")), template(bare("B")))).renamed).toEqual([]);
    expect((await between(template(queue("A")), template(queue("B") + queue("C")))).renamed).toEqual([]);
  });

  it("are not two functions that share their settings but not their handler", async () => {
    const fn = (name: string, handler: string) =>
      `  ${name}:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: nodejs22.x\n      Handler: ${handler}\n      CodeUri: src/\n      Timeout: 9\n      MemorySize: 512\n`;
    expect((await between(template(fn("A", "a.h")), template(fn("B", "b.h")))).renamed).toEqual([]);
    expect((await between(template(fn("A", "a.h")), template(fn("B", "a.h")))).renamed).toEqual(["A > B (replaced)"]);
  });

  const terraform = (name: string, more = ""): Files => ({
    "main.tf": `resource "aws_sqs_queue" "${name}" {\n  name = "jobs"\n  delay_seconds = 4\n}\n${more}`,
  });

  it("are replaced in Terraform too, unless a moved block says that they stay", async () => {
    expect((await between(terraform("jobs"), terraform("tasks"))).renamed).toEqual(["jobs > tasks (replaced)"]);
    const moved = terraform("tasks", "moved {\n  from = aws_sqs_queue.jobs\n  to   = aws_sqs_queue.tasks\n}\n");
    const { renamed, delta, words } = await between(terraform("jobs"), moved);
    expect(renamed).toEqual(["jobs > tasks"]);
    expect(delta.losses).toEqual([]);
    expect(words).toBe("Renames queue `jobs` to `tasks`.");
  });

  it("stay the same resource in Bicep while the physical name is the same", async () => {
    const bicep = (symbol: string): Files => ({
      "main.bicep": `resource ${symbol} 'Microsoft.Storage/storageAccounts@2023-05-01' = {\n  name: 'store'\n  kind: 'StorageV2'\n}\n`,
    });
    expect((await between(bicep("one"), bicep("two"))).renamed).toEqual(["one > two"]);
  });

  it("do not make an invocation or a permission appear as lost and gained", async () => {
    const { delta } = await between(template(queue("Jobs") + worker("Jobs")), template(queue("Tasks") + worker("Tasks")));
    expect(delta.renamedResources).toHaveLength(1);
    expect([delta.gainedInvocations, delta.lostInvocations, delta.gainedPermissions, delta.lostPermissions]).toEqual([[], [], [], []]);
  });
});

describe("a replacement by a changed property", () => {
  it("tells what it loses, and that a retained resource stays behind", async () => {
    const table = (name: string, policy = "") =>
      template(
        `  Books:\n    Type: AWS::DynamoDB::Table\n${policy}    Properties:\n      TableName: ${name}\n      BillingMode: PAY_PER_REQUEST\n      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]\n      KeySchema: [{ AttributeName: id, KeyType: HASH }]\n`,
      );
    const { delta } = await between(table("a"), table("b"));
    expect(delta.losses.map(({ loses, isKept, because }) => [loses, isKept, because])).toEqual([["its items", false, ["TableName"]]]);
    const kept = "    UpdateReplacePolicy: Retain\n";
    expect((await between(table("a", kept), table("b", kept))).delta.losses.map((one) => one.isKept)).toEqual([true]);
  });
});

describe("invocations", () => {
  it("are gained and lost with their triggers, with what follows for the model", async () => {
    const without = worker("Jobs").split("      Events:")[0] ?? "";
    const { delta, told } = await between(template(queue("Jobs") + without), template(queue("Jobs") + worker("Jobs")));
    expect(delta.gainedInvocations.map((one) => `${one.kind} ${one.service}`)).toEqual(["queue sqs"]);
    expect(delta.lostInvocations).toEqual([]);
    expect(told).toContain("+ queue sqs: aws:queue:Jobs -> aws:function:Work; retries until expiry for at most 600 s (setting); failed ends nowhere");
    const back = await between(template(queue("Jobs") + worker("Jobs")), template(queue("Jobs") + without));
    expect(back.delta.lostInvocations.map((one) => one.service)).toEqual(["sqs"]);
  });
});

describe("permissions", () => {
  const words = (change: PermissionChange) => `${change.effect} ${change.actions.join(", ")} on ${change.resources.join(", ")}`;
  const statement = (action: string, resource: string) => `[{ Statement: [{ Effect: Allow, Action: ${action}, Resource: ${resource} }] }]`;

  it("are gained and lost by action and resource, in readable form", async () => {
    const base = template(queue("Jobs") + worker("Jobs", statement("['sqs:SendMessage', 's3:GetObject']", "'*'")));
    const head = template(queue("Jobs") + worker("Jobs", statement("['sqs:SendMessage', 'dynamodb:*']", "'*'")));
    const { delta, words: said, told } = await between(base, head);
    expect(delta.gainedPermissions.map(words)).toEqual(["Allow dynamodb:* on *"]);
    expect(delta.lostPermissions.map(words)).toEqual(["Allow s3:GetObject on *"]);
    expect(delta.gainedPermissions[0]?.holder.id).toBe("aws:role:WorkRole");
    expect(said).toContain("o longer lets role `WorkRole` do `s3:GetObject`");
    expect(said).toContain("ets role `WorkRole` do `dynamodb:*`");
    expect(said).not.toContain("Policies");
    expect(told).toContain("+ Allow aws:role:WorkRole: dynamodb:* on *");
  });

  it("change with the resource, not with the order of a list or the case of an action", async () => {
    const base = template(queue("Jobs") + worker("Jobs", statement("['sqs:SendMessage', 's3:GetObject']", "!GetAtt Jobs.Arn")));
    const same = template(queue("Jobs") + worker("Jobs", statement("['S3:getobject', 'sqs:SendMessage']", "!GetAtt Jobs.Arn")));
    const wider = template(queue("Jobs") + worker("Jobs", statement("['sqs:SendMessage', 's3:GetObject']", "'*'")));
    const quiet = (await between(base, same)).delta;
    expect([quiet.gainedPermissions, quiet.lostPermissions]).toEqual([[], []]);
    const loud = (await between(base, wider)).delta;
    expect(loud.gainedPermissions.map(words)).toEqual(["Allow sqs:SendMessage, s3:GetObject on *"]);
    expect(loud.lostPermissions.map(words)).toEqual(["Allow sqs:SendMessage, s3:GetObject on Jobs"]);
  });
});
