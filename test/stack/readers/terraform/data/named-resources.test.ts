import { describe, expect, it } from "vitest";
import { linksIn, stackOf } from "../../../../support/stack-of.ts";

const worker = (data: string, arn: string) => `
data ${data}
resource "aws_lambda_function" "work" {
  function_name = "work"
}
resource "aws_lambda_event_source_mapping" "worker" {
  event_source_arn = ${arn}
  function_name    = aws_lambda_function.work.arn
}
`;
const byName = '"aws_sqs_queue" "orders" {\n  name = "orders"\n}';

describe("a data source that looks up by name", () => {
  it.each([
    ["a root module", { "queues/main.tf": 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n' }],
    ["a template", { "template.yaml": "Resources:\n  orders: { Type: AWS::SQS::Queue, Properties: { QueueName: orders } }\n" }],
  ])("is the queue of that name which %s declares", async (_where, files) => {
    const stack = await stackOf({ ...files, "work/main.tf": worker(byName, "data.aws_sqs_queue.orders.arn") });
    expect(linksIn(stack, "triggers")).toEqual(["orders > work"]);
  });

  it.each([
    [
      "that is declared twice",
      {
        "a/main.tf": 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n',
        "b/main.tf": 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n',
      },
      byName,
    ],
    ["that only a topic has", { "a/main.tf": 'resource "aws_sns_topic" "orders" {\n  name = "orders"\n}\n' }, byName],
    [
      "of another account",
      { "a/main.tf": 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n' },
      '"aws_sqs_queue" "orders" {\n  provider = aws.other\n  name = "orders"\n}',
    ],
    [
      "that is not known",
      { "a/main.tf": 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n' },
      '"aws_sqs_queue" "orders" {\n  name = var.name\n}\nvariable "name" {}\n',
    ],
  ])("is outside of the stack for a name %s", async (_why, files, data) => {
    const stack = await stackOf({ ...files, "work/main.tf": worker(data, "data.aws_sqs_queue.orders.arn") });
    expect(linksIn(stack, "triggers")).toEqual(["? > work"]);
  });

  it("gives a table's stream, and a function's address for API Gateway", async () => {
    const stack = await stackOf({
      "data/main.tf":
        'resource "aws_dynamodb_table" "orders" {\n  name = "orders"\n  hash_key = "id"\n  stream_enabled = true\n}\nresource "aws_lambda_function" "api" {\n  function_name = "api"\n}\n',
      "work/main.tf": `${worker('"aws_dynamodb_table" "orders" {\n  name = "orders"\n}', "data.aws_dynamodb_table.orders.stream_arn")}
data "aws_lambda_function" "api" {
  function_name = "api"
}
resource "aws_apigatewayv2_api" "http" {
  name          = "http"
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_integration" "api" {
  api_id           = aws_apigatewayv2_api.http.id
  integration_type = "AWS_PROXY"
  integration_uri  = data.aws_lambda_function.api.invoke_arn
}
resource "aws_apigatewayv2_route" "all" {
  api_id    = aws_apigatewayv2_api.http.id
  route_key = "$default"
  target    = "integrations/\${aws_apigatewayv2_integration.api.id}"
}
`,
    });
    expect(linksIn(stack, "triggers").toSorted()).toEqual(["all > api", "orders > work"]);
  });

  it("is Google's topic of that name, by its id", async () => {
    const subscription = (more: string) => `
data "google_pubsub_topic" "orders" {
  name = "orders"
  ${more}
}
resource "google_pubsub_subscription" "work" {
  name  = "work"
  topic = data.google_pubsub_topic.orders.id
}
`;
    const topic = { "topics/main.tf": 'resource "google_pubsub_topic" "orders" {\n  name = "orders"\n}\n' };
    expect(linksIn(await stackOf({ ...topic, "work/main.tf": subscription("") }), "contains")).toEqual(["orders > work"]);
    expect(linksIn(await stackOf({ ...topic, "work/main.tf": subscription('project = "other"') }), "contains")).toEqual(["? > work"]);
  });

  it("is Azure's resource of that name and type, also where Bicep declares it", async () => {
    const queue = `
data "azurerm_servicebus_namespace" "bus" {
  name                = "shop-bus"
  resource_group_name = "shop"
}
resource "azurerm_servicebus_queue" "orders" {
  name         = "orders"
  namespace_id = data.azurerm_servicebus_namespace.bus.id
}
`;
    const bicep = "resource bus 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {\n  name: 'shop-bus'\n  location: 'westeurope'\n}\n";
    const terraform = 'resource "azurerm_servicebus_namespace" "bus" {\n  name = "shop-bus"\n  location = "westeurope"\n}\n';
    for (const files of [{ "bus/main.bicep": bicep }, { "bus/main.tf": terraform }]) {
      expect(linksIn(await stackOf({ ...files, "work/main.tf": queue }), "contains")).toEqual(["bus > orders"]);
    }
    expect(linksIn(await stackOf({ "work/main.tf": queue }), "contains")).toEqual([]);
  });
});
