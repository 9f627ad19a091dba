import { describe, expect, it } from "vitest";
import { built, fn, native, open, queue, ref } from "../natives.ts";

function mapping(properties: Parameters<typeof native>[2] = {}, more: Parameters<typeof native>[3] = {}) {
  return native("AWS::Lambda::EventSourceMapping", "Mapping", { FunctionName: ref("Worker"), ...properties }, more);
}

describe("event source mappings", () => {
  it("are triggers from a queue with SQS's defaults", () => {
    const link = built(fn("Worker"), queue("Orders"), mapping({ EventSourceArn: ref("Orders", "Arn") })).link("triggers");
    expect([link.from.resource?.name, link.to.resource?.name, link.name]).toEqual(["Orders", "Worker", "Mapping"]);
    expect(link.string("service")).toMatchObject({ value: "sqs" });
    expect(link.number("batchSize")).toMatchObject({ value: 10, isDefault: true });
    expect(link.number("batchWindowSeconds")).toMatchObject({ value: 0 });
    expect(link.boolean("reportsItemFailures")).toMatchObject({ value: false, isDefault: true });
    expect(link.number("maximumRetryAttempts").state).toBe("absent");
    expect(link.declaredBy?.name).toBe("Mapping");
  });

  it("are triggers from a table's stream with a stream's defaults", () => {
    const table = native("AWS::DynamoDB::Table", "Table", { StreamSpecification: { StreamViewType: "KEYS_ONLY" } });
    const link = built(fn("Worker"), table, mapping({ EventSourceArn: ref("Table", "StreamArn") })).link("triggers");
    expect(link.from.resource?.name).toBe("Table");
    expect(link.number("batchSize")).toMatchObject({ value: 100 });
    expect(link.number("maximumRetryAttempts")).toMatchObject({ value: -1 });
    expect(link.number("maximumRecordAgeSeconds")).toMatchObject({ value: -1 });
    expect(link.boolean("bisectOnError")).toMatchObject({ value: false });
  });

  it("carry every setting that is written", () => {
    const link = built(
      fn("Worker"),
      queue("Orders"),
      mapping({
        EventSourceArn: ref("Orders", "Arn"),
        BatchSize: 50,
        MaximumBatchingWindowInSeconds: 5,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        ScalingConfig: { MaximumConcurrency: 4 },
        FilterCriteria: { Filters: [{ Pattern: "{}" }] },
        Enabled: false,
      }),
    ).link("triggers");
    expect(link.number("batchSize")).toMatchObject({ value: 50, nativeName: "BatchSize" });
    expect(link.boolean("reportsItemFailures")).toMatchObject({ value: true });
    expect(link.number("maximumConcurrency")).toMatchObject({ value: 4 });
    expect(link.boolean("enabled")).toMatchObject({ value: false });
    expect(link.value("filter")).toMatchObject({ kind: "list" });
  });

  it("do not know whether they report failures where the list is open", () => {
    const link = built(fn("Worker"), mapping({ FunctionResponseTypes: [open("x")], EventSourceArn: open("y") })).link("triggers");
    expect(link.boolean("reportsItemFailures").state).toBe("unknown");
  });

  it("know the service of a source outside of the stack from its ARN", () => {
    const link = built(fn("Worker"), mapping({ EventSourceArn: "arn:aws:kinesis:eu-west-1:123456789012:stream/far" })).link("triggers");
    expect(link.from).toMatchObject({ resource: null, value: { kind: "scalar" } });
    expect(link.string("service")).toMatchObject({ value: "kinesis" });
  });

  it("know the service of an open source from the name of the event", () => {
    const link = built(fn("Worker"), mapping({ EventSourceArn: open("x") }, { nativeType: "SQS event", format: "sam", implicit: true })).link(
      "triggers",
    );
    expect(link.string("service")).toMatchObject({ value: "sqs" });
    expect(link.boolean("implicitPermission")).toMatchObject({ value: true });
  });

  it("lead to the function of an alias and tell the alias", () => {
    const alias = native("AWS::Lambda::Alias", "Live", { FunctionName: ref("Worker"), FunctionVersion: ref("V1", "Version"), Name: "live" });
    const stack = built(fn("Worker"), alias, queue("Orders"), mapping({ FunctionName: ref("Live"), EventSourceArn: ref("Orders", "Arn") }));
    expect(stack.link("triggers", "Worker").string("qualifier")).toMatchObject({ value: "live" });
    expect(stack.link("versions", "Worker").from.resource?.name).toBe("Live");
  });

  it("have no qualifier where the function itself is named", () => {
    const link = built(fn("Worker"), queue("Orders"), mapping({ EventSourceArn: ref("Orders", "Arn") })).link("triggers");
    expect(link.has("qualifier")).toBe(false);
  });

  it("put failures into their destination", () => {
    const stack = built(
      fn("Worker"),
      native("AWS::Kinesis::Stream", "Stream"),
      queue("Failed"),
      mapping({ EventSourceArn: ref("Stream", "Arn"), DestinationConfig: { OnFailure: { Destination: ref("Failed", "Arn") } } }),
    );
    expect(stack.lines()).toContain("on-failure Stream > Failed (Mapping)");
    expect(stack.link("triggers").has("failureDestination")).toBe(true);
  });
});
