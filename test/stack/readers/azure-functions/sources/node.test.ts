import { beforeAll, describe, expect, it } from "vitest";
import { valueAt } from "../../../../../src/stack/value.ts";
import { loadGrammars } from "../../../../../src/syntax/tree-sitter.ts";
import { shown } from "../../../../support/shown-value.ts";
import { bindingsIn, functionsIn } from "../read-functions.ts";

beforeAll(() => loadGrammars(["typescript", "javascript", "tsx"]));

const imported = `import { app, output } from "@azure/functions";\n`;

describe("functions of the fourth Node.js model", () => {
  it("reads triggers with their options, and the place of each option", () => {
    const files = {
      "src/orders.ts": `${imported}app.serviceBusQueue("orders", {\n  connection: "Bus",\n  queueName: "orders",\n  handler: async () => {},\n});\n`,
    };
    expect(bindingsIn(files)).toEqual({ orders: [{ type: "serviceBusTrigger", direction: "in", connection: "Bus", queueName: "orders" }] });
    const [native] = functionsIn(files);
    expect(native).toMatchObject({ format: "functions-source", at: { path: "src/orders.ts", startLine: 2, endLine: 6 } });
    expect(shown(valueAt(native?.properties, "scriptFile"))).toBe("src/orders.ts");
    const binding = valueAt(native?.properties, "bindings", 0);
    expect(binding?.kind === "map" ? binding.entries.get("connection")?.at : undefined).toMatchObject({ startLine: 3, endLine: 3 });
  });

  it("reads outputs in constants and in place", () => {
    const code = `${imported}const queue = output.storageQueue({ queueName: "out", connection: "Q" });
app.storageBlob("copy", { path: "in/{name}", connection: "S", return: output.storageBlob({ path: "in/{name}.x", connection: "S" }), extraOutputs: [queue], handler });`;
    expect(bindingsIn({ "a.ts": code })).toEqual({
      copy: [
        { type: "blobTrigger", direction: "in", path: "in/{name}", connection: "S" },
        { type: "blob", direction: "out", path: "in/{name}.x", connection: "S" },
        { type: "queue", direction: "out", queueName: "out", connection: "Q" },
      ],
    });
  });

  it("resolves constants, spreads of constants and constant objects", () => {
    const code = `${imported}const NAMES = { queue: "orders" } as const;
const CONNECTION = "Store";
const shared = { connection: CONNECTION };
app.storageQueue("one", { ...shared, queueName: NAMES.queue, handler });`;
    expect(bindingsIn({ "a.ts": code })).toEqual({ one: [{ type: "queueTrigger", direction: "in", connection: "Store", queueName: "orders" }] });
  });

  it("leaves open what code computes", () => {
    const code = `${imported}app.storageQueue("one", { ...options(), queueName: process.env.QUEUE, handler });`;
    expect(bindingsIn({ "a.ts": code })).toEqual({
      one: [{ type: "queueTrigger", direction: "in", "...": "?computed in code", queueName: "?process.env.QUEUE is read where the code runs" }],
    });
  });

  it("reads the short forms of HTTP with their method", () => {
    const code = `const { app } = require("@azure/functions");\napp.post("create", { authLevel: "anonymous", handler });\napp.get("list", handler);`;
    expect(bindingsIn({ "a.js": code })).toEqual({
      create: [{ type: "httpTrigger", direction: "in", authLevel: "anonymous", methods: ["POST"] }],
      list: [{ type: "httpTrigger", direction: "in", methods: ["GET"] }],
    });
  });

  it("reads Durable Functions, renamed imports and namespaces", () => {
    const code = `import * as df from "durable-functions";\nimport * as azure from "@azure/functions";\nimport { app as functions } from "@azure/functions";
df.app.orchestration("flow", function* () {});\nazure.app.timer("tick", { schedule: "0 * * * * *", runOnStartup: true, handler });\nfunctions.eventHub("hub", { eventHubName: "%Hub%", cardinality: "many", connection: "H", handler });`;
    expect(bindingsIn({ "a.ts": code })).toEqual({
      flow: [{ type: "orchestrationTrigger", direction: "in" }],
      tick: [{ type: "timerTrigger", direction: "in", schedule: "0 * * * * *", runOnStartup: true }],
      hub: [{ type: "eventHubTrigger", direction: "in", eventHubName: "%Hub%", cardinality: "many", connection: "H" }],
    });
  });

  it("takes no app of another library", () => {
    expect(bindingsIn({ "a.ts": `import express from "express";\nconst app = express();\n// @azure/functions\napp.get("/x", handler);` })).toEqual(
      {},
    );
  });
});
