import { describe, expect, it } from "vitest";
import { linksIn, stackOf } from "../../../support/stack-of.ts";

/** A stack that stores the ARN of its queue, in each format that can. */
const writers = {
  SAM: {
    "queues/template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: { Type: AWS::SQS::Queue }
  OrdersArn:
    Type: AWS::SSM::Parameter
    Properties: { Name: /orders/queue-arn, Type: String, Value: !GetAtt Orders.Arn }
`,
  },
  Terraform: {
    "queues/main.tf": `
resource "aws_sqs_queue" "Orders" {}
resource "aws_ssm_parameter" "arn" {
  name  = "/orders/queue-arn"
  type  = "String"
  value = aws_sqs_queue.Orders.arn
}
`,
  },
  "Serverless Framework": {
    "queues/serverless.yml": `
service: queues
provider: { name: aws }
resources:
  Resources:
    Orders: { Type: AWS::SQS::Queue }
    OrdersArn:
      Type: AWS::SSM::Parameter
      Properties: { Name: /orders/queue-arn, Type: String, Value: { Fn::GetAtt: [Orders, Arn] } }
`,
  },
  CDK: {
    "queues/cdk.json": `{ "app": "npx ts-node app.ts" }`,
    "queues/app.ts": `
import { App, Stack } from "aws-cdk-lib";
import * as sqs from "aws-cdk-lib/aws-sqs";
import * as ssm from "aws-cdk-lib/aws-ssm";
class Queues extends Stack {
  constructor(scope: App, id: string) {
    super(scope, id);
    const queue = new sqs.Queue(this, "Orders");
    new ssm.StringParameter(this, "OrdersArn", { parameterName: "/orders/queue-arn", stringValue: queue.queueArn });
  }
}
new Queues(new App(), "Queues");
`,
  },
};

/** A function that the queue triggers, by the name under which the queue's ARN is stored. */
const readers = {
  "a dynamic reference": {
    "work/template.yaml": `
Resources:
  Worker:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { EventSourceArn: "{{resolve:ssm:/orders/queue-arn}}", FunctionName: !Ref Work }
  Work: { Type: AWS::Lambda::Function, Properties: { Handler: index.handler } }
`,
  },
  "a dynamic reference that Fn::Sub makes": {
    "work/template.yaml": `
Parameters: { Name: { Type: String, Default: orders } }
Resources:
  Worker:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { EventSourceArn: !Sub "{{resolve:ssm:/\${Name}/queue-arn}}", FunctionName: !Ref Work }
  Work: { Type: AWS::Lambda::Function, Properties: { Handler: index.handler } }
`,
  },
  "a stored parameter": {
    "work/template.yaml": `
Parameters: { QueueArn: { Type: "AWS::SSM::Parameter::Value<String>", Default: /orders/queue-arn } }
Resources:
  Worker:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { EventSourceArn: !Ref QueueArn, FunctionName: !Ref Work }
  Work: { Type: AWS::Lambda::Function, Properties: { Handler: index.handler } }
`,
  },
  "a data source": {
    "work/main.tf": `
data "aws_ssm_parameter" "queue" {
  name = "/orders/queue-arn"
}
resource "aws_lambda_function" "Work" {
  function_name = "work"
}
resource "aws_lambda_event_source_mapping" "worker" {
  event_source_arn = data.aws_ssm_parameter.queue.value
  function_name    = aws_lambda_function.Work.arn
}
`,
  },
  "a variable of the framework": {
    "work/serverless.yml": `
service: work
provider: { name: aws }
custom: { queueArn: "\${ssm:/orders/queue-arn}" }
functions:
  Work: { handler: index.handler, events: [ { sqs: { arn: "\${self:custom.queueArn}" } } ] }
`,
  },
  "an imported construct": {
    "work/cdk.json": `{ "app": "npx ts-node app.ts" }`,
    "work/app.ts": `
import { App, Stack } from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as sqs from "aws-cdk-lib/aws-sqs";
import * as ssm from "aws-cdk-lib/aws-ssm";
class Work extends Stack {
  constructor(scope: App, id: string) {
    super(scope, id);
    const work = new lambda.Function(this, "Work", { handler: "index.handler", runtime: lambda.Runtime.NODEJS_22_X, code: lambda.Code.fromAsset("src") });
    const arn = ssm.StringParameter.fromStringParameterName(this, "Arn", "/orders/queue-arn").stringValue;
    new lambda.EventSourceMapping(this, "Worker", { target: work, eventSourceArn: arn });
  }
}
new Work(new App(), "Work");
`,
  },
  "a token of the CDK": {
    "work/cdk.json": `{ "app": "npx ts-node app.ts" }`,
    "work/app.ts": `
import { App, Stack } from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as ssm from "aws-cdk-lib/aws-ssm";
class Work extends Stack {
  constructor(scope: App, id: string) {
    super(scope, id);
    const work = new lambda.Function(this, "Work", { handler: "index.handler", runtime: lambda.Runtime.NODEJS_22_X, code: lambda.Code.fromAsset("src") });
    const eventSourceArn = ssm.StringParameter.valueForStringParameter(this, "/orders/queue-arn");
    new lambda.EventSourceMapping(this, "Worker", { target: work, eventSourceArn });
  }
}
new Work(new App(), "Work");
`,
  },
};

describe("an ARN that is stored in Systems Manager", () => {
  const pairs = Object.entries(writers).flatMap(([writer, stored]) =>
    Object.entries(readers).map(([reader, read]) => [writer, reader, { ...stored, ...read }] as const),
  );
  it.each(pairs)("by %s leads from %s to the queue", async (_writer, _reader, files) => {
    expect(linksIn(await stackOf(files), "triggers")).toEqual(["Orders > Work"]);
  });

  const read = readers["a dynamic reference"];

  it("is not known where two stacks store one", async () => {
    const files = { ...writers.SAM, "other/main.tf": writers.Terraform["queues/main.tf"], ...read };
    expect(linksIn(await stackOf(files), "triggers")).toEqual(["? > Work"]);
  });

  it("is not known under another name, in an older version, or where it is a secret", async () => {
    const template = read["work/template.yaml"];
    const secret = writers.Terraform["queues/main.tf"].replace('"String"', '"SecureString"');
    for (const files of [
      { ...writers.SAM, "work/template.yaml": template.replace("queue-arn", "topic-arn") },
      { ...writers.SAM, "work/template.yaml": template.replace("queue-arn", "queue-arn:3") },
      { "queues/main.tf": secret, ...read },
    ]) {
      expect(linksIn(await stackOf(files), "triggers")).toEqual(["? > Work"]);
    }
  });

  it("is followed through parameters that read others, and never round in a circle", async () => {
    const parameter = (name: string, value: string) => `
  P${name}: { Type: AWS::SSM::Parameter, Properties: { Name: /${name}, Type: String, Value: ${value} } }`;
    const mapping = (name: string) => `
  Map${name}: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: "{{resolve:ssm:/${name}}}", FunctionName: !Ref Work } }`;
    const many = `"${"{{resolve:ssm:/d}}".repeat(150)}"`;
    const stack = await stackOf({
      "template.yaml": `Resources:
  Work: { Type: AWS::Lambda::Function, Properties: { Handler: index.handler } }
  Orders: { Type: AWS::SQS::Queue }
