import { describe, expect, it } from "vitest";
import { NativeIndex } from "../../../../src/stack/platforms/aws/native-index.ts";
import { resolveNative, resolveTarget } from "../../../../src/stack/platforms/aws/resolve-target.ts";
import { type Plain, built, fn, native, open, queue, ref, sub, valueOf } from "./natives.ts";

const stackName = open("AWS::StackName");
const region = open("AWS::Region");
const account = open("AWS::AccountId");

const natives = [
  queue("Orders", { QueueName: "orders" }),
  queue("Staged", { QueueName: sub("orders-", open("parameter Stage has no default")) }),
  fn("Worker", { FunctionName: "worker" }),
  native("AWS::Lambda::Alias", "Live", { FunctionName: ref("Worker"), Name: "live" }),
  native("AWS::DynamoDB::Table", "Table", { TableName: "things" }),
  native("AWS::S3::Bucket", "Bucket", { BucketName: "things" }),
  native("AWS::Lambda::EventSourceMapping", "Mapping", { EventSourceArn: ref("Orders", "Arn") }),
  native("AWS::CloudFormation::Stack", "Nested"),
  native("AWS::Events::Rule", "Rule", { Name: "daily" }),
  native("AWS::SecretsManager::Secret", "Secret", { Name: "db" }),
  native("AWS::SSM::Parameter", "Parameter", { Name: "/app/url" }),
  native("AWS::SQS::Queue", "Elsewhere", { QueueName: "elsewhere" }, { scope: "other.yaml" }),
];
const index = new NativeIndex(natives);

function resolved(plain: Plain): string | undefined {
  return resolveNative(valueOf(plain), { index, scope: "template.yaml" })?.native.address;
}

describe("resolveNative", () => {
  it.each<[string, Plain, string]>([
    ["a reference", ref("Orders"), "Orders"],
    ["an attribute", ref("Orders", "Arn"), "Orders"],
    ["a table's stream", ref("Table", "StreamArn"), "Table"],
    ["a literal ARN", "arn:aws:sqs:eu-west-1:123456789012:orders", "Orders"],
    ["an ARN whose region and account are open", sub("arn:aws:sqs:", region, ":", account, ":orders"), "Orders"],
    ["an ARN whose partition is open", sub("arn:", open("AWS::Partition"), ":sqs:", region, ":", account, ":orders"), "Orders"],
    ["an ARN that ends with a reference", sub("arn:aws:dynamodb:", region, ":", account, ":table/", ref("Table")), "Table"],
    ["an ARN of a table's index", sub("arn:aws:dynamodb:", region, ":", account, ":table/", ref("Table"), "/index/*"), "Table"],
    [
      "an ARN whose name has the same open part as the resource's name",
      sub("arn:aws:sqs:", region, ":", account, ":orders-", open("parameter Stage has no default")),
      "Staged",
    ],
    ["a bucket's objects", sub(ref("Bucket", "Arn"), "/*"), "Bucket"],
    ["a bucket's ARN, which has no account", "arn:aws:s3:::things/in/*", "Bucket"],
    ["a queue's URL", "https://sqs.eu-west-1.amazonaws.com/123456789012/orders", "Orders"],
    ["a physical name", "worker", "Worker"],
    ["a function's qualified ARN", "arn:aws:lambda:eu-west-1:123456789012:function:worker:live", "Worker"],
    ["an alias", ref("Live"), "Live"],
    [
      "API Gateway's path to a function",
      sub("arn:aws:apigateway:", region, ":lambda:path/2015-03-31/functions/", ref("Worker", "Arn"), "/invocations"),
      "Worker",
    ],
    [
      "API Gateway's path to a function's literal ARN",
      "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:worker/invocations",
      "Worker",
    ],
    ["a property of another declaration that holds a reference", ref("Mapping", "EventSourceArn"), "Orders"],
    ["a rule on a bus of its own", "arn:aws:events:eu-west-1:123456789012:rule/orders/daily", "Rule"],
    ["a secret with the suffix that policies write", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-??????", "Secret"],
    ["a parameter", "arn:aws:ssm:eu-west-1:123456789012:parameter/app/url", "Parameter"],
    ["a physical name that only another scope declares", "elsewhere", "Elsewhere"],
    ["a reference that only another scope declares", ref("Elsewhere", "Arn"), "Elsewhere"],
  ])("finds %s", (_, value, address) => {
    expect(resolved(value)).toBe(address);
  });

  it.each<[string, Plain]>([
    ["an address that nobody declares", ref("Nobody")],
    ["an ARN of a name that nobody declares", "arn:aws:sqs:eu-west-1:123456789012:others"],
    ["an ARN of another service with a known name", "arn:aws:sns:eu-west-1:123456789012:orders"],
    ["a name that two resources have", "things"],
    ["an output of a nested stack", ref("Nested", "Outputs.QueueArn")],
    ["an open value", open("parameter QueueArn has no default")],
    ["a name of open parts only", sub(stackName, "-", region)],
    ["a list", ["orders"]],
    ["empty text", ""],
  ])("finds nothing for %s", (_, value) => {
    expect(resolved(value)).toBeUndefined();
  });

  it("prefers the scope of the reference over one that declares the same address", () => {
    const twice = new NativeIndex([queue("Orders"), native("AWS::SQS::Queue", "Orders", {}, { scope: "other.yaml" })]);
    expect(resolveNative(valueOf(ref("Orders")), { index: twice, scope: "other.yaml" })?.native.scope).toBe("other.yaml");
    expect(resolveNative(valueOf(ref("Orders")), { index: twice, scope: "third.yaml" })).toBeUndefined();
  });

  it("ends for declarations that point at one another", () => {
    const ring = new NativeIndex([native("X::Y::Z", "A", { P: ref("B", "P") }), native("X::Y::Z", "B", { P: ref("A", "P") })]);
    expect(resolveNative(valueOf(ref("A", "P")), { index: ring, scope: "template.yaml" })).toBeUndefined();
  });
});

describe("resolveTarget", () => {
  it("gives the resource that was made of the declaration, else null", () => {
    const [orders] = natives;
    const own = new NativeIndex(natives);
    const made = built(queue("Orders")).resource("Orders");
    if (orders !== undefined) own.register(orders, made);
    expect(resolveTarget(valueOf(ref("Orders")), own, "template.yaml")).toBe(made);
    expect(resolveTarget(valueOf(ref("Worker")), own, "template.yaml")).toBeNull();
    expect(resolveTarget(valueOf(ref("Nobody")), own, "template.yaml")).toBeNull();
  });
});
