import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { propertiesOf, readTerraform, resourceNamed } from "./read-terraform.ts";

beforeAll(() => loadGrammars(["hcl"]));

const worker = `
variable "queue_arn" {}
variable "timeout" {
  default = 10
}
resource "aws_lambda_function" "this" {
  timeout = var.timeout
}
resource "aws_lambda_event_source_mapping" "this" {
  event_source_arn = var.queue_arn
  function_name    = aws_lambda_function.this.arn
}
output "arn" {
  value = aws_lambda_function.this.arn
}
`;

describe("modules", () => {
  it("evaluates a called folder with the caller's arguments, and resolves references across", () => {
    const reading = readTerraform({
      "envs/prod/main.tf": `
resource "aws_sqs_queue" "q" {}
module "worker" {
  source    = "../../modules/worker"
  queue_arn = aws_sqs_queue.q.arn
  timeout   = 60
}
resource "aws_lambda_permission" "p" {
  function_name = module.worker.arn
}
`,
      "modules/worker/main.tf": worker,
    });
    expect(reading.resources.map((resource) => [resource.scope, resource.name])).toEqual([
      ["envs/prod", "q"],
      ["envs/prod", "p"],
      ["envs/prod/module.worker", "worker.this"],
      ["envs/prod/module.worker", "worker.this"],
    ]);
    expect(propertiesOf(reading, "worker.this")).toEqual({ Timeout: 60 });
    expect(propertiesOf(reading, "p")).toEqual({ FunctionName: "→envs/prod/module.worker#aws_lambda_function.this.Arn" });
    const mapping = reading.resources.find((resource) => resource.type === "AWS::Lambda::EventSourceMapping");
    expect(mapping?.properties.entries.get("EventSourceArn")?.value).toMatchObject({
      kind: "reference",
      scope: "envs/prod",
      address: "aws_sqs_queue.q",
    });
  });

  it("instantiates a module for each key", () => {
    const reading = readTerraform({
      "main.tf": 'module "w" {\n  source = "./w"\n  for_each = { a = 1, b = 2 }\n  timeout = each.value\n  queue_arn = "x"\n}\n',
      "w/main.tf": worker,
    });
    expect(propertiesOf(reading, 'w["b"].this')).toEqual({ Timeout: 2 });
  });

  it("leaves the outputs of modules from elsewhere unknown", () => {
    const reading = readTerraform({
      "main.tf": 'module "m" {\n  source = "acme/thing/aws"\n}\nresource "aws_sqs_queue" "q" {\n  name = module.m.name\n}\n',
    });
    expect(propertiesOf(reading, "q")).toEqual({ QueueName: "?module m comes from elsewhere (acme/thing/aws)" });
  });

  it("models the public Lambda and SQS modules by their inputs, placed in the call", () => {
    const reading = readTerraform({
      "main.tf": `
module "queue" {
  source                     = "terraform-aws-modules/sqs/aws"
  name                       = "orders"
  visibility_timeout_seconds = 30
  create_dlq                 = true
}
module "worker" {
  source        = "terraform-aws-modules/lambda/aws"
  function_name = "worker"
  timeout       = 60
  source_path   = "src/worker"
  event_source_mapping = {
    orders = { event_source_arn = module.queue.queue_arn, batch_size = 5 }
  }
}
`,
      "src/worker/app.py": "",
    });
    const queue = resourceNamed(reading, "queue.this");
    expect(propertiesOf(reading, "queue.this")).toMatchObject({
      VisibilityTimeout: 30,
      RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: "→./module.queue#aws_sqs_queue.dlq.Arn" },
    });
    expect(queue.properties.entries.get("VisibilityTimeout")?.at).toMatchObject({ path: "main.tf", startLine: 5 });
    expect(queue.at).toMatchObject({ path: "main.tf", startLine: 2, endLine: 7 });
    expect(propertiesOf(reading, "worker.this")).toMatchObject({ FunctionName: "worker", Timeout: 60, CodeUri: "src/worker" });
    expect(propertiesOf(reading, 'worker.this["orders"]')).toEqual({
      EventSourceArn: "→./module.queue#aws_sqs_queue.this.Arn",
      FunctionName: "→./module.worker#aws_lambda_function.this.Arn",
      BatchSize: 5,
    });
  });

  it("goes on without a file that is not loaded, and asks for it", () => {
    const reading = readTerraform({ "main.tf": 'resource "aws_sqs_queue" "q" {}\n' }, ["more.tf"]);
    expect(reading.resources).toHaveLength(1);
    expect(reading.files).toEqual(["main.tf"]);
  });

  it("reads JSON configuration with the templates in its strings", () => {
    const reading = readTerraform({
      "main.tf.json": '{ "locals": { "n": "orders" }, "resource": { "aws_sqs_queue": { "q": { "name": "${local.n}-queue", "delay_seconds": 3 } } } }',
    });
    expect(propertiesOf(reading, "q")).toEqual({ QueueName: "orders-queue", DelaySeconds: 3 });
  });
});

describe("hostile configuration", () => {
  it("turns cycles into unknown values", () => {
    const reading = readTerraform({
      "main.tf": `
locals {
  a = local.b
  b = [local.a]
}
resource "aws_sqs_queue" "q" {
  name = local.a
  for_each = aws_sqs_queue.q
}
resource "aws_sqs_queue" "r" {
  delay_seconds = aws_sqs_queue.s.delay_seconds
}
resource "aws_sqs_queue" "s" {
  delay_seconds = aws_sqs_queue.r.delay_seconds
}
`,
    });
    expect(reading.resources).toHaveLength(3);
    expect(propertiesOf(reading, "r")).toMatchObject({ DelaySeconds: expect.stringContaining("?") });
  });

  it("ends where a module calls itself", () => {
    const reading = readTerraform({
      "main.tf": 'module "m" {\n  source = "./m"\n}\n',
      "m/main.tf": 'resource "aws_sqs_queue" "q" {}\nmodule "again" {\n  source = "./"\n}\n',
    });
    expect(reading.resources.length).toBeLessThan(20);
  });

  it("bounds values that double with every line", () => {
    const lines = Array.from(
      { length: 60 },
      (_, index) => `  l${index + 1} = [local.l${index}, local.l${index}]\n  t${index + 1} = "\${local.t${index}}\${local.t${index}}"`,
    );
    const reading = readTerraform({
      "main.tf": `locals {\n  l0 = ["x"]\n  t0 = "xxxxxxxxxx"\n${lines.join("\n")}\n}\nresource "aws_sqs_queue" "q" {\n  name = local.t60\n  tags = local.l60\n}\n`,
    });
    expect(JSON.stringify(propertiesOf(reading, "q")).length).toBeLessThan(2_000_000);
  });

  it("does not repeat a block a million times", () => {
    const { resources } = readTerraform({ "main.tf": 'resource "aws_sqs_queue" "q" {\n  count = 1000000\n}\n' });
    expect(resources).toMatchObject([{ conditional: true }]);
  });

  it("takes names of the language's prototype as plain names", () => {
    const reading = readTerraform({
      "main.tf": 'resource "aws_lambda_function" "constructor" {\n  environment {\n    variables = { __proto__ = "x", toString = "y" }\n  }\n}\n',
    });
    const environment = resourceNamed(reading, "constructor").properties.entries.get("Environment")?.value;
    const variables = environment?.kind === "map" ? environment.entries.get("Variables")?.value : undefined;
    expect(variables?.kind === "map" ? [...variables.entries.keys()] : []).toEqual(["__proto__", "toString"]);
  });
});
