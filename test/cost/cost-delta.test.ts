import { describe, expect, it } from "vitest";
import type { CostDelta } from "../../src/cost/cost-delta.ts";
import type { ResourceTraffic, Traffic } from "../../src/cost/traffic.ts";
import { readCost } from "../../src/render/cost.ts";
import { costOfFiles, costOfResources } from "./cost-of-files.ts";

const traffic = (resources: Readonly<Record<string, ResourceTraffic>>, fallback: ResourceTraffic = {}): Traffic => ({
  default: fallback,
  resources: new Map(Object.entries(resources)),
});

/** Names and amounts to four decimals. */
function amountsOf(cost: CostDelta | null): readonly (readonly [string, number, number])[] {
  return (cost?.items ?? []).map(({ name, before, after }) => [name, Number(before.toFixed(4)), Number(after.toFixed(4))] as const);
}

const handler = (settings: string) => `
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.main, Runtime: nodejs22.x, InlineCode: "exports.main = async () => 1", ${settings} }
`;

describe("costDelta", () => {
  it("is null where nothing of it has a price", async () => {
    expect(await costOfResources("", "  Other: { Type: AWS::SNS::Topic }\n")).toBeNull();
    expect(await costOfResources(handler("Timeout: 3"), handler("Timeout: 30"))).toBeNull();
  });

  it("has the shape that the renderers read", async () => {
    const cost = await costOfResources(handler("MemorySize: 512"), handler("MemorySize: 1024"));
    expect(readCost(cost)).toEqual(cost);
    expect(cost).toMatchObject({ currency: "USD", region: "us-east-1", priceDate: "2026-08-21" });
  });
});

describe("Lambda", () => {
  it("counts another memory size for a million runs of one second, and says so", async () => {
    const cost = await costOfResources(handler("MemorySize: 512"), handler("MemorySize: 1024"));
    expect(amountsOf(cost)).toEqual([["`Orders` memory 512 → 1,024 MB", 8.3334, 16.6667]]);
    expect(cost?.items[0]?.formula).toBe("1,000,000 runs × 1 s × (0.5 GB × 0.0000166667 → 1 GB × 0.0000166667 a GB-s)");
    expect(cost?.assumptions).toContain("a million runs a month where `traffic` gives no number");
    expect(cost?.assumptions.join()).toContain("more memory often shortens");
  });

  it("counts the traffic that the configuration tells, the resource's own before the default", async () => {
    const known = traffic({ Orders: { invocationsPerMonth: 3_000_000 } }, { invocationsPerMonth: 5, averageDurationMilliseconds: 200 });
    const cost = await costOfResources(handler("MemorySize: 1024"), handler("MemorySize: 2048"), known);
    expect(amountsOf(cost)).toEqual([["`Orders` memory 1,024 → 2,048 MB", 10, 20]]);
    expect(cost?.assumptions.join()).not.toContain("traffic");
  });

  it("prices x86 and arm64 apart", async () => {
    const cost = await costOfResources(handler("MemorySize: 1024"), handler("MemorySize: 1024, Architectures: [arm64]"));
    expect(amountsOf(cost)).toEqual([["`Orders` architecture x86_64 → arm64", 16.6667, 13.3334]]);
  });

  it("counts /tmp above 512 MB", async () => {
    const cost = await costOfResources(handler("EphemeralStorage: { Size: 512 }"), handler("EphemeralStorage: { Size: 2560 }"));
    expect(amountsOf(cost)).toEqual([["`Orders` /tmp 512 → 2,560 MB", 0, 0.0618]]);
  });

  it("does not count what is not known, and names it", async () => {
    const cost = await costOfResources(handler("MemorySize: 512"), `${handler("MemorySize: !Ref Unknown")}  Nat: { Type: AWS::EC2::NatGateway }\n`);
    expect(amountsOf(cost)).toEqual([["NAT gateways: `Nat` added", 0, 32.85]]);
    expect(cost?.assumptions.join("\n")).toContain("nothing for the memory or architecture of `Orders`");
    expect(await costOfResources(handler("MemorySize: 512"), handler("MemorySize: !Ref Unknown"))).toBeNull();
  });

  it("counts a new function only where its own traffic is told", async () => {
    const fallback = traffic({}, { invocationsPerMonth: 1_000_000 });
    expect(await costOfResources("", handler("MemorySize: 1024"), fallback)).toBeNull();
    const cost = await costOfResources("", handler("MemorySize: 1024"), traffic({ Orders: { invocationsPerMonth: 1_000_000 } }));
    expect(amountsOf(cost)).toEqual([["`Orders` added", 0, 16.8667]]);
  });

  it("counts provisioned concurrency once, at the alias, with the function's memory and architecture", async () => {
    const settings = (instances: number) =>
      handler(`MemorySize: 1024, AutoPublishAlias: live, ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: ${instances} }`);
    const added = await costOfResources(handler("MemorySize: 1024, AutoPublishAlias: live"), settings(2));
    expect(amountsOf(added)).toEqual([["Provisioned concurrency: `OrdersAlias` added", 0, 21.9002]]);
    expect(added?.items[0]?.formula).toBe("2 × 1 GB × 730 h × 3,600 s × 0.0000041667");
    const changed = await costOfResources(settings(2), settings(5));
    expect(amountsOf(changed)).toEqual([["Provisioned concurrency: `OrdersAlias` changed", 21.9002, 54.7504]]);
    const removed = await costOfResources(settings(2), handler("MemorySize: 1024, AutoPublishAlias: live"));
    expect(amountsOf(removed)).toEqual([["Provisioned concurrency: `OrdersAlias` removed", 21.9002, 0]]);
  });
});

