import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";
import { callsOf, factsOf, linesOf, pythonFacts } from "./read-facts.ts";

beforeAll(() => loadGrammars());

describe("boto3", () => {
  it.each([
    ["sqs = boto3.client('sqs')", "sqs.send_message_batch(QueueUrl=os.environ['Q'], Entries=[])", "sqs:SendMessage $Q"],
    ["table = boto3.resource('dynamodb').Table(os.environ['T'])", "table.put_item(Item={})", "dynamodb:PutItem $T"],
    ["dynamodb = boto3.resource('dynamodb')", "dynamodb.Table('t').query(IndexName='byDate')", "dynamodb:Query t"],
    ["s3 = boto3.client('s3')", "s3.head_object(Bucket=event['bucket'], Key='k')", "s3:GetObject event"],
    ["s3 = boto3.client('s3')", "s3.upload_file('/tmp/a', os.environ['B'], 'k')", "s3:PutObject $B"],
    ["bucket = boto3.resource('s3').Bucket('b')", "bucket.put_object(Key='k', Body=b'')", "s3:PutObject b"],
    ["session = boto3.Session()\nsns = session.client('sns')", "sns.publish(TopicArn=os.environ['TOPIC'], Message='')", "sns:Publish $TOPIC"],
    ["sfn = boto3.client('stepfunctions')", "sfn.start_execution(stateMachineArn=os.environ['M'])", "states:StartExecution $M"],
    ["s3 = boto3.client('s3')", "list(s3.get_paginator('list_objects_v2').paginate(Bucket='b'))", "s3:ListBucket b"],
    ["def table():\n    return boto3.resource('dynamodb').Table(os.environ['T'])", "table().get_item(Key={})", "dynamodb:GetItem $T"],
    ["kwargs = {'QueueUrl': os.environ['Q']}\nsqs = boto3.client('sqs')", "sqs.send_message(**kwargs)", "sqs:SendMessage $Q"],
  ])("reads %s with %s", (head, statement, expected) => {
    expect(callsOf(pythonFacts(`import os\nimport boto3\n${head}\ndef handler(event, context):\n    ${statement}\n`))).toEqual([expected]);
  });

  it("follows clients through classes and modules", () => {
    const facts = pythonFacts(
      "import os\nfrom store import Store\nstore = Store(os.environ['T'])\ndef handler(event, context):\n    store.save(event)\n",
      {
        "store.py":
          "import boto3\nclass Store:\n    def __init__(self, name, resource=None):\n        self._table = (resource or boto3.resource('dynamodb')).Table(name)\n    def save(self, item):\n        self._table.put_item(Item=item)\n    def scan(self):\n        self._table.scan()\n",
      },
    );
    expect(callsOf(facts)).toEqual(["dynamodb:PutItem $T"]);
    expect(facts.clients).toMatchObject([{ phase: "init" }]);
  });

  it.each(["helper.send_message(QueueUrl='q')", "boto3.client(name).send_message(QueueUrl='q')", "sqs.exceptions.QueueDoesNotExist()"])(
    "leaves out what is no call of a known client: %s",
    (statement) => {
      expect(pythonFacts(`import boto3\nsqs = boto3.client('sqs')\ndef handler(event, context):\n    ${statement}\n`).calls).toEqual([]);
    },
  );
});

describe("Go, Java and .NET", () => {
  it("reads requests of the SDK for Go by their type", () => {
    const source = `package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

type app struct {
	db    *dynamodb.Client
	queue *sqs.Client
}

var table = os.Getenv("TABLE")

func (a *app) handle(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		_, err := a.db.PutItem(ctx, &dynamodb.PutItemInput{TableName: aws.String(table), ConditionExpression: aws.String("attribute_not_exists(id)")})
		if err != nil {
			return err
		}
		a.notify(ctx, record.Body)
	}
	return nil
}

func (a *app) notify(ctx context.Context, body string) {
	a.queue.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: aws.String(os.Getenv("QUEUE")), MessageBody: aws.String(body)})
}

func main() {
	cfg, _ := config.LoadDefaultConfig(context.Background())
	a := &app{db: dynamodb.NewFromConfig(cfg), queue: sqs.NewFromConfig(cfg)}
	lambda.Start(a.handle)
}
`;
    const facts = factsOf({ "main.go": source }, { runtime: "provided.al2023", handler: "bootstrap" });
    expect(callsOf(facts)).toEqual(["dynamodb:PutItem $TABLE", "sqs:SendMessage $QUEUE"]);
    expect(facts.clients.map(({ service, phase }) => `${service} ${phase}`)).toEqual(["dynamodb init", "sqs init"]);
    expect(linesOf(facts.recordLoops)).toEqual([23]);
  });

  it("reads requests of the SDK for Java, built and by lambda", () => {
    const source = `package com.acme;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
public class App {
  private static final String TABLE = System.getenv("TABLE");
  private final DynamoDbClient db = DynamoDbClient.create();
  private final SqsClient sqs;
  public App() { this(SqsClient.builder().region(Region.EU_WEST_1).build()); }
  App(SqsClient sqs) { this.sqs = sqs; }
  public void handleRequest(SQSEvent event) {
    for (SQSEvent.SQSMessage message : event.getRecords()) {
      db.putItem(PutItemRequest.builder().tableName(TABLE).conditionExpression("attribute_not_exists(id)").build());
      sqs.sendMessage(request -> request.queueUrl(System.getenv("QUEUE")).messageBody(message.getBody()));
    }
  }
}`;
    const facts = factsOf({ "src/main/java/com/acme/App.java": source }, { runtime: "java21", handler: "com.acme.App" });
    expect(callsOf(facts)).toEqual(["dynamodb:PutItem $TABLE", "sqs:SendMessage $QUEUE"]);
    expect(facts.calls[0]?.arguments.get("ConditionExpression")).toBe("attribute_not_exists(id)");
    expect(facts.calls.map((call) => call.inLoop)).toEqual([true, true]);
    expect(linesOf(facts.recordLoops)).toEqual([12]);
  });

  it("reads requests of the SDK for .NET", () => {
    const source = `using Amazon.SQS;
using Amazon.SQS.Model;
public class App
{
    private readonly IAmazonSQS _sqs;
    private readonly AmazonDynamoDBClient _db = new();
    public App() { _sqs = new AmazonSQSClient(); }
    public async Task Handle(SQSEvent input)
    {
        foreach (var record in input.Records)
        {
            await _sqs.SendMessageAsync(new SendMessageRequest { QueueUrl = Environment.GetEnvironmentVariable("QUEUE"), MessageBody = record.Body });
            await _db.PutItemAsync(new PutItemRequest { TableName = "orders" });
        }
    }
}`;
    const facts = factsOf({ "App.cs": source }, { runtime: "dotnet8", handler: "App::App::Handle" });
    expect(callsOf(facts)).toEqual(["sqs:SendMessage $QUEUE", "dynamodb:PutItem orders"]);
    expect(facts.clients.map(({ service, phase }) => `${service} ${phase}`)).toEqual(["dynamodb init", "sqs init"]);
  });
});