${parameter("a", "!GetAtt Orders.Arn")}${parameter("b", '"{{resolve:ssm:/a}}"')}${mapping("b")}
${parameter("c", '"{{resolve:ssm:/c}}"')}${mapping("c")}
${parameter("d", many.replaceAll("/d", "/e"))}${parameter("e", many.replaceAll("/d", "/a"))}${parameter("f", many)}${mapping("f")}
`,
    });
    const triggers = stack.linksOf("triggers").map((link) => `${link.name} ${link.from.resource?.name ?? "?"}`);
    expect(triggers.toSorted()).toEqual(["Mapb Orders", "Mapc ?", "Mapf ?"]);
  });

  it("stays unknown where it is a setting, which is changed after it was deployed", async () => {
    const stack = await stackOf({
      "template.yaml": `
Resources:
  Timeout: { Type: AWS::SSM::Parameter, Properties: { Name: /orders/timeout, Type: String, Value: "30" } }
  Work: { Type: AWS::Lambda::Function, Properties: { Handler: index.handler, Timeout: "{{resolve:ssm:/orders/timeout}}" } }
`,
    });
    expect(stack.resourcesOf("function")[0]?.number("timeoutSeconds").state).toBe("unknown");
  });
});

describe("what a stack exports", () => {
  const exporters = {
    CloudFormation: {
      "queues/template.yaml": `
Resources: { Orders: { Type: AWS::SQS::Queue } }
Outputs: { Arn: { Value: !GetAtt Orders.Arn, Export: { Name: orders-arn } } }
`,
    },
    "the Serverless Framework": {
      "queues/serverless.yml": `