describe("schedules", () => {
  const scheduled = (schedule: string, more = "") =>
    handler(`MemorySize: 1024, Timeout: 60, Events: { Tick: { Type: Schedule, Properties: { Schedule: "${schedule}"${more} } } }`);

  it("count the runs that follow from their expression", async () => {
    const cost = await costOfResources(handler("MemorySize: 1024, Timeout: 60"), scheduled("rate(5 minutes)"));
    expect(amountsOf(cost)).toEqual([[expect.stringContaining("runs `Orders`"), 0, 0.1478]]);
    expect(cost?.items[0]?.formula).toContain("0 → 8,760 runs");
    expect(cost?.items[0]?.formula).toContain("at most 8.76 where each takes the 60 s of the timeout");
  });

  it("say nothing where they are switched off, stay the same or cannot be read", async () => {
    expect(await costOfResources(handler("MemorySize: 1024"), scheduled("rate(5 minutes)", ", Enabled: false"))).toBeNull();
    expect(await costOfResources(scheduled("rate(5 minutes)"), scheduled("cron(0/5 * * * ? *)"))).toBeNull();
    expect(await costOfResources(handler("MemorySize: 1024"), scheduled("rate(soon)"))).toBeNull();
  });
});

describe("what costs the same every month", () => {
  const nat = (name: string, more = "") => `  ${name}: { Type: AWS::EC2::NatGateway${more} }\n`;
  const endpoint = (subnets: string) =>
    `  Door: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcEndpointType: Interface, ServiceName: x, VpcId: v, SubnetIds: ${subnets} } }\n`;
  const stream = (properties: string) => `  Clicks: { Type: AWS::Kinesis::Stream, Properties: { ${properties} } }\n`;
  const alarm = (period: number) =>
    `  Late: { Type: AWS::CloudWatch::Alarm, Properties: { MetricName: a, Namespace: b, Period: ${period}, Threshold: 1 } }\n`;
  const secret = "  Key: { Type: AWS::SecretsManager::Secret }\n";

  it.each([
    ["NAT gateways, several in one line", "", nat("One") + nat("Two"), "NAT gateways: `One`, `Two` added", 0, 65.7],
    ["a NAT gateway that goes", nat("One"), "", "NAT gateways: `One` removed", 32.85, 0],
    ["an interface endpoint in every zone", "", endpoint("[a, b, c]"), "Interface endpoints: `Door` added", 0, 21.9],
    ["an endpoint with another zone", endpoint("[a]"), endpoint("[a, b]"), "Interface endpoints: `Door` changed", 7.3, 14.6],
    ["shards", stream("ShardCount: 1"), stream("ShardCount: 4"), "Kinesis streams: `Clicks` changed", 10.95, 43.8],
    [
      "an on-demand stream",
      stream("ShardCount: 1"),
      stream("StreamModeDetails: { StreamMode: ON_DEMAND }"),
      "Kinesis streams: `Clicks` changed",
      10.95,
      29.2,
    ],
    ["an alarm of high resolution", alarm(60), alarm(10), "Alarms: `Late` changed", 0.1, 0.3],
    ["a secret", "", secret, "Secrets: `Key` added", 0, 0.4],
  ])("counts %s", async (_, base, head, name, before, after) => {
    expect(amountsOf(await costOfResources(base, head))).toEqual([[name, before, after]]);
  });

  it("leaves gateway endpoints, parameters and what another name moves out", async () => {
    expect(await costOfResources("", "  Door: { Type: AWS::EC2::VPCEndpoint, Properties: { ServiceName: x, VpcId: v } }\n")).toBeNull();
    expect(await costOfResources("", "  Name: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: x } }\n")).toBeNull();
    expect(await costOfResources(nat("One"), nat("Two"))).toBeNull();
  });

  it("does not count what a condition decides or a parameter numbers, and names both beside an item", async () => {
    const cost = await costOfResources("", secret + nat("One", ", Condition: Maybe") + endpoint("!Ref Unknown"));
    expect(amountsOf(cost)).toEqual([["Secrets: `Key` added", 0, 0.4]]);
    expect(cost?.assumptions.join("\n")).toContain("nothing for `One`, which is there under a condition only");
    expect(cost?.assumptions.join("\n")).toContain("nothing for `Door`: the number of its subnets is not known");
  });

  it("reads Terraform alike", async () => {
    const vpc = 'resource "aws_nat_gateway" "main" {\n  subnet_id = "subnet-1"\n}\n';
    expect(amountsOf(await costOfFiles({ "main.tf": "" }, { "main.tf": vpc }))).toEqual([["NAT gateways: `main` added", 0, 32.85]]);
  });

  it("counts Azure's Elastic Premium plans at Azure's region", async () => {
    const plan = (sku: string) =>
      `resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {\n  name: 'plan'\n  location: 'eastus'\n  sku: { name: '${sku}' }\n}\n`;
    const cost = await costOfFiles({ "main.bicep": plan("Y1") }, { "main.bicep": plan("EP1") });
    expect(cost?.region).toBe("East US");
    expect(amountsOf(cost)).toEqual([["Elastic Premium plans: `plan` added", 0, 157.72]]);
  });
});

