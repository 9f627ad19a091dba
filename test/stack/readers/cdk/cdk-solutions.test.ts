import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { entryOf } from "../../../../src/stack/value.ts";
import { allowedBy, propertiesOf, readCdk, resourcesOf, stackOf } from "./read-cdk.ts";

beforeAll(() => loadGrammars(["typescript", "python"]));

const imports = `import { SqsToLambda } from "@aws-solutions-constructs/aws-sqs-lambda";
import { EventbridgeToLambda } from "@aws-solutions-constructs/aws-eventbridge-lambda";
import { LambdaToDynamoDB } from "@aws-solutions-constructs/aws-lambda-dynamodb";
import { LambdaToSecretsmanager } from "@aws-solutions-constructs/aws-lambda-secretsmanager";
import { KinesisStreamsToLambda } from "@aws-solutions-constructs/aws-kinesisstreams-lambda";
import { ApiGatewayToLambda } from "@aws-solutions-constructs/aws-apigateway-lambda";
import { SqsToSomethingNew } from "@aws-solutions-constructs/aws-sqs-something";`;
const given = `{ runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", code: lambda.Code.fromAsset("src"), timeout: cdk.Duration.seconds(30) }`;
const solution = (body: string) => stackOf(body, imports);

describe("AWS Solutions Constructs", () => {
  it("are made of the constructs that they document, with the author's properties over the defaults", () => {
    const files = solution(`new SqsToLambda(this, "Mail", {
  lambdaFunctionProps: ${given},
  queueProps: { visibilityTimeout: cdk.Duration.seconds(20) },
  maxReceiveCount: 3,
});`);
    expect(propertiesOf(files, "Mail/LambdaFunction")).toMatchObject({ Timeout: 30, TracingConfig: { Mode: "Active" } });
    expect(propertiesOf(files, "Mail/queue")).toEqual({
      VisibilityTimeout: 20,
      KmsMasterKeyId: "alias/aws/sqs",
      RedrivePolicy: { deadLetterTargetArn: "→Mail/queue-dlq.Arn", maxReceiveCount: 3 },
    });
    expect(propertiesOf(files, "Mail/LambdaFunction/SqsEventSource:Mail/queue")).toMatchObject({ EventSourceArn: "→Mail/queue.Arn" });
    expect(allowedBy(resourcesOf(files).get("Mail/LambdaFunctionServiceRole"))).toContain("sqs:ReceiveMessage on →Mail/queue.Arn");
  });

  it("stand at the line of the author, where nothing of them can be edited", () => {
    const queue = resourcesOf(solution(`\nnew SqsToLambda(this, "Mail", { lambdaFunctionProps: ${given} });`)).get("Mail/queue");
    expect(queue?.at).toEqual({ path: "lib/orders-stack.ts", startLine: 26, endLine: 26 });
    expect(entryOf(queue?.properties, "KmsMasterKeyId")?.value.at.start).toBeUndefined();
  });

  it("take what exists, and give their parts to others", () => {
    const files = solution(`const fn = new lambda.Function(this, "Book", ${given});
const db = new LambdaToDynamoDB(this, "Db", { existingLambdaObj: fn, tablePermissions: "Read" });
db.dynamoTable.grantWriteData(new lambda.Function(this, "Other", ${given}));
new EventbridgeToLambda(this, "Tick", { existingLambdaObj: db.lambdaFunction, eventRuleProps: { schedule: events.Schedule.rate(cdk.Duration.minutes(5)) } });
new LambdaToSecretsmanager(this, "Keys", { existingLambdaObj: fn });`);
    expect(propertiesOf(files, "Book")).toMatchObject({
      Environment: { Variables: { DDB_TABLE_NAME: "→Db/DynamoTable", SECRET_ARN: "→Keys/secret" } },
    });
    expect(propertiesOf(files, "Tick/EventsRule")).toMatchObject({ Targets: [{ Arn: "→Book.Arn" }] });
    const role = allowedBy(resourcesOf(files).get("Book/ServiceRole"));
    expect(role).toContain("dynamodb:GetItem on →Db/DynamoTable.Arn");
    expect(role).not.toContain("dynamodb:PutItem on →Db/DynamoTable.Arn");
    expect(allowedBy(resourcesOf(files).get("Other/ServiceRole"))).toContain("dynamodb:PutItem on →Db/DynamoTable.Arn");
    expect(resourcesOf(files).has("Tick/LambdaFunction")).toBe(false);
  });

  it("send failed records of a stream to a queue unless they are told not to", () => {
    const source = (more: string) =>
      propertiesOf(
        solution(`new KinesisStreamsToLambda(this, "In", { lambdaFunctionProps: ${given}, kinesisEventSourceProps: { batchSize: 5 }${more} });`),
        "In/LambdaFunction/KinesisEventSource:In/KinesisStream",
      );
    expect(source("")).toMatchObject({
      BatchSize: 5,
      MaximumRetryAttempts: 500,
      DestinationConfig: { OnFailure: { Destination: "→In/SqsDlqQueue.Arn" } },
    });
    expect(source(", deploySqsDlqQueue: false")).not.toHaveProperty("DestinationConfig");
  });

  it("ask callers of an API to sign", () => {
    const files = solution(`new ApiGatewayToLambda(this, "Api", { lambdaFunctionProps: ${given} });`);
    expect(propertiesOf(files, "Api/LambdaRestApi/ANY /{proxy+}")).toMatchObject({ Auth: { Type: "AWS_IAM" }, Function: "→Api/LambdaFunction.Arn" });
  });

  it("are not guessed where they are not known", () => {
    const files = solution(`const fn = new lambda.Function(this, "Book", ${given});\nnew SqsToSomethingNew(this, "New", { existingLambdaObj: fn });`);
    expect([...resourcesOf(files).keys()]).toEqual(["Book", "Book/ServiceRole"]);
    expect(allowedBy(resourcesOf(files).get("Book/ServiceRole"))).toEqual(["?the function is handed to code that was not read"]);
  });

  it("may be extended, and made in Python with structs", () => {
    const extended = solution(`class Mail extends SqsToLambda {}\nnew Mail(this, "Mail", { lambdaFunctionProps: ${given} });`);
    expect(resourcesOf(extended).has("Mail/queue")).toBe(true);
    const python = {
      "cdk.json": `{ "app": "python3 app.py" }`,
      "app.py": `from aws_cdk import App, Duration, Stack, aws_lambda as lambda_, aws_sqs as sqs
from aws_solutions_constructs.aws_sqs_lambda import SqsToLambda

class OrdersStack(Stack):
    def __init__(self, scope, construct_id):
        super().__init__(scope, construct_id)
        SqsToLambda(self, "Mail",
            lambda_function_props=lambda_.FunctionProps(runtime=lambda_.Runtime.PYTHON_3_13, handler="index.handler", code=lambda_.Code.from_asset("src")),
            queue_props=sqs.QueueProps(visibility_timeout=Duration.seconds(45)))

OrdersStack(App(), "Orders")
`,
    };
    expect(propertiesOf(python, "Mail/LambdaFunction")).toMatchObject({ Runtime: "python3.13", Handler: "index.handler" });
    expect(propertiesOf(python, "Mail/queue")).toMatchObject({ VisibilityTimeout: 45, RedrivePolicy: { maxReceiveCount: 15 } });
  });

  it("are bounded like everything else", () => {
    const body = `for (let i = 0; i < 50; i++) for (let j = 0; j < 50; j++) for (let k = 0; k < 50; k++) new SqsToLambda(this, "M" + i + j + k, { lambdaFunctionProps: ${given} });`;
    expect(readCdk(solution(body)).notes).toEqual([{ path: "bin/app.ts", message: expect.stringContaining("too large") }]);
  });
});
