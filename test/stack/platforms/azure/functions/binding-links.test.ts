import { beforeAll, describe, expect, it } from "vitest";
import type { Stack } from "../../../../../src/stack/stack.ts";
import { loadGrammars } from "../../../../../src/syntax/tree-sitter.ts";
import { shown } from "../../../../support/shown-value.ts";
import { azureStack, linksOf, resourceIn } from "../azure-stack.ts";

beforeAll(() => loadGrammars(["bicep", "typescript", "hcl"]));

const host = `{ "version": "2.0", "extensions": { "http": { "routePrefix": "v1" }, "queues": { "batchSize": 4 } } }`;
const bus = (name: string, ...queues: readonly string[]) =>
  `resource ${name} 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {\n  name: 'ns-${name}'\n${queues.map((queue) => `  resource ${queue} 'queues' = {\n    name: '${queue}'\n  }\n`).join("")}}\n`;
const app = (settings: Readonly<Record<string, string>>) =>
  `resource app 'Microsoft.Web/sites@2024-04-01' = {\n  name: 'app'\n  kind: 'functionapp'\n  properties: {\n    siteConfig: {\n      appSettings: [\n        {\n          name: 'FUNCTIONS_EXTENSION_VERSION'\n          value: '~4'\n        }\n${Object.entries(
    settings,
  )
    .map(([name, value]) => `        {\n          name: '${name}'\n          value: ${value}\n        }\n`)
    .join("")}      ]\n    }\n  }\n}\n`;

function stackOf(bindings: readonly object[], template = "", more: Readonly<Record<string, string>> = {}): Stack {
  return azureStack({ "host.json": host, "F/function.json": JSON.stringify({ bindings }, null, 1), "main.bicep": template, ...more });
}

function triggerIn(stack: Stack) {
  const [link] = stack.linksOf("triggers");
  if (link === undefined) throw new Error("no trigger");
  return link;
}

