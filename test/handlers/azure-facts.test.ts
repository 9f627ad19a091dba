import { beforeAll, describe, expect, it } from "vitest";
import type { AzureFacts } from "../../src/handlers/azure-facts.ts";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";
import { factsOf, linesOf } from "./read-facts.ts";

beforeAll(() => loadGrammars(["javascript", "typescript", "python", "csharp"]));

function azureFacts(files: Readonly<Record<string, string>>, scriptFile: string, handler: string): AzureFacts {
  const { azure } = factsOf(files, { platform: "azure", runtime: null, scriptFile, handler });
  if (azure === undefined) throw new Error("there are no facts of Azure");
  return azure;
}

const node = (body: string, before = "", others: Readonly<Record<string, string>> = {}) =>
  azureFacts(
    {
      "src/flow.js": `const df = require("durable-functions");\n${before}\ndf.app.orchestration("flow", function* (context) {\n${body}\n});\n`,
      ...others,
    },
    "src/flow.js",
    "flow",
  );
const python = (body: string, before = "") =>
  azureFacts(
    {
      "function_app.py": `import azure.durable_functions as df\nimport datetime\nimport random\nimport uuid\nimport requests\n${before}\napp = df.DFApp()\n\n@app.orchestration_trigger(context_name="context")\ndef flow(context):\n${body}\n`,
    },
    "function_app.py",
    "flow",
  );
const csharp = (body: string) =>
  azureFacts(
    {
      "Flow.cs": `public class Flow {\n  private static readonly HttpClient Http = new HttpClient();\n  [Function("Flow")]\n  public async Task Run([OrchestrationTrigger] TaskOrchestrationContext context) {\n${body}\n  }\n  [Function("Work")]\n  public string Work([ActivityTrigger] string name) { return Guid.NewGuid().ToString() + DateTime.UtcNow; }\n}\n`,
    },
    "Flow.cs",
    "Flow",
  );
const kinds = (facts: AzureFacts) => facts.nondeterminism.map(({ kind }) => kind);

describe("nondeterminism", () => {
  it.each([
    ["Date.now()", "clock"],
    ["new Date()", "clock"],
    ["Math.random()", "random"],
    ["crypto.randomUUID()", "identifier"],
    ["process.env.LIMIT", "environment"],
    ["fetch('https://x.example')", "network"],
  ])("is %s in JavaScript", (code, kind) => {
    expect(kinds(node(`  const value = ${code};\n  yield context.df.callActivity("work", value);`))).toEqual([kind]);
  });

  it("is no date that is made of a value, and nothing that the context gives", () => {
    const body = `  const due = new Date(context.df.currentUtcDateTime.valueOf() + 1000);\n  yield context.df.createTimer(due);\n  return context.df.newGuid(context.df.instanceId);`;
    expect(kinds(node(body))).toEqual([]);
  });

  it("is found in local functions that the orchestrator calls, and not in activities beside it", () => {
    const before = `const stamp = () => Date.now();\ndf.app.activity("work", { handler: async () => fetch("https://x.example" + Math.random()) });`;
    const facts = node(
      `  const options = new df.RetryOptions(1000, 3);\n  yield context.df.callActivityWithRetry("work", options, stamp());`,
      before,
    );
    expect(facts.nondeterminism).toMatchObject([{ kind: "clock", text: "Date.now()", at: { startLine: 2 } }]);
  });

  it.each([
    ["datetime.datetime.utcnow()", "clock"],
    ["random.randint(1, 6)", "random"],
    ["uuid.uuid4()", "identifier"],
    ["requests.get('https://x.example')", "network"],
  ])("is %s in Python", (code, kind) => {
    expect(kinds(python(`    value = ${code}\n    result = yield context.call_activity("work", value)\n    return result`))).toEqual([kind]);
  });

  it("is no time that the context gives in Python", () => {
    expect(kinds(python(`    due = context.current_utc_datetime + datetime.timedelta(minutes=5)\n    yield context.create_timer(due)`))).toEqual([]);
  });

  it.each([
    ["DateTime.UtcNow", "clock"],
    ["Guid.NewGuid()", "identifier"],
    ["new Random().Next()", "random"],
    ["await Http.GetStringAsync(url)", "network"],
    ["Task.Run(() => 1)", "thread"],
    ["Task.Delay(1000)", "wait"],
    [`Environment.GetEnvironmentVariable("X")`, "environment"],
  ])("is %s in C#", (code, kind) => {
    expect(kinds(csharp(`    var value = ${code};\n    await context.CallActivityAsync("Work", value);`))).toEqual([kind]);
  });

  it("is no time and no identifier of the context in C#", () => {
    expect(
      kinds(csharp(`    var now = context.CurrentUtcDateTime;\n    var id = context.NewGuid();\n    await context.CallActivityAsync("Work", id);`)),
    ).toEqual([]);
  });
});

