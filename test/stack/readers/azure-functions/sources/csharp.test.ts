import { beforeAll, describe, expect, it } from "vitest";
import { valueAt } from "../../../../../src/stack/value.ts";
import { loadGrammars } from "../../../../../src/syntax/tree-sitter.ts";
import { shown } from "../../../../support/shown-value.ts";
import { bindingsIn, functionsIn } from "../read-functions.ts";

beforeAll(() => loadGrammars(["csharp"]));

describe("functions of the isolated C# model", () => {
  it("reads attributes with positional and named arguments, nameof and constants", () => {
    const code = `namespace Shop;
public class Orders
{
    private const string Queue = "orders";

    [Function(nameof(Orders))]
    [ExponentialBackoffRetry(-1, "00:00:02", "00:02:00")]
    [QueueOutput("done", Connection = "Store")]
    public Task<string> Run([ServiceBusTrigger(Queue, Connection = "Bus", IsSessionsEnabled = true)] string message) => null;
}`;
    const files = { "Orders.cs": code };
    expect(bindingsIn(files)).toEqual({
      Orders: [
        { type: "serviceBusTrigger", direction: "in", queueName: "orders", connection: "Bus", isSessionsEnabled: true },
        { type: "queue", direction: "out", queueName: "done", connection: "Store" },
      ],
    });
    const [native] = functionsIn(files);
    expect(shown(native?.properties)).toMatchObject({
      programmingModel: "dotnet-isolated",
      entryPoint: "Run",
      retry: { strategy: "exponentialBackoff", maxRetryCount: -1 },
    });
    expect(native?.nativeNames?.("connection")).toBe("Connection");
  });

  it("tells a topic from a queue by the subscription", () => {
    const code = `class F { [Function("One")] public void Run([ServiceBusTrigger("news", "mail", Connection = "Bus")] string m) { } }`;
    expect(bindingsIn({ "F.cs": code })).toEqual({
      One: [{ type: "serviceBusTrigger", direction: "in", topicName: "news", subscriptionName: "mail", connection: "Bus" }],
    });
  });

  it("reads level, methods and route of HTTP triggers", () => {
    const code = `class F { [Function("Api")] public void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "orders/{id}")] HttpRequestData r) { } }`;
    expect(bindingsIn({ "F.cs": code })).toEqual({
      Api: [{ type: "httpTrigger", direction: "in", authLevel: "Anonymous", methods: ["get", "post"], route: "orders/{id}" }],
    });
  });

  it("takes outputs from the type that a function returns, also from another file", () => {
    const files = {
      "F.cs": `class F { [Function("One")] public Task<Answer> Run([TimerTrigger("0 * * * * *", RunOnStartup = true)] TimerInfo t) => null; }`,
      "Answer.cs": `public class Answer { [BlobOutput("out/{rand-guid}.json", Connection = "S")] public string Text { get; set; } }`,
    };
    expect(bindingsIn(files)).toEqual({
      One: [
        { type: "timerTrigger", direction: "in", schedule: "0 * * * * *", runOnStartup: true },
        { type: "blob", direction: "out", path: "out/{rand-guid}.json", connection: "S" },
      ],
    });
  });
});

describe("functions of the in-process C# model", () => {
  it("reads FunctionName, and tells inputs from outputs by the parameter", () => {
    const code = `class F {
    [FunctionName("One")]
    [return: Queue("done")]
    public static string Run([BlobTrigger("in/{name}")] Stream blob, [Blob("out/{name}", FileAccess.Write)] Stream copy, [Blob("lookup/{name}", FileAccess.Read)] Stream other, [Queue("work")] ICollector<string> work) => null;
}`;
    const [native] = functionsIn({ "F.cs": code });
    expect(shown(valueAt(native?.properties, "programmingModel"))).toBe("dotnet-in-process");
    expect(bindingsIn({ "F.cs": code })["One"]).toMatchObject([
      { type: "blobTrigger", direction: "in", path: "in/{name}" },
      { type: "blob", direction: "out", path: "out/{name}" },
      { type: "blob", direction: "in", path: "lookup/{name}" },
      { type: "queue", direction: "out", queueName: "work" },
      { type: "queue", direction: "out", queueName: "done" },
    ]);
  });
});