describe("what costs by use", () => {
  const queue = (properties: string) => `  Jobs: { Type: AWS::SQS::Queue, Properties: { ${properties} } }\n`;
  const machine = (type: string) => `
  Flow:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineType: ${type}
      RoleArn: arn:aws:iam::123456789012:role/flow
      Definition:
        StartAt: Both
        States:
          Both: { Type: Parallel, Next: Done, Branches: [{ StartAt: A, States: { A: { Type: Pass, End: true } } }, { StartAt: B, States: { B: { Type: Pass, End: true } } }] }
          Done: { Type: Succeed }
`;
  const table = (properties: string) =>
    `  Rows: { Type: AWS::DynamoDB::Table, Properties: { KeySchema: [{ AttributeName: id, KeyType: HASH }], AttributeDefinitions: [{ AttributeName: id, AttributeType: S }], ${properties} } }\n`;
  const provisioned = "ProvisionedThroughput: { ReadCapacityUnits: 10, WriteCapacityUnits: 5 }";
  const group = (retention: string) => `  Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: a${retention} } }\n`;
  const api = (type: string) => handler(`MemorySize: 128, Events: { Call: { Type: ${type}, Properties: { Path: /a, Method: get } } }`);

  it.each([
    ["a queue that becomes FIFO", queue("DelaySeconds: 1"), queue("DelaySeconds: 1, FifoQueue: true"), "`Jobs` standard → FIFO", 0.4, 0.5],
    ["a workflow that becomes Express", machine("STANDARD"), machine("EXPRESS"), "`Flow` STANDARD → EXPRESS", 100, 2.0419],
    ["a table that goes on demand", table(provisioned), table("BillingMode: PAY_PER_REQUEST"), "`Rows` capacity", 3.3215, 0.75],
    ["a table with provisioned capacity", "", table(provisioned), "`Rows` capacity", 0, 3.3215],
    ["a retention", group(""), group(", RetentionInDays: 30"), "Log storage of `Logs`", 0.36, 0.0296],
    ["a retention that goes", group(", RetentionInDays: 30"), group(""), "Log storage of `Logs`", 0.0296, 0.36],
    ["an HTTP API in the place of a REST API", api("Api"), api("HttpApi"), "`ServerlessHttpApi` REST API → HTTP API", 3.5, 1],
  ])("counts %s", async (_, base, head, name, before, after) => {
    expect(amountsOf(await costOfResources(base, head))).toEqual([[name, before, after]]);
  });

  it("counts each 64 KB of a message", async () => {
    const known = traffic({ Jobs: { invocationsPerMonth: 2_000_000, averagePayloadKilobytes: 100 } });
    expect(amountsOf(await costOfResources(queue("DelaySeconds: 1"), queue("DelaySeconds: 1, FifoQueue: true"), known))).toEqual([
      ["`Jobs` standard → FIFO", 1.6, 2],
    ]);
  });

  it("counts the first declared log group of a function that was there before, by what the function writes", async () => {
    const named = '  Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: !Sub "/aws/lambda/${Orders}", RetentionInDays: 365 } }\n';
    const shorter = named.replace("365", "73");
    const known = traffic({}, { invocationsPerMonth: 104_857_600, logKilobytesPerInvocation: 1 });
    expect(amountsOf(await costOfResources(handler("MemorySize: 128"), handler("MemorySize: 128") + shorter, known))).toEqual([
      ["Log storage of `Logs`", 36, 7.2],
    ]);
    expect(await costOfResources(handler("MemorySize: 128"), handler("MemorySize: 128") + named, known)).toBeNull();
    expect(await costOfResources("", handler("MemorySize: 128") + shorter, known)).toBeNull();
  });

  it("says nothing of new resources that cost only what they are used for", async () => {
    expect(await costOfResources("", queue("FifoQueue: true") + table("BillingMode: PAY_PER_REQUEST") + api("HttpApi"))).toBeNull();
  });

  it("says nothing where a capacity is not known", async () => {
    const unknown = table("ProvisionedThroughput: { ReadCapacityUnits: !Ref Unknown, WriteCapacityUnits: 5 }");
    expect(await costOfResources(table(provisioned), unknown)).toBeNull();
  });
});
