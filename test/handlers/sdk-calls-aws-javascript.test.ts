import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";
import { callsOf, javascriptFacts, typescriptFacts } from "./read-facts.ts";

beforeAll(() => loadGrammars());

describe("the modular SDK for JavaScript", () => {
  const commands = (statement: string, head = "") =>
    callsOf(
      typescriptFacts(`import { SQSClient, SendMessageCommand, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { S3, S3Client, PutObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { LambdaClient, InvokeCommand } from "@aws-sdk/client-lambda";
import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { DynamoDBDocumentClient, PutCommand, TransactWriteCommand, BatchWriteCommand, paginateQuery } from "@aws-sdk/lib-dynamodb";
import { Upload } from "@aws-sdk/lib-storage";
const client = new SQSClient({});
${head}
export const handler = async (event: any) => { ${statement} };`),
    );

  it.each([
    ["await client.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE!, MessageBody: 'x' }));", "sqs:SendMessage $QUEUE"],
    ["await client.send(new SendMessageBatchCommand({ QueueUrl: 'https://q', Entries: [] }));", "sqs:SendMessage https://q"],
    ["await client.send(new PutObjectCommand({ Bucket: event.bucket, Key: 'k' }));", "s3:PutObject event"],
    ["await client.send(new HeadObjectCommand({ Bucket: bucketOf(event), Key: 'k' }));", "s3:GetObject unknown"],
    ["await client.send(new InvokeCommand({ FunctionName: 'pay' }));", "lambda:InvokeFunction pay"],
    ["const c = new StartExecutionCommand({ stateMachineArn: process.env.MACHINE }); await client.send(c);", "states:StartExecution $MACHINE"],
    ["await new Upload({ client, params: { Bucket: process.env.B, Key: 'k', Body: '' } }).done();", "s3:PutObject $B"],
    ["for await (const page of paginateQuery({ client }, { TableName: process.env.T })) console.log(page.Count);", "dynamodb:Query $T"],
    ["await client.send(new BatchWriteCommand({ RequestItems: { [process.env.T!]: [] } }));", "dynamodb:BatchWriteItem $T"],
    ["await new S3({}).putObject({ Bucket: 'b', Key: 'k' });", "s3:PutObject b"],
  ])("reads %s", (statement, expected) => {
    expect(commands(statement)).toEqual([expected]);
  });

  it("reads a transaction as its items", () => {
    const statement = `await client.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName: process.env.A, Item: {} } }, { Update: { TableName: "b", Key: {} } }] }));`;
    expect(commands(statement)).toEqual(["dynamodb:PutItem $A", "dynamodb:UpdateItem b"]);
  });

  it("keeps a transaction whose items are gathered elsewhere, without saying what they do", () => {
    expect(commands("const items: any[] = []; items.push(event); await client.send(new TransactWriteCommand({ TransactItems: items }));")).toEqual([
      "dynamodb:TransactWriteItems unknown",
    ]);
  });

  it.each([
    ["a constant", "await client.send(new PutCommand({ TableName, Item: {} }));", "const TableName = process.env.T!;"],
    [
      "a configuration object",
      "await client.send(new PutCommand({ TableName: config.table, Item: {} }));",
      "const config = { table: process.env.T };",
    ],
    [
      "a function's parameter",
      "await put(process.env.T!);",
      "const put = (table: string) => client.send(new PutCommand({ TableName: table, Item: {} }));",
    ],
    [
      "a helper that requires it",
      "await client.send(new PutCommand({ TableName: env('T'), Item: {} }));",
      "const env = (name: string) => process.env[name]!;",
    ],
  ])("follows a target through %s", (_, statement, head) => {
    expect(commands(statement, head)).toEqual(["dynamodb:PutItem $T"]);
  });

  it("does not guess a target that callers differ about", () => {
    expect(
      commands(
        "await put(process.env.A!); await put(process.env.B!);",
        "const put = (table: string) => client.send(new PutCommand({ TableName: table, Item: {} }));",
      ),
    ).toEqual(["dynamodb:PutItem unknown"]);
  });

  it("follows clients, configuration and commands across files", () => {
    const facts = javascriptFacts(`import { save } from "./store.mjs";\nexport const handler = async (event) => save(event.id);`, {
      "store.mjs": `import { PutCommand } from "@aws-sdk/lib-dynamodb";\nimport { db } from "./client.mjs";\nimport { tables } from "./config.mjs";\nexport const save = (id) => db.send(new PutCommand({ TableName: tables.orders, Item: { id } }));`,
      "client.mjs": `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";\nexport const db = new DynamoDBClient({});`,
      "config.mjs": "export const tables = { orders: process.env.ORDERS };",
    });
    expect(callsOf(facts)).toEqual(["dynamodb:PutItem $ORDERS"]);
    expect(facts.clients).toMatchObject([{ service: "dynamodb", phase: "init" }]);
  });

  it("gives literal arguments, names of all, and whether there may be more", () => {
    const facts = typescriptFacts(`import { QueryCommand } from "@aws-sdk/lib-dynamodb";
export const handler = async (event: any) => {
  await db.send(new QueryCommand({ TableName: "t", IndexName: "byDate", Limit: 5, ScanIndexForward: false, ...event.more }));
  await db.send(new QueryCommand(event.input));
};`);
    expect(facts.calls[0]?.arguments).toEqual(
      new Map<string, unknown>([
        ["TableName", "t"],
        ["IndexName", "byDate"],
        ["Limit", 5],
        ["ScanIndexForward", false],
      ]),
    );
    expect(facts.calls.map((call) => call.argumentsComplete)).toEqual([false, false]);
  });

  it("names source and type of the events that it puts, and fields of a batch's entries", () => {
    const facts = typescriptFacts(`import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
export const handler = async (event: any) => {
  await a.send(new PutEventsCommand({ Entries: [{ EventBusName: process.env.BUS, Source: "shop", DetailType: "OrderPaid" }] }));
  await b.send(new SendMessageBatchCommand({ QueueUrl: "q", Entries: event.items.map((item) => ({ Id: item.id, MessageGroupId: item.group })) }));
};`);
    expect(facts.calls[0]).toMatchObject({ target: { variable: "BUS" }, operation: "PutEvents" });
    expect(facts.calls[0]?.arguments.get("Source")).toBe("shop");
    expect(facts.calls[1]?.argumentNames).toContain("MessageGroupId");
    expect(facts.calls[1]?.operation).toBe("SendMessageBatch");
  });

  it("tells loops, waiting and use of the answer", () => {
    const facts = typescriptFacts(`import { SendMessageCommand as Send } from "@aws-sdk/client-sqs";
export const handler = async (event: any) => {
  for (const item of event.items) await c.send(new Send({ QueueUrl: item }));
  await Promise.all(event.items.map((item: any) => c.send(new Send({ QueueUrl: item }))));
  const answer = await c.send(new Send({ QueueUrl: "a" }));
  const ignored = await c.send(new Send({ QueueUrl: "b" }));
  c.send(new Send({ QueueUrl: "c" }));
  return answer.MessageId;
};`);
    expect(facts.calls.map(({ inLoop, awaited, resultUsed }) => [inLoop, awaited, resultUsed])).toEqual([
      [true, true, false],
      [true, true, true],
      [false, true, true],
      [false, true, false],
      [false, false, false],
    ]);
  });

  it.each([
    ["a command of its own", `class PutCommand {}\nexport const handler = async () => db.send(new PutCommand({ TableName: "t" }));`],
    ["another package's", `import { PutCommand } from "./commands.mjs";\nexport const handler = async () => db.send(new PutCommand({}));`],
    [
      "an exception",
      `import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";\nexport const handler = async (event) => { if (event instanceof ConditionalCheckFailedException) throw new ConditionalCheckFailedException({}); };`,
    ],
    [
      "code that the handler does not reach",
      `import { ScanCommand } from "@aws-sdk/lib-dynamodb";\nexport const migrate = () => db.send(new ScanCommand({ TableName: "t" }));\nexport const handler = async () => 1;`,
    ],
  ])("leaves out %s", (_, source) => {
    expect(javascriptFacts(source, { "commands.mjs": "export class PutCommand {}" }).calls).toEqual([]);
  });
});

describe("version 2 of the SDK for JavaScript", () => {
  it("reads service clients and the document client", () => {
    const facts = javascriptFacts(`import AWS from "aws-sdk";
import SQS from "aws-sdk/clients/sqs.js";
const db = new AWS.DynamoDB.DocumentClient();
const s3 = new AWS.S3();
const lambda = new AWS.Lambda();
export const handler = async () => {
  await db.put({ TableName: process.env.T, Item: {} }).promise();
  await s3.getObject({ Bucket: "b", Key: "k" }).promise();
  await lambda.invoke({ FunctionName: "f", InvocationType: "Event" }).promise();
};`);
    expect(callsOf(facts)).toEqual(["dynamodb:PutItem $T", "s3:GetObject b", "lambda:InvokeFunction f"]);
    expect(facts.clients.map(({ library }) => library)).toEqual(["aws-sdk", "aws-sdk", "aws-sdk"]);
  });
});