service: queues
provider: { name: aws }
resources:
  Resources: { Orders: { Type: AWS::SQS::Queue } }
  Outputs: { Arn: { Value: { Fn::GetAtt: [Orders, Arn] }, Export: { Name: orders-arn } } }
`,
    },
    "the CDK": {
      "queues/cdk.json": `{ "app": "python3 app.py" }`,
      "queues/app.py": `
import aws_cdk as cdk
from aws_cdk import aws_sqs as sqs
class Queues(cdk.Stack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        queue = sqs.Queue(self, "Orders")
        cdk.CfnOutput(self, "Arn", value=queue.queue_arn, export_name="orders-arn")
Queues(cdk.App(), "Queues")
`,
    },
  };
  const importers = {
    CloudFormation: readers["a dynamic reference"]["work/template.yaml"].replace('"{{resolve:ssm:/orders/queue-arn}}"', "!ImportValue orders-arn"),
    "the CDK": readers["a token of the CDK"]["work/app.ts"]
      .replace("import { App, Stack }", "import { App, Fn, Stack }")
      .replace('ssm.StringParameter.valueForStringParameter(this, "/orders/queue-arn")', 'Fn.importValue("orders-arn")'),
    Terraform: readers["a data source"]["work/main.tf"]
      .replaceAll("aws_ssm_parameter", "aws_cloudformation_export")
      .replace("/orders/queue-arn", "orders-arn"),
  };
  const paths = { CloudFormation: "work/template.yaml", "the CDK": "work/app.ts", Terraform: "work/main.tf" };

  it.each(
    Object.entries(exporters).flatMap(([exporter, files]) =>
      Object.entries(importers).map(([importer, text]) => [exporter, importer, files, text] as const),
    ),
  )("with %s is imported with %s", async (_exporter, importer, files, text) => {
    const program = importer === "the CDK" ? { "work/cdk.json": `{ "app": "npx ts-node app.ts" }` } : {};
    const stack = await stackOf({ ...files, ...program, [paths[importer as keyof typeof paths]]: text });
    expect(linksIn(stack, "triggers")).toEqual(["Orders > Work"]);
  });

  it("is not known where two templates export one name", async () => {
    const template = exporters.CloudFormation["queues/template.yaml"];
    const stack = await stackOf({ "a/template.yaml": template, "b/template.yaml": template, "work/template.yaml": importers.CloudFormation });
    expect(linksIn(stack, "triggers")).toEqual(["? > Work"]);
  });
});

describe("services of the Serverless Framework", () => {
  const queues = `
service: queues
provider: { name: aws, stage: test }
functions:
  Audit: { handler: index.handler }
outputs: { arn: { Fn::GetAtt: [Orders, Arn] } }
resources:
  Resources: { Orders: { Type: AWS::SQS::Queue } }
  Outputs: { OrdersArn: { Value: { Fn::GetAtt: [Orders, Arn] } } }
`;
  const work = (arn: string) => `
service: work
provider: { name: aws, stage: test }
functions:
  Work: { handler: index.handler, events: [ { sqs: { arn: "${arn}" } } ] }
`;

  it.each(["${cf:queues-${sls:stage}.OrdersArn}", "${output:queues.arn}"])("read each other's outputs: %s", async (arn) => {
    const stack = await stackOf({ "queues/serverless.yml": queues, "work/serverless.yml": work(arn) });
    expect(linksIn(stack, "triggers")).toEqual(["Orders > Work"]);
  });

  it.each(["${cf:queues-prod.OrdersArn}", "${cf(us-east-1):queues-test.OrdersArn}", "${cf:queues-test.Missing}"])(
    "do not take another stage, region or output for it: %s",
    async (arn) => {
      const stack = await stackOf({ "queues/serverless.yml": queues, "work/serverless.yml": work(arn) });
      expect(linksIn(stack, "triggers")).toEqual(["? > Work"]);
    },
  );

  it("name a function of another service by the output that the framework makes", async () => {
    const stack = await stackOf({
      "queues/serverless.yml": queues,
      "machine/template.yaml": `
Resources:
  Rule:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets: [ { Id: audit, Arn: !ImportValue sls-queues-test-AuditLambdaFunctionQualifiedArn } ]
`,
    });
    expect(linksIn(stack, "triggers")).toEqual(["Rule > Audit"]);
  });
});
