import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { allowedBy, propertiesOf, resourcesOf, stackOf } from "./read-cdk.ts";

beforeAll(() => loadGrammars(["typescript"]));

const imports = `import { App, triggers } from "aws-cdk-lib";
import * as cr from "aws-cdk-lib/custom-resources";
import * as elb from "aws-cdk-lib/aws-elasticloadbalancingv2";
import { LambdaTarget } from "aws-cdk-lib/aws-elasticloadbalancingv2-targets";
import * as apigateway from "aws-cdk-lib/aws-apigateway";
import * as sfn from "aws-cdk-lib/aws-stepfunctions";
import * as tasks from "aws-cdk-lib/aws-stepfunctions-tasks";
import * as logs from "aws-cdk-lib/aws-logs";
import * as cloudfront from "aws-cdk-lib/aws-cloudfront";
import * as codecommit from "aws-cdk-lib/aws-codecommit";
import * as iot from "@aws-cdk/aws-iot-alpha";
import { LambdaFunctionAction } from "@aws-cdk/aws-iot-actions-alpha";
import { RustFunction } from "cargo-lambda-cdk";`;
const fn = `const fn = new lambda.Function(this, "Book", { runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", code: lambda.Code.fromAsset("src") });`;
const filesOf = (body: string) => stackOf(`${fn}\n${body}`, imports);

describe("what calls a function of the CDK", () => {
  it("may be a load balancer, by a listener or by a group", () => {
    const files = filesOf(`const balancer = new elb.ApplicationLoadBalancer(this, "Front");
const listener = balancer.addListener("Http", { port: 80 });
listener.addTargets("Orders", { targets: [new LambdaTarget(fn)] });
new elb.ApplicationTargetGroup(this, "Group", { targets: [new LambdaTarget(fn)] });
listener.addTargets("Machines", { port: 80 });`);
    const behind = { TargetType: "lambda", Targets: [{ Id: "→Book.Arn" }] };
    expect(propertiesOf(files, "Front/Http/OrdersGroup")).toEqual(behind);
    expect(propertiesOf(files, "Group")).toEqual(behind);
    expect(resourcesOf(files).has("Front/Http/MachinesGroup")).toBe(false);
  });

  it("may be the provider framework, or each deployment, which no custom resource is", () => {
    const files = filesOf(`new cr.Provider(this, "Provider", { onEventHandler: fn });\nnew triggers.Trigger(this, "Seed", { handler: fn });`);
    expect(propertiesOf(files, "Provider/onEventHandler")).toMatchObject({ Function: "→Book.Arn", Service: "custom-resource-provider" });
    expect(propertiesOf(files, "Seed/handler")).toMatchObject({ Function: "→Book.Arn", Service: "deployment" });
  });

  it("may be an event of a repository, with a pattern that the CDK writes", () => {
    const files = filesOf(`const code = new codecommit.Repository(this, "Code", { repositoryName: "code" });
code.onCommit("Pushed", { target: new targets.LambdaFunction(fn) });`);
    expect(propertiesOf(files, "Code/Pushed")).toMatchObject({
      Targets: [{ Arn: "→Book.Arn" }],
      EventPattern: "?the CDK writes the pattern of onCommit",
    });
  });

  it("may be a rule of IoT, a method of an API that an event source makes, or an older distribution", () => {
    const files =
      filesOf(`new iot.TopicRule(this, "Sensor", { sql: iot.IotSql.fromStringAsVer20160323("SELECT *"), actions: [new LambdaFunctionAction(fn)] });
fn.addEventSource(new sources.ApiEventSource("POST", "/orders"));
new cloudfront.CloudFrontWebDistribution(this, "Site", { originConfigs: [{ behaviors: [{ pathPattern: "/api/*", lambdaFunctionAssociations: [{ eventType: cloudfront.LambdaEdgeEventType.ORIGIN_REQUEST, lambdaFunction: fn.currentVersion }] }] }] });`);
    expect(propertiesOf(files, "Sensor")).toMatchObject({ TopicRulePayload: { Actions: [{ Lambda: { FunctionArn: "→Book.Arn" } }] } });
    expect(propertiesOf(files, "Book/POST /orders")).toMatchObject({ Function: "→Book.Arn", Path: "/orders", Auth: { Type: "NONE" } });
    const association = { EventType: "origin-request", LambdaFunctionARN: "→Book.Version" };
    expect(propertiesOf(files, "Site")).toMatchObject({
      DistributionConfig: { CacheBehaviors: [{ PathPattern: "/api/*", LambdaFunctionAssociations: [association] }] },
    });
  });

  it("is the API's own function where a method names none", () => {
    const files = filesOf(`const api = new apigateway.LambdaRestApi(this, "Api", { handler: fn, proxy: false });
api.root.addResource("orders").addMethod("GET");
const machine = new sfn.StateMachine(this, "Steps", { definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(this, "P")) });
new apigateway.StepFunctionsRestApi(this, "Start", { stateMachine: machine });`);
    expect(propertiesOf(files, "Api/GET /orders")).toMatchObject({ Function: "→Book.Arn" });
    expect(resourcesOf(files).has("Api/ANY /")).toBe(false);
    expect(propertiesOf(files, "Start/ANY /")).toMatchObject({ Function: "→Steps" });
  });

  it("is found behind a class of the repository that is an integration", () => {
    const files = {
      ...filesOf(`new apigateway.RestApi(this, "Api").root.addMethod("GET", new Quiet(fn));`),
    };
    const stack = files["lib/orders-stack.ts"] ?? "";
    const own = {
      ...files,
      "lib/orders-stack.ts": stack.replace("export class", "class Quiet extends apigateway.LambdaIntegration {}\nexport class"),
    };
    expect(propertiesOf(own, "Api/GET /")).toMatchObject({ Function: "→Book.Arn" });
  });
});