describe("endless loops", () => {
  const work = `yield context.df.callActivity("work");`;
  it.each([
    ["while (true)", `  while (true) {\n    ${work}\n  }`],
    ["for (;;)", `  for (;;) {\n    ${work}\n  }`],
    ["a loop that only an inner loop leaves", `  while (true) {\n    for (const x of [1]) { break; }\n    ${work}\n  }`],
  ])("are %s", (_, body) => {
    expect(linesOf(node(body).endlessLoops)).toEqual([4]);
  });

  it.each([
    ["break", `  while (true) {\n    if (yield x) break;\n  }`],
    ["return", `  while (true) {\n    if (yield x) return 1;\n  }`],
    ["a condition", `  while (context.df.currentUtcDateTime < due) {\n    ${work}\n  }`],
  ])("are none that end by %s", (_, body) => {
    expect(node(body).endlessLoops).toEqual([]);
  });

  it("are read in Python and C#, with the new start beside them", () => {
    expect(linesOf(python(`    while True:\n        yield context.call_activity("work")`).endlessLoops)).toEqual([11]);
    const facts = csharp(`    while (true) {\n      await context.CallActivityAsync("Work");\n    }`);
    expect(linesOf(facts.endlessLoops)).toEqual([5]);
    expect(csharp(`    context.ContinueAsNew(null);`).continuations).toHaveLength(1);
    expect(node(`  context.df.continueAsNew(1);`).continuations).toHaveLength(1);
  });
});

describe("raced timers", () => {
  const race = `  const approval = context.df.waitForExternalEvent("approved");\n  const timeout = context.df.createTimer(due);\n  const winner = yield context.df.Task.any([approval, timeout]);\n`;
  it("are told with whether something cancels", () => {
    expect(node(race).racedTimers).toMatchObject([{ cancelled: false, at: { startLine: 6 } }]);
    expect(node(`${race}  if (winner === approval) timeout.cancel();`).racedTimers).toMatchObject([{ cancelled: true }]);
  });

  it("are read in Python and C#", () => {
    const py = `    approval = context.wait_for_external_event("approved")\n    timeout = context.create_timer(due)\n    winner = yield context.task_any([approval, timeout])`;
    expect(python(py).racedTimers).toMatchObject([{ cancelled: false }]);
    const cs = `    Task<bool> approval = context.WaitForExternalEvent<bool>("approved");\n    Task timeout = context.CreateTimer(due, CancellationToken.None);\n    await Task.WhenAny(approval, timeout);`;
    expect(csharp(cs).racedTimers).toMatchObject([{ cancelled: false }]);
    expect(csharp(`    using var source = new CancellationTokenSource();\n${cs}\n    source.Cancel();`).racedTimers).toMatchObject([
      { cancelled: true },
    ]);
  });

  it("are no timers that are awaited alone", () => {
    expect(node(`  yield context.df.createTimer(due);\n  yield context.df.Task.any([a, b]);`).racedTimers).toEqual([]);
  });
});

describe("settlements", () => {
  it("are calls on what the trigger gives", () => {
    const code = `public class Orders {\n  [Function("Orders")]\n  public async Task Run([ServiceBusTrigger("orders")] ServiceBusReceivedMessage message, ServiceBusMessageActions actions) {\n    await actions.CompleteMessageAsync(message);\n  }\n}\n`;
    expect(azureFacts({ "Orders.cs": code }, "Orders.cs", "Orders").settlements).toMatchObject([
      { action: "CompleteMessageAsync", at: { startLine: 4 } },
    ]);
  });

  it("are no calls on a receiver that the code made", () => {
    const code = `public class Orders {\n  [Function("Orders")]\n  public async Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer) {\n    var receiver = Client.CreateReceiver("orders");\n    await receiver.CompleteMessageAsync(await receiver.ReceiveMessageAsync());\n  }\n}\n`;
    expect(azureFacts({ "Orders.cs": code }, "Orders.cs", "Orders").settlements).toEqual([]);
  });
});

describe("outputs with a time to live", () => {
  const app = (body: string) =>
    `const { app, output } = require("@azure/functions");\nconst items = output.cosmosDB({ containerName: "c" });\napp.http("save", { extraOutputs: [items], handler: async (request, context) => {\n${body}\n} });\n`;
  it("are items that are set on a binding, or answered", () => {
    expect(
      linesOf(
        azureFacts({ "a.js": app(`  const item = { id: "1", ttl: 60 };\n  context.extraOutputs.set(items, item);`) }, "a.js", "save").timedOutputs,
      ),
    ).toEqual([5]);
    expect(azureFacts({ "a.js": app(`  return { id: "1", ttl: 60 };`) }, "a.js", "save").timedOutputs).toHaveLength(1);
    expect(azureFacts({ "a.js": app(`  context.extraOutputs.set(items, { id: "1" });`) }, "a.js", "save").timedOutputs).toEqual([]);
  });
});

describe("items of Cosmos DB", () => {
  const python = (call: string) =>
    factsOf(
      {
        "app.py": `from azure.cosmos import CosmosClient\nmarkers = CosmosClient("x", "y").get_database_client("shop").get_container_client("markers")\ndef handler(event, context):\n    ${call}\n`,
      },
      { platform: "azure", scriptFile: "app.py", handler: "handler" },
    );
  it.each([["markers.upsert_item({'id': '1', 'ttl': 60})"], ["markers.upsert_item(body={'id': '1', 'ttl': 60})"]])(
    "are told by their entries in %s",
    (call) => {
      expect(python(call).calls).toMatchObject([
        { service: "cosmos", action: "upsertItem", target: { value: "markers" }, argumentNames: ["id", "ttl"] },
      ]);
    },
  );
});

describe("other platforms", () => {
  it("have no facts of Azure", () => {
    expect(
      factsOf({ "app.mjs": "export const handler = async () => Date.now();" }, { runtime: "nodejs22.x", handler: "app.handler" }).azure,
    ).toBeUndefined();
  });
});
