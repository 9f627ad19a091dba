import { describe, expect, it } from "vitest";
import { permitsService } from "../../../../src/stack/platforms/aws/permits-service.ts";
import { permits } from "../../../../src/stack/platforms/aws/permits.ts";
import { rolePermits } from "../../../../src/stack/platforms/aws/role-permits.ts";
import { type Plain, allow, built, native, open, policy, queue, ref, sub, valueOf } from "./natives.ts";

const region = open("AWS::Region");
const account = open("AWS::AccountId");

function role(statements: readonly Plain[], more: { readonly [name: string]: Plain } = {}) {
  return native("AWS::IAM::Role", "Role", { Policies: [{ PolicyName: "own", PolicyDocument: policy(...statements) }], ...more });
}

const targets = [
  queue("Orders", { QueueName: "orders" }),
  queue("Nameless"),
  native("AWS::S3::Bucket", "Bucket"),
  native("AWS::DynamoDB::Table", "Table", { TableName: "things" }),
  native("AWS::Lambda::Function", "Worker", { FunctionName: "worker" }),
  native("AWS::SecretsManager::Secret", "Secret", { Name: "db" }),
  native("AWS::StepFunctions::StateMachine", "Flow", { StateMachineName: "flow" }),
  native("AWS::SSM::Parameter", "Parameter", { Name: "url" }),
];

function answer(statement: Plain | readonly Plain[], action: string, target: string): string {
  const stack = built(...targets, role(Array.isArray(statement) ? statement : [statement]));
  return permits(stack.resource("Role").statements, action, stack.resource(target));
}

