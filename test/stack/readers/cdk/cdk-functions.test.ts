import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { entryOf } from "../../../../src/stack/value.ts";
import { shown } from "../../../support/shown-value.ts";
import { allowedBy, propertiesOf, readCdk, resourcesOf, stackOf } from "./read-cdk.ts";

beforeAll(() => loadGrammars(["typescript", "python"]));

const fn = (more = "") =>
  `const fn = new lambda.Function(this, "Book", { runtime: lambda.Runtime.NODEJS_22_X, handler: "book.handler", code: lambda.Code.fromAsset("src")${more} });`;

describe("a function of the CDK", () => {
  it("has CloudFormation's properties with the values that the CDK writes", () => {
    const files = stackOf(
      fn(
        `, timeout: cdk.Duration.minutes(2), memorySize: 512, architecture: lambda.Architecture.ARM_64, tracing: lambda.Tracing.ACTIVE, environment: { STAGE: "prod" }, reservedConcurrentExecutions: 0, ephemeralStorageSize: cdk.Size.gibibytes(2)`,
      ),
    );
    expect(propertiesOf(files, "Book")).toEqual({
      Runtime: "nodejs22.x",
      Timeout: 120,
      MemorySize: 512,
      Architectures: ["arm64"],
      TracingConfig: { Mode: "Active" },
      ReservedConcurrentExecutions: 0,
      EphemeralStorage: { Size: 2048 },
      Handler: "book.handler",
      CodeUri: "src",
      Environment: { Variables: { STAGE: "prod" } },
      Role: "→Book/ServiceRole.Arn",
    });
  });

  it("stands at its construction, and each property at its line with the name that the CDK gives it", () => {
    const text = `import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
export class MailStack extends Stack {
  constructor(scope: any, id: string, props: StackProps) {
    super(scope, id, props);
    new Queue(this, "Mail", {
      visibilityTimeout: Duration.seconds(30),
      retentionPeriod: Duration.days(4),
    });
  }
}
`;
    const mail = resourcesOf({ "lib/mail-stack.ts": text }).get("Mail");
    expect(mail?.at).toMatchObject({ path: "lib/mail-stack.ts", startLine: 6, endLine: 9 });
    expect(mail?.nativeNames?.("VisibilityTimeout")).toBe("visibilityTimeout");
    const hidden = entryOf(mail?.properties, "VisibilityTimeout");
    expect(hidden?.at).toMatchObject({ startLine: 7 });
    expect(text.slice(hidden?.value.at.start, hidden?.value.at.end)).toBe("30");
    expect(entryOf(mail?.properties, "MessageRetentionPeriod")?.value.at.start).toBeUndefined();
  });

  it("has the role that the CDK makes, with what its settings need", () => {
    const resources = resourcesOf(
      stackOf(`const dlq = new sqs.Queue(this, "Lost");\n${fn(", tracing: lambda.Tracing.ACTIVE, deadLetterQueue: dlq")}`),
    );
    const role = resources.get("Book/ServiceRole");
    expect(role).toMatchObject({ type: "AWS::IAM::Role", implicit: true });
    expect(shown(entryOf(role?.properties, "ManagedPolicyArns")?.value)).toEqual([
      "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    ]);
    expect(allowedBy(role)).toEqual(["sqs:SendMessage on →Lost.Arn", "xray:PutTraceSegments on *", "xray:PutTelemetryRecords on *"]);
  });

  it("gets the statements that it is granted, at the line of the grant", () => {
    const files = stackOf(`${fn()}
const table = new dynamodb.Table(this, "Orders", { partitionKey: { name: "id", type: dynamodb.AttributeType.STRING } });
table.grantReadData(fn);
new s3.Bucket(this, "Files").grantPut(fn);
new sns.Topic(this, "News").grantPublish(fn);
fn.addToRolePolicy(new iam.PolicyStatement({ actions: ["ses:SendEmail"], resources: ["*"] }));`);
    const role = resourcesOf(files).get("Book/ServiceRole");
    expect(allowedBy(role)).toEqual(
      expect.arrayContaining(["dynamodb:GetItem on →Orders.Arn", "s3:PutObject on {→Files.Arn}/*", "sns:Publish on →News", "ses:SendEmail on *"]),
    );
    expect(allowedBy(role)).not.toContain("dynamodb:PutItem on →Orders.Arn");
    expect(allowedBy(role).filter((one) => one.includes("/index/"))).toEqual([]);
    const [first] = itemsAt(role?.properties, "Policies");
    expect(first?.at.startLine).toBe(21);
  });

  it("is granted the indexes of a table that has some, or of one that may have them", () => {
    const indexed = (more: string) =>
      allowedBy(
        resourcesOf(
          stackOf(`${fn()}
const table = new dynamodb.Table(this, "Orders", { partitionKey: { name: "id", type: dynamodb.AttributeType.STRING } });
const known = dynamodb.Table.fromTableName(this, "Known", "known");
const given = dynamodb.Table.fromTableAttributes(this, "Given", { tableName: "given", globalIndexes: ["x"] });
for (const one of [table, known, given]) one.grantReadData(fn);
${more}`),
        ).get("Book/ServiceRole"),
      ).filter((one) => one.startsWith("dynamodb:Query") && one.includes("/index/"));
    expect(indexed("")).toEqual([expect.stringContaining("table/given/index/*")]);
    const later = `table.addGlobalSecondaryIndex({ indexName: "byDay", partitionKey: { name: "day", type: dynamodb.AttributeType.STRING } });`;
    expect(indexed(later)).toContain("dynamodb:Query on {→Orders.Arn}/index/*");
  });

  it("keeps a role that is given, with what is granted later", () => {
    const resources = resourcesOf(
      stackOf(`const role = new iam.Role(this, "Runner", { assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com"), managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName("service-role/AWSLambdaBasicExecutionRole")] });
${fn(", role")}
new sqs.Queue(this, "Mail").grantSendMessages(fn);`),
    );
    expect(resources.has("Book/ServiceRole")).toBe(false);
    expect(shown(entryOf(resources.get("Book")?.properties, "Role")?.value)).toBe("→Runner.Arn");
    expect(allowedBy(resources.get("Runner"))).toContain("sqs:SendMessage on →Mail.Arn");
  });

  it("may hold more than is known where it is handed to code of elsewhere", () => {
    const role = resourcesOf(
      stackOf(`${fn()}\nnew Monitoring(this, "Watch", { target: fn });`, `import { Monitoring } from "cdk-monitoring-constructs";`),
    ).get("Book/ServiceRole");
    expect(allowedBy(role)).toEqual(["?the function is handed to code that was not read"]);
  });

  it("takes variables that are added later", () => {
    const files = stackOf(
      `${fn(`, environment: { A: "1" }`)}\nfn.addEnvironment("TABLE", new dynamodb.Table(this, "T", { partitionKey: { name: "id", type: dynamodb.AttributeType.STRING } }).tableName);`,
    );
    expect(propertiesOf(files, "Book")).toMatchObject({ Environment: { Variables: { A: "1", TABLE: "→T" } } });
  });
});

describe("the code of a function", () => {
  it("is the entry file of a NodejsFunction, whose handler is `handler` by default", () => {
    const files = stackOf(`new nodejs.NodejsFunction(this, "Book", { entry: path.join(__dirname, "../src/book.ts") });`);
    expect(propertiesOf(files, "Book")).toMatchObject({
      CodeUri: "src/book.ts",
      Handler: "index.handler",
      Runtime: "?the installed version of the CDK decides",
    });
  });

  it("is named after the stack's file and the id where no entry is given", () => {
    const files = {
      ...stackOf(`new nodejs.NodejsFunction(this, "Book", { handler: "main" });`),
      "lib/orders-stack.Book.ts": "export const main = async () => {};",
    };
    expect(propertiesOf(files, "Book")).toMatchObject({ CodeUri: "lib/orders-stack.Book.ts", Handler: "index.main" });
  });

  it("is relative to the folder of cdk.json", () => {
    const files = Object.fromEntries(Object.entries(stackOf(fn())).map(([path, text]) => [`infra/${path}`, text]));
    expect(propertiesOf(files, "Book")).toMatchObject({ CodeUri: "infra/src" });
  });

  it("is the text of inline code, and unknown where commands of the program bundle it", () => {
    const inline = stackOf(
      `new lambda.Function(this, "Book", { runtime: lambda.Runtime.PYTHON_3_13, handler: "index.handler", code: lambda.Code.fromInline("def handler(event, context): pass") });`,
    );
    expect(propertiesOf(inline, "Book")).toMatchObject({ Runtime: "python3.13", Code: { ZipFile: "def handler(event, context): pass" } });
    const bundled = stackOf(fn().replace(`"src")`, `"src", { bundling: { image: lambda.Runtime.NODEJS_22_X.bundlingImage } })`));
    expect(propertiesOf(bundled, "Book")).toMatchObject({ CodeUri: "?the code is bundled by commands of the program" });
  });

  it("is a module and function of a PythonFunction, and an image of a DockerImageFunction", () => {
    const files = stackOf(
      `new PythonFunction(this, "Book", { entry: "app", index: "orders/book.py", handler: "run", runtime: lambda.Runtime.PYTHON_3_12 });
new lambda.DockerImageFunction(this, "Image", { code: lambda.DockerImageCode.fromImageAsset("image") });`,
      `import { PythonFunction } from "@aws-cdk/aws-lambda-python-alpha";`,
    );
    expect(propertiesOf(files, "Book")).toMatchObject({ CodeUri: "app", Handler: "orders.book.run" });
    expect(propertiesOf(files, "Image")).toMatchObject({ PackageType: "Image" });
  });
});

describe("what calls a function", () => {
  it("is an event source mapping with the permissions that the CDK adds", () => {
    const resources = resourcesOf(
      stackOf(`${fn()}
const queue = new sqs.Queue(this, "Mail");
fn.addEventSource(new sources.SqsEventSource(queue, { batchSize: 5, reportBatchItemFailures: true, maxBatchingWindow: cdk.Duration.seconds(20), maxConcurrency: 3 }));`),
    );
    const mapping = resources.get("Book/SqsEventSource:Mail");
    expect(mapping).toMatchObject({ type: "AWS::Lambda::EventSourceMapping", nativeType: "SqsEventSource", at: { startLine: 21 } });
    expect(shown(mapping?.properties)).toEqual({
      BatchSize: 5,
      MaximumBatchingWindowInSeconds: 20,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      ScalingConfig: { MaximumConcurrency: 3 },
      EventSourceArn: "→Mail.Arn",
      Service: "sqs",
      FunctionName: "→Book",
    });
    expect(mapping?.nativeNames?.("FunctionResponseTypes")).toBe("reportBatchItemFailures");
    expect(allowedBy(resources.get("Book/ServiceRole"))).toContain("sqs:DeleteMessage on →Mail.Arn");
  });

  it("is a stream with its retry settings and failure destination", () => {
    const resources = resourcesOf(
      stackOf(`${fn()}
const table = new dynamodb.Table(this, "Orders", { partitionKey: { name: "id", type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE });
const dlq = new sqs.Queue(this, "Lost");
fn.addEventSource(new sources.DynamoEventSource(table, { startingPosition: lambda.StartingPosition.LATEST, retryAttempts: 3, bisectBatchOnError: true, onFailure: new sources.SqsDlq(dlq), filters: [lambda.FilterCriteria.filter({ eventName: lambda.FilterRule.isEqual("INSERT") })] }));`),
    );
    expect(shown(resources.get("Book/DynamoEventSource:Orders")?.properties)).toMatchObject({
      EventSourceArn: "→Orders.StreamArn",
      StartingPosition: "LATEST",
      MaximumRetryAttempts: 3,
      BisectBatchOnFunctionError: true,
      DestinationConfig: { OnFailure: { Destination: "→Lost.Arn" } },
      FilterCriteria: { Filters: [{ Pattern: { eventName: ["INSERT"] } }] },
    });
    expect(allowedBy(resources.get("Book/ServiceRole"))).toEqual(
      expect.arrayContaining(["dynamodb:GetRecords on →Orders.StreamArn", "sqs:SendMessage on →Lost.Arn"]),
    );
  });

  it("keeps what a spread may say unknown", () => {
    const resources = resourcesOf(
      stackOf(
        `${fn()}\nfn.addEventSource(new sources.SqsEventSource(new sqs.Queue(this, "Mail"), { ...defaults(), batchSize: 5 }));`,
        `import { defaults } from "@company/defaults";`,
      ),
    );
    const mapping = resources.get("Book/SqsEventSource:Mail");
    expect(shown(mapping?.properties)).toMatchObject({ BatchSize: 5, FunctionResponseTypes: expect.stringMatching(/^\?/) });
  });

  it("has asynchronous settings of its own, an alias and a URL", () => {
    const resources = resourcesOf(
      stackOf(
        `const lost = new sqs.Queue(this, "Lost");
${fn(", onFailure: new SqsDestination(lost), retryAttempts: 1")}
new lambda.Alias(this, "Live", { aliasName: "live", version: fn.currentVersion, provisionedConcurrentExecutions: 2 });
fn.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });`,
        `import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";`,
      ),
    );
    expect(shown(resources.get("Book/EventInvokeConfig")?.properties)).toMatchObject({
      DestinationConfig: { OnFailure: { Destination: "→Lost.Arn" } },
      MaximumRetryAttempts: 1,
      FunctionName: "→Book",
    });
    expect(shown(resources.get("Live")?.properties)).toMatchObject({
      Name: "live",
      FunctionName: "→Book",
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
    });
    expect(shown(resources.get("Book/FunctionUrl")?.properties)).toMatchObject({ AuthType: "NONE", TargetFunctionArn: "→Book" });
  });
});

describe("a function in a VPC", () => {
  it("stands in private subnets behind the NAT gateway that the CDK makes", () => {
    const resources = resourcesOf(stackOf(`const vpc = new Vpc(this, "Net");\n${fn(", vpc")}`, `import { Vpc } from "aws-cdk-lib/aws-ec2";`));
    expect(shown(resources.get("Book")?.properties)).toMatchObject({
      VpcConfig: { SubnetIds: ["→Net/PrivateSubnet1"], SecurityGroupIds: ["→Book/SecurityGroup"] },
    });
    expect(resources.get("Net/NATGateway")?.type).toBe("AWS::EC2::NatGateway");
    expect(shown(resources.get("Net/PrivateSubnet1/DefaultRoute")?.properties)).toMatchObject({ NatGatewayId: "→Net/NATGateway" });
    expect(shown(entryOf(resources.get("Book/ServiceRole")?.properties, "ManagedPolicyArns")?.value)).toContain(
      "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
    );
  });

  it("has no way out where there are to be no NAT gateways", () => {
    const resources = resourcesOf(
      stackOf(`const vpc = new Vpc(this, "Net", { natGateways: 0 });\n${fn(", vpc")}`, `import { Vpc } from "aws-cdk-lib/aws-ec2";`),
    );
    expect(shown(resources.get("Book")?.properties)).toMatchObject({ VpcConfig: { SubnetIds: ["→Net/IsolatedSubnet1"] } });
    expect(resources.has("Net/NATGateway")).toBe(false);
    expect(resources.has("Net/IsolatedSubnet1/DefaultRoute")).toBe(false);
  });
});

describe("the reader", () => {
  it("names every file that it read, and none of a repository without the CDK", () => {
    expect(readCdk(stackOf("")).files).toEqual(["bin/app.ts", "lib/orders-stack.ts"]);
    expect(readCdk({ "src/app.ts": `import express from "express"; new express.Router();` })).toEqual({ resources: [], notes: [], files: [] });
  });
});

function itemsAt(properties: Parameters<typeof entryOf>[0], name: string) {
  const value = entryOf(properties, name)?.value;
  return value?.kind === "list" ? value.items : [];
}
