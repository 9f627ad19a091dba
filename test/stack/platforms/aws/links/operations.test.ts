import { describe, expect, it } from "vitest";
import { type Plain, built, fn, native, open, queue, ref, sub } from "../natives.ts";

describe("alarms", () => {
  it.each<[string, Readonly<Record<string, Plain>>]>([
    ["a reference to its name", { Dimensions: [{ Name: "QueueName", Value: ref("Dlq", "QueueName") }], MetricName: "M" }],
    ["its name in full", { Dimensions: [{ Name: "QueueName", Value: "orders-dlq" }], MetricName: "M" }],
    ["a map of dimensions", { Dimensions: { QueueName: "orders-dlq" }, MetricName: "M" }],
    [
      "a metric of an expression",
      {
        Metrics: [
          { Expression: "a" },
          { MetricStat: { Metric: { MetricName: "M", Dimensions: [{ Name: "QueueName", Value: ref("Dlq", "QueueName") }] } } },
        ],
      },
    ],
  ])("watch a queue by %s", (_, properties) => {
    const stack = built(queue("Dlq", { QueueName: "orders-dlq" }), native("AWS::CloudWatch::Alarm", "Alarm", properties));
    expect(stack.lines()).toEqual(["alarms Alarm > Dlq (M)"]);
  });

  it("watch nothing of the stack where the name is open", () => {
    const alarm = native("AWS::CloudWatch::Alarm", "Alarm", {
      MetricName: "M",
      Dimensions: [{ Name: "QueueName", Value: open("parameter Queue has no default") }],
    });
    expect(built(queue("Dlq"), alarm).link("alarms").to.resource).toBeNull();
  });

  it("do not mistake a table for a queue of the same name", () => {
    const alarm = native("AWS::CloudWatch::Alarm", "Alarm", { MetricName: "M", Dimensions: [{ Name: "QueueName", Value: "orders" }] });
    const stack = built(native("AWS::DynamoDB::Table", "Table", { TableName: "orders" }), queue("Orders", { QueueName: "orders" }), alarm);
    expect(stack.link("alarms").to.resource?.name).toBe("Orders");
  });
});

describe("log groups", () => {
  it.each([
    ["the function's reference", sub("/aws/lambda/", ref("Worker"))],
    ["the function's name", "/aws/lambda/worker"],
  ])("belong to the function that they name by %s", (_, name) => {
    const stack = built(fn("Worker", { FunctionName: "worker" }), native("AWS::Logs::LogGroup", "Logs", { LogGroupName: name, RetentionInDays: 14 }));
    expect(stack.lines()).toEqual(["logs-to Worker > Logs (Logs)"]);
  });

  it("belong to the function whose name has the same open part", () => {
    const name = (prefix: string) => sub(prefix, open("AWS::StackName"), "-worker");
    const stack = built(fn("Worker", { FunctionName: name("") }), native("AWS::Logs::LogGroup", "Logs", { LogGroupName: name("/aws/lambda/") }));
    expect(stack.lines()).toEqual(["logs-to Worker > Logs (Logs)"]);
  });

  it("belong to nobody where the name is another function's or the function writes elsewhere", () => {
    const logs = native("AWS::Logs::LogGroup", "Logs", { LogGroupName: "/aws/lambda/worker" });
    expect(built(fn("Worker", { FunctionName: "other" }), logs).links).toEqual([]);
    const own = fn("Worker", { FunctionName: "worker", LoggingConfig: { LogGroup: ref("Own") } });
    expect(built(own, logs, native("AWS::Logs::LogGroup", "Own")).lines()).toEqual(["logs-to Worker > Own (LoggingConfig)"]);
  });
});

describe("functions", () => {
  it("point to what their environment names", () => {
    const stack = built(fn("Worker", { Environment: { Variables: { QUEUE_URL: ref("Orders"), STAGE: "dev" } } }), queue("Orders"));
    expect(stack.lines()).toEqual(["uses Worker > Orders (QUEUE_URL)"]);
  });

  it("point to their subnets, and subnets to route tables", () => {
    const stack = built(
      fn("Worker", { VpcConfig: { SubnetIds: [ref("Subnet"), open("x")], SecurityGroupIds: [ref("Group")] } }),
      native("AWS::EC2::Subnet", "Subnet"),
      native("AWS::EC2::SecurityGroup", "Group"),
      native("AWS::EC2::RouteTable", "Table"),
      native("AWS::EC2::SubnetRouteTableAssociation", "Association", { SubnetId: ref("Subnet"), RouteTableId: ref("Table") }),
    );
    expect(stack.lines()).toEqual([
      "attached-to Worker > Subnet (VpcConfig.SubnetIds)",
      "attached-to Worker > ? (VpcConfig.SubnetIds)",
      "attached-to Worker > Group (VpcConfig.SecurityGroupIds)",
      "attached-to Subnet > Table (Association)",
    ]);
  });

  it("point to where asynchronous failures go", () => {
    const stack = built(
      fn("Worker", { DeadLetterConfig: { TargetArn: ref("Dlq", "Arn") } }),
      queue("Dlq"),
      native("AWS::Lambda::EventInvokeConfig", "Invoke", {
        FunctionName: ref("Worker"),
        DestinationConfig: { OnFailure: { Destination: ref("Dlq", "Arn") } },
      }),
    );
    expect(stack.lines()).toEqual(["dead-letters Worker > Dlq (DeadLetterConfig)", "on-failure Worker > Dlq (Invoke)"]);
  });
});

describe("workflows", () => {
  it("invoke functions and write to services, in branches and maps too", () => {
    const stack = built(
      fn("Worker"),
      fn("Mapped", { FunctionName: "mapped" }),
      queue("Orders"),
      native("AWS::DynamoDB::Table", "Table"),
      native("AWS::StepFunctions::StateMachine", "Flow", {
        DefinitionSubstitutions: { WorkerArn: ref("Worker", "Arn") },
        Definition: {
          StartAt: "A",
          States: {
            A: { Type: "Task", Resource: "${WorkerArn}" },
            B: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", Parameters: { QueueUrl: ref("Orders") } },
            C: { Type: "Task", Resource: "arn:aws:states:::dynamodb:getItem", Arguments: { TableName: ref("Table") } },
            D: {
              Type: "Map",
              ItemProcessor: {
                States: { E: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: "mapped:live" } } },
              },
            },
            F: { Type: "Parallel", Branches: [{ States: { G: { Type: "Task", Resource: ref("Worker", "Arn") } } }] },
            H: { Type: "Wait", Seconds: 1 },
            I: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: "${WorkerArn}:$LATEST" } },
            J: { Type: "Task", Resource: "arn:aws:states:::aws-sdk:lambda:putFunctionConcurrency", Parameters: { FunctionName: "mapped" } },
          },
        },
      }),
    );
    expect(stack.lines()).toEqual([
      "invokes Flow > Worker (A)",
      "writes Flow > Orders (B)",
      "reads Flow > Table (C)",
      "invokes Flow > Mapped (E)",
      "invokes Flow > Worker (G)",
      "invokes Flow > Worker (I)",
      "writes Flow > Mapped (J)",
    ]);
    expect(stack.link("invokes", "Mapped").string("qualifier")).toMatchObject({ value: "live" });
    expect(stack.links.find(({ name }) => name === "I")?.string("qualifier")).toMatchObject({ value: "$LATEST" });
  });
});