describe("permits", () => {
  it.each<[string, Plain, string, string]>([
    ["a reference", allow("sqs:SendMessage", ref("Orders", "Arn")), "sqs:SendMessage", "Orders"],
    ["everything", allow("*", "*"), "sqs:SendMessage", "Orders"],
    ["a service's actions", allow("sqs:*", "*"), "sqs:SendMessage", "Orders"],
    ["an action in another case", allow("SQS:sendmessage", "*"), "sqs:SendMessage", "Orders"],
    ["actions by pattern", allow("sqs:Send*", "*"), "sqs:SendMessage", "Orders"],
    ["an ARN by name", allow("sqs:SendMessage", sub("arn:aws:sqs:", region, ":", account, ":orders")), "sqs:SendMessage", "Orders"],
    ["an ARN by pattern", allow("sqs:SendMessage", "arn:aws:sqs:*:*:ord*"), "sqs:SendMessage", "Orders"],
    ["every ARN of the service", allow("sqs:SendMessage", "arn:aws:sqs:*"), "sqs:SendMessage", "Orders"],
    [
      "an ARN that ends with the resource's own name",
      allow("sqs:SendMessage", sub("arn:aws:sqs:", region, ":", account, ":", ref("Nameless", "QueueName"))),
      "sqs:SendMessage",
      "Nameless",
    ],
    ["a bucket's objects", allow("s3:PutObject", sub(ref("Bucket", "Arn"), "/*")), "s3:PutObject", "Bucket"],
    ["a bucket's objects by its name", allow("s3:PutObject", sub("arn:aws:s3:::", ref("Bucket"), "/*")), "s3:PutObject", "Bucket"],
    ["a bucket itself", allow("s3:ListBucket", ref("Bucket", "Arn")), "s3:ListBucket", "Bucket"],
    ["a bucket and its objects in one pattern", allow("s3:*", sub(ref("Bucket", "Arn"), "*")), "s3:GetObject", "Bucket"],
    [
      "a table by its ARN",
      allow("dynamodb:Query", sub("arn:aws:dynamodb:", region, ":", account, ":table/", ref("Table"))),
      "dynamodb:Query",
      "Table",
    ],
    ["a table's stream", allow("dynamodb:GetRecords", ref("Table", "StreamArn")), "dynamodb:GetRecords", "Table"],
    [
      "a secret with its suffix",
      allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:db-??????"),
      "secretsmanager:GetSecretValue",
      "Secret",
    ],
    ["a parameter whose name has no slash", allow("ssm:GetParameter", "arn:aws:ssm:*:*:parameter/url"), "ssm:GetParameter", "Parameter"],
    ["executions of a workflow", allow("states:StopExecution", "arn:aws:states:*:*:execution:flow:*"), "states:StopExecution", "Flow"],
    ["what a NotAction leaves", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }, "sqs:SendMessage", "Orders"],
    [
      "TLS only, which SDKs use",
      allow("sqs:SendMessage", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      "sqs:SendMessage",
      "Orders",
    ],
  ])("says yes for %s", (_, statement, action, target) => {
    expect(answer(statement, action, target)).toBe("yes");
  });

  it.each<[string, Plain | readonly Plain[], string, string]>([
    ["no statement", [], "sqs:SendMessage", "Orders"],
    ["another action", allow("sqs:ReceiveMessage", "*"), "sqs:SendMessage", "Orders"],
    ["another resource", allow("sqs:SendMessage", ref("Nameless", "Arn")), "sqs:SendMessage", "Orders"],
    ["another name", allow("sqs:SendMessage", "arn:aws:sqs:*:*:returns"), "sqs:SendMessage", "Orders"],
    ["another service's ARNs", allow("*", "arn:aws:sns:*:*:*"), "sqs:SendMessage", "Orders"],
    ["the bucket where its objects are needed", allow("s3:PutObject", ref("Bucket", "Arn")), "s3:PutObject", "Bucket"],
    ["objects where the bucket is needed", allow("s3:ListBucket", sub(ref("Bucket", "Arn"), "/*")), "s3:ListBucket", "Bucket"],
    ["indexes where the table is needed", allow("dynamodb:Query", sub(ref("Table", "Arn"), "/index/*")), "dynamodb:Query", "Table"],
    ["the exception of a NotAction", { Effect: "Allow", NotAction: "sqs:*", Resource: "*" }, "sqs:SendMessage", "Orders"],
    ["a denial beside the grant", [allow("sqs:*", "*"), { Effect: "Deny", Action: "sqs:SendMessage", Resource: "*" }], "sqs:SendMessage", "Orders"],
  ])("says no for %s", (_, statement, action, target) => {
    expect(answer(statement, action, target)).toBe("no");
  });

  it.each<[string, Plain | readonly Plain[], string, string]>([
    ["an open resource", allow("sqs:SendMessage", open("parameter QueueArn has no default")), "sqs:SendMessage", "Orders"],
    ["an open action", allow(open("parameter Action has no default"), "*"), "sqs:SendMessage", "Orders"],
    [
      "a condition that cannot be judged",
      allow("sqs:SendMessage", "*", { Condition: { StringEquals: { "aws:PrincipalTag/team": "a" } } }),
      "sqs:SendMessage",
      "Orders",
    ],
    ["a pattern that a made-up name may match", allow("sqs:SendMessage", "arn:aws:sqs:*:*:app-*"), "sqs:SendMessage", "Nameless"],
    ["some of a bucket's objects", allow("s3:PutObject", sub(ref("Bucket", "Arn"), "/in/*")), "s3:PutObject", "Bucket"],
    ["versions of a function", allow("lambda:InvokeFunction", sub(ref("Worker", "Arn"), ":*")), "lambda:InvokeFunction", "Worker"],
    ["an alias that may be the function's", allow("lambda:InvokeFunction", ref("Live")), "lambda:InvokeFunction", "Worker"],
    [
      "a grant beside a denial that cannot be judged",
      [allow("sqs:*", "*"), { Effect: "Deny", Action: "*", Resource: open("x") }],
      "sqs:SendMessage",
      "Orders",
    ],
  ])("says unknown for %s", (_, statement, action, target) => {
    expect(answer(statement, action, target)).toBe("unknown");
  });

  it("ignores a denial of calls without TLS", () => {
    const denial = { Effect: "Deny", Action: "sqs:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } };
    expect(answer([allow("sqs:*", "*"), denial], "sqs:SendMessage", "Orders")).toBe("yes");
  });

  it("answers for an ARN outside of the stack", () => {
    const { statements } = built(role([allow("sqs:SendMessage", "arn:aws:sqs:*:*:partner-*")])).resource("Role");
    expect(permits(statements, "sqs:SendMessage", valueOf("arn:aws:sqs:eu-west-1:123456789012:partner-in"))).toBe("yes");
    expect(permits(statements, "sqs:SendMessage", valueOf("arn:aws:sqs:eu-west-1:123456789012:orders"))).toBe("no");
  });

  it("says no for a target that nobody knows where no statement names the action", () => {
    const { statements } = built(role([allow("sqs:SendMessage", "arn:aws:sqs:*:*:orders")])).resource("Role");
    expect(permits(statements, "sqs:SendMessage", null)).toBe("unknown");
    expect(permits(statements, "sns:Publish", null)).toBe("no");
  });

  it("tells two scopes apart that declare the same address", () => {
    const other = native("AWS::SQS::Queue", "Orders", {}, { scope: "other.yaml", name: "OtherOrders" });
    const stack = built(queue("Orders"), other, role([allow("sqs:SendMessage", ref("Orders", "Arn"))]));
    const { statements } = stack.resource("Role");
    expect(permits(statements, "sqs:SendMessage", stack.resource("Orders"))).toBe("yes");
    expect(permits(statements, "sqs:SendMessage", stack.resource("OtherOrders"))).toBe("no");
  });
});

describe("rolePermits", () => {
  it("never says no for a role of which a policy is not known", () => {
    const stack = built(queue("Orders"), role([], { ManagedPolicyArns: [open("parameter Policy has no default")] }));
    expect(rolePermits(stack.resource("Role"), "sqs:SendMessage", stack.resource("Orders"))).toBe("unknown");
  });

  it("says no for a role that was read whole", () => {
    const stack = built(queue("Orders"), role([]));
    expect(rolePermits(stack.resource("Role"), "sqs:SendMessage", stack.resource("Orders"))).toBe("no");
  });
});

describe("permitsService", () => {
  const delivery = { principal: "sns.amazonaws.com", action: "sqs:SendMessage" };
  const statement = (more: { readonly [name: string]: Plain } = {}) =>
    allow("sqs:SendMessage", ref("Orders", "Arn"), { Principal: { Service: "sns.amazonaws.com" }, ...more });

  function answered(...statements: readonly Plain[]): string {
    const stack = built(
      queue("Orders"),
      native("AWS::SNS::Topic", "Topic"),
      native("AWS::SNS::Topic", "Others"),
      native("AWS::SQS::QueuePolicy", "Policy", { Queues: [ref("Orders")], PolicyDocument: policy(...statements) }),
    );
    return permitsService(stack.resource("Orders"), { ...delivery, source: stack.resource("Topic") });
  }

  it.each<[string, Plain, string]>([
    ["the service", statement(), "yes"],
    ["everyone", statement({ Principal: "*" }), "yes"],
    ["the service for this source", statement({ Condition: { ArnEquals: { "aws:SourceArn": ref("Topic") } } }), "yes"],
    ["the service for this account", statement({ Condition: { StringEquals: { "aws:SourceAccount": account } } }), "yes"],
    ["the service for another source", statement({ Condition: { ArnEquals: { "aws:SourceArn": ref("Others") } } }), "no"],
    ["another service", statement({ Principal: { Service: "events.amazonaws.com" } }), "no"],
    ["the service for a source that is open", statement({ Condition: { ArnEquals: { "aws:SourceArn": open("x") } } }), "unknown"],
    ["a principal that is open", statement({ Principal: { Service: open("x") } }), "unknown"],
  ])("answers for a policy that lets in %s", (_, one, expected) => {
    expect(answered(one)).toBe(expected);
  });

  it("says no without a policy", () => {
    expect(answered()).toBe("no");
  });

  it("says unknown where the policy itself is open", () => {
    const stack = built(queue("Orders"), native("AWS::SQS::QueuePolicy", "Policy", { Queues: [ref("Orders")], PolicyDocument: open("x") }));
    expect(permitsService(stack.resource("Orders"), { ...delivery, source: null })).toBe("unknown");
  });

  it.each<[string, Plain, string]>([
    ["the rule", ref("Rule", "Arn"), "yes"],
    ["a rule by name", "arn:aws:events:eu-west-1:123456789012:rule/daily", "yes"],
    ["another rule", ref("Other", "Arn"), "no"],
    ["a rule of that name on a bus", "arn:aws:events:eu-west-1:123456789012:rule/orders/daily", "unknown"],
  ])("answers for a function that permits %s", (_, source, expected) => {
    const properties = { FunctionName: ref("Worker"), Action: "lambda:InvokeFunction", Principal: "events.amazonaws.com", SourceArn: source };
    const stack = built(
      native("AWS::Lambda::Function", "Worker"),
      native("AWS::Events::Rule", "Rule", { Name: "daily" }),
      native("AWS::Events::Rule", "Other"),
      native("AWS::Lambda::Permission", "Permission", properties),
    );
    const call = { principal: "events.amazonaws.com", action: "lambda:InvokeFunction", source: stack.resource("Rule") };
    expect(permitsService(stack.resource("Worker"), call)).toBe(expected);
  });
});