describe("links of bindings", () => {
  it("leads a trigger from the queue of its name, with connection, defaults and the tuning of host.json", () => {
    const stack = stackOf([{ type: "serviceBusTrigger", name: "m", queueName: "orders", connection: "Bus" }], bus("one", "orders") + app({}));
    const link = triggerIn(stack);
    expect(link.from.resource?.id).toBe("azure:queue:orders");
    expect(link.string("connection")).toMatchObject({ value: "Bus", isDefault: false, at: { path: "F/function.json" } });
    expect(link.boolean("sessionsEnabled")).toMatchObject({ value: false, isDefault: true });
    expect(link.boolean("autoComplete")).toMatchObject({ value: true, isDefault: true });
    expect(link.string("service")).toMatchObject({ value: "service-bus" });
  });

  it("names settings as the binding writes them, also those that nobody wrote", () => {
    const json = triggerIn(stackOf([{ type: "serviceBusTrigger", name: "m", queueName: "orders", connection: "Bus" }]));
    expect([json.nameInDialect("sessionsEnabled"), json.nameInDialect("autoComplete"), json.nameInDialect("connection")]).toEqual([
      "isSessionsEnabled",
      "autoCompleteMessages",
      "connection",
    ]);
  });

  it("takes the namespace that the connection leads to where two have a queue of the name", () => {
    const two = bus("one", "orders") + bus("two", "orders");
    const trigger = [{ type: "serviceBusTrigger", name: "m", queueName: "orders", connection: "Bus" }];
    const byReference = stackOf(trigger, two + app({ Bus__fullyQualifiedNamespace: "'${two.name}.servicebus.windows.net'" }));
    expect(byReference.linksTo(resourceIn(byReference, "azure:function:F"), "triggers")[0]?.from.resource?.address).toBe("two::orders");
    const byHost = stackOf(trigger, two + app({ Bus__fullyQualifiedNamespace: "'ns-one.servicebus.windows.net'" }));
    expect(triggerIn(byHost).from.resource?.address).toBe("one::orders");
    const open = stackOf(trigger, two + app({ Other: "'x'" }));
    expect(triggerIn(open).from).toMatchObject({ resource: null, value: { value: "orders" } });
  });

  it("replaces %settings%, also where the setting names a resource", () => {
    const trigger = [{ type: "serviceBusTrigger", name: "m", queueName: "%QUEUE%", connection: "Bus" }];
    expect(triggerIn(stackOf(trigger, bus("one", "orders") + app({ QUEUE: "one::orders.name" }))).from.resource?.id).toBe("azure:queue:orders");
    expect(triggerIn(stackOf(trigger, bus("one", "orders") + app({ QUEUE: "'orders'" }))).string("path")).toMatchObject({ value: "orders" });
    expect(triggerIn(stackOf(trigger, bus("one", "orders"))).from).toMatchObject({
      resource: null,
      value: { kind: "unknown", reason: "application setting QUEUE is not known" },
    });
  });

  it("finds the container of a blob path, for triggers and outputs alike", () => {
    const storage =
      "resource st 'Microsoft.Storage/storageAccounts@2023-05-01' = {\n  name: 'st'\n  resource blobs 'blobServices' = {\n    name: 'default'\n    resource uploads 'containers' = {\n      name: 'uploads'\n    }\n  }\n}\n";
    const stack = stackOf(
      [
        { type: "blobTrigger", name: "b", path: "uploads/{name}" },
        { type: "blob", direction: "out", name: "c", path: "uploads/{name}.webp" },
        { type: "blob", direction: "in", name: "d", path: "{container}/x" },
      ],
      storage,
    );
    expect(linksOf(stack)).toEqual([
      "contains azure:storage-account:st → azure:bucket:uploads",
      "contains azure:function-app:function-app → azure:function:F",
      "triggers azure:bucket:uploads → azure:function:F",
      "writes azure:function:F → azure:bucket:uploads",
      "reads azure:function:F → external",
    ]);
    expect(triggerIn(stack).string("source")).toMatchObject({ value: "LogsAndContainerScan", isDefault: true });
    expect(triggerIn(stack).string("connection")).toMatchObject({ value: "AzureWebJobsStorage", isDefault: true });
  });

  it("gives HTTP triggers a route with prefix, methods and level", () => {
    const stack = stackOf([
      { type: "httpTrigger", name: "req", authLevel: "anonymous", methods: ["post"], route: "orders/{id}" },
      { type: "http", direction: "out", name: "res" },
    ]);
    const route = resourceIn(stack, "azure:route:F");
    expect(route.string("path")).toMatchObject({ value: "/v1/orders/{id}" });
    expect(route.string("method")).toMatchObject({ value: "POST" });
    expect(route.string("authorization")).toMatchObject({ value: "anonymous" });
    expect(resourceIn(stack, "azure:function:F").string("authorizationLevel")).toMatchObject({ value: "anonymous" });
    expect(linksOf(stack)).toContain("triggers azure:route:F → azure:function:F");
  });

  it("takes the level and methods that each model has where nothing is written", () => {
    const json = stackOf([{ type: "httpTrigger", name: "req" }]);
    expect(triggerIn(json).string("authorizationLevel")).toMatchObject({ value: "function" });
    expect(shown(triggerIn(json).value("methods"))).toEqual([]);
    const node = azureStack({ "host.json": host, "src/a.ts": `import { app } from "@azure/functions";\napp.http("a", { handler });` });
    expect(triggerIn(node).string("authorizationLevel")).toMatchObject({ value: "anonymous" });
    expect(shown(triggerIn(node).value("methods"))).toEqual(["GET", "POST"]);
  });

  it("does not take options for absent that an unknown object may hold", () => {
    const node = azureStack({ "host.json": host, "src/a.ts": `import { app } from "@azure/functions";\napp.http("a", { ...options(), handler });` });
    expect(triggerIn(node).string("authorizationLevel")).toMatchObject({ state: "unknown" });
    expect(triggerIn(node).string("method")).toMatchObject({ state: "unknown" });
  });

  it("gives timers a schedule, and orchestrators a mark", () => {
    const timer = stackOf([{ type: "timerTrigger", name: "t", schedule: "0 * * * * *", runOnStartup: true }]);
    expect(resourceIn(timer, "azure:schedule:F").string("expression")).toMatchObject({ value: "0 * * * * *" });
    expect(triggerIn(timer).boolean("runOnStartup")).toMatchObject({ value: true });
    const flow = stackOf([{ type: "orchestrationTrigger", name: "context" }]);
    expect(resourceIn(flow, "azure:function:F").boolean("isOrchestrator")).toMatchObject({ value: true });
    expect(triggerIn(flow).from).toMatchObject({ resource: null, value: { value: "durable" } });
  });

  it("leads a topic trigger from its subscription", () => {
    const topic =
      "resource ns 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {\n  name: 'ns'\n  resource news 'topics' = {\n    name: 'news'\n    resource mail 'subscriptions' = {\n      name: 'mail'\n    }\n  }\n}\n";
    const stack = stackOf([{ type: "serviceBusTrigger", name: "m", topicName: "news", subscriptionName: "mail", connection: "Bus" }], topic);
    expect(triggerIn(stack).from.resource?.id).toBe("azure:subscription:mail");
    expect(linksOf(stack)).toContain("contains azure:topic:news → azure:subscription:mail");
  });

  it("gives the retries of a function's policy, and the batch size of host.json", () => {
    const files = {
      "host.json": host,
      "F/function.json": JSON.stringify({
        retry: { strategy: "fixedDelay", maxRetryCount: -1 },
        bindings: [{ type: "queueTrigger", name: "m", queueName: "q" }],
      }),
    };
    const link = triggerIn(azureStack(files));
    expect(link.number("maximumRetryAttempts")).toMatchObject({ value: -1 });
    expect(link.number("batchSize")).toMatchObject({ value: 4, at: { path: "host.json" } });
  });

  it("gives functions the app's settings as their environment where all are known", () => {
    const bindings = [{ type: "timerTrigger", name: "t" }];
    expect(shown(resourceIn(stackOf(bindings, app({ A: "'1'" })), "azure:function:F").value("environment"))).toMatchObject({ A: "1" });
    expect(resourceIn(stackOf(bindings), "azure:function:F").has("environment")).toBe(false);
  });
});