describe("an alias of a function", () => {
  it("takes event sources, for which the function's role may poll", () => {
    const files = filesOf(`const mail = new sqs.Queue(this, "Mail");
fn.addAlias("live").addEventSource(new sources.SqsEventSource(mail, { batchSize: 5 }));
lambda.Function.fromFunctionName(this, "Known", "known").addEventSource(new sources.SqsEventSource(mail));`);
    expect(propertiesOf(files, "Book/live/SqsEventSource:Mail")).toMatchObject({
      FunctionName: "→Book/live",
      EventSourceArn: "→Mail.Arn",
      BatchSize: 5,
    });
    expect(propertiesOf(files, "Known/SqsEventSource:Mail")).toMatchObject({ EventSourceArn: "→Mail.Arn" });
    expect(allowedBy(resourcesOf(files).get("Book/ServiceRole"))).toContain("sqs:ReceiveMessage on →Mail.Arn");
  });
});

describe("the role of a workflow", () => {
  it("may call every version of its functions, and write logs and traces where they are asked for", () => {
    const files = filesOf(`new sfn.StateMachine(this, "Steps", {
  definitionBody: sfn.DefinitionBody.fromChainable(new tasks.LambdaInvoke(this, "Call", { lambdaFunction: fn })),
  tracingEnabled: true,
  logs: { destination: new logs.LogGroup(this, "Log"), level: sfn.LogLevel.ALL },
});
new sfn.StateMachine(this, "Quiet", { definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(this, "P")) });`);
    const role = allowedBy(resourcesOf(files).get("Steps/Role"));
    expect(role).toEqual(
      expect.arrayContaining(["lambda:InvokeFunction on {→Book.Arn}:*", "logs:CreateLogDelivery on *", "xray:PutTraceSegments on *"]),
    );
    expect(allowedBy(resourcesOf(files).get("Quiet/Role"))).toEqual([]);
  });
});

describe("functions of other builders", () => {
  it("are functions of Rust too", () => {
    const files = filesOf(`new RustFunction(this, "Fast", { manifestPath: "rust/Cargo.toml", timeout: cdk.Duration.seconds(9) });`);
    expect(propertiesOf(files, "Fast")).toMatchObject({ Handler: "bootstrap", Runtime: "provided.al2023", Timeout: 9 });
  });
});

describe("a destination of failed records", () => {
  it("lets the function send to the queue as the CDK does", () => {
    const files = filesOf(`const lost = new sqs.Queue(this, "Lost");
const table = new dynamodb.Table(this, "Orders", { partitionKey: { name: "id", type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE, encryption: dynamodb.TableEncryption.AWS_MANAGED });
fn.addEventSource(new sources.DynamoEventSource(table, { startingPosition: lambda.StartingPosition.LATEST, onFailure: new sources.SqsDlq(lost) }));`);
    expect(allowedBy(resourcesOf(files).get("Book/ServiceRole"))).toEqual(
      expect.arrayContaining(["sqs:SendMessage on →Lost.Arn", "sqs:GetQueueAttributes on →Lost.Arn"]),
    );
    expect(propertiesOf(files, "Orders")).toMatchObject({ SSESpecification: { SSEEnabled: true } });
  });
});
