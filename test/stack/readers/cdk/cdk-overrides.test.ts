import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { propertiesOf, resourcesOf, stackOf } from "./read-cdk.ts";

beforeAll(() => loadGrammars(["typescript", "python"]));

const imports = `import * as apigwv2 from "aws-cdk-lib/aws-apigatewayv2";`;
const fn = `const fn = new lambda.Function(this, "Book", { runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", code: lambda.Code.fromAsset("src"), timeout: cdk.Duration.seconds(60), memorySize: 128 });
const cfn = fn.node.defaultChild as lambda.CfnFunction;`;
const bookAfter = (body: string) => propertiesOf(stackOf(`${fn}\n${body}`, imports), "Book") as Record<string, unknown>;

describe("an escape hatch", () => {
  it("changes, adds and takes away properties of the construct's resource", () => {
    const book = bookAfter(`cfn.addPropertyOverride("MemorySize", 512);
cfn.addPropertyOverride("EphemeralStorage.Size", 1024);
cfn.addOverride("Properties.TracingConfig", { Mode: "Active" });
cfn.addPropertyDeletionOverride("Timeout");
cfn.reservedConcurrentExecutions = 7;
(fn.node.findChild("Resource") as lambda.CfnFunction).addPropertyOverride("Description", "books");`);
    expect(book).toMatchObject({
      MemorySize: 512,
      EphemeralStorage: { Size: 1024 },
      TracingConfig: { Mode: "Active" },
      ReservedConcurrentExecutions: 7,
    });
    expect(book["Description"]).toBe("books");
    expect(book).not.toHaveProperty("Timeout");
  });

  it("is only possible under a condition, and unknown where it leads into a list", () => {
    const book = bookAfter(`if (process.env.BIG) cfn.addPropertyOverride("MemorySize", 512);
cfn.addPropertyOverride("Layers.0", "arn");
cfn.addOverride("Metadata.note", "not a property");`);
    expect(book["MemorySize"]).toBe("?it is overridden under a condition");
    expect(book["Layers"]).toBe("?a part of it is overridden later");
    expect(book).not.toHaveProperty("Metadata");
  });

  it("changes resources of the lowest level, and stages that the CDK adds", () => {
    const files = stackOf(
      `const mail = new sqs.CfnQueue(this, "Mail", { visibilityTimeout: 10 });
mail.visibilityTimeout = 99;
const api = new apigwv2.HttpApi(this, "Api");
const stage = api.defaultStage!.node.defaultChild as apigwv2.CfnStage;
stage.accessLogSettings = { destinationArn: mail.attrArn, format: "$context.requestId" };`,
      imports,
    );
    expect(propertiesOf(files, "Mail")).toEqual({ VisibilityTimeout: 99 });
    expect(propertiesOf(files, "Api/DefaultStage")).toMatchObject({ AccessLogSettings: { DestinationArn: "→Mail.Arn" } });
    expect(propertiesOf(files, "Api")).not.toHaveProperty("AccessLogSettings");
  });
});

describe("an aspect", () => {
  const program = (scope: string) => ({
    ...stackOf(`${fn}\nnew dynamodb.Table(this, "Orders", { removalPolicy: cdk.RemovalPolicy.DESTROY });`),
    "bin/app.ts": `import { App, Aspects, CfnResource, IAspect, RemovalPolicy, Stack } from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as sqs from "aws-cdk-lib/aws-sqs";
import { AwsSolutionsChecks } from "cdk-nag";
import { OrdersStack } from "../lib/orders-stack";
class Slower implements IAspect {
  visit(node: unknown): void {
    if (!(node instanceof lambda.CfnFunction)) return;
    node.timeout = 900;
    node.addPropertyOverride("TracingConfig.Mode", "Active");
  }
}
const app = new App();
const orders = new OrdersStack(app, "Orders");
class OtherStack extends Stack {}
const other = new OtherStack(app, "Other");
new sqs.Queue(other, "Mail");
Aspects.of(${scope}).add(new Slower());
Aspects.of(${scope}).add({ visit: (node) => (node as CfnResource).applyRemovalPolicy(RemovalPolicy.RETAIN) });
Aspects.of(app).add(new AwsSolutionsChecks());
`,
  });

  it("makes unknown what it may set of every resource in its scope", () => {
    const files = program("app");
    expect(propertiesOf(files, "Book")).toMatchObject({
      Timeout: "?an aspect of the program may change it",
      TracingConfig: { Mode: "?an aspect of the program may change it" },
      MemorySize: 128,
    });
    expect(resourcesOf(files).get("Orders")?.attributes.has("DeletionPolicy")).toBe(false);
  });

  it("changes nothing outside its scope", () => {
    const files = program("other");
    expect(propertiesOf(files, "Book")).toMatchObject({ Timeout: 60 });
    expect(resourcesOf(files).get("Orders")?.attributes.get("DeletionPolicy")).toBe("Delete");
  });
});
