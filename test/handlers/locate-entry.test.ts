import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";
import { handlerOf } from "./read-facts.ts";

beforeAll(() => loadGrammars());

const handler = "export const handler = async () => ({});\n";

describe("a Node handler", () => {
  const request = { runtime: "nodejs22.x", handler: "src/app.handler", codePath: "services/orders" };

  it.each(["js", "mjs", "cjs", "ts", "mts", "cts", "tsx", "jsx"])("is found in a .%s file", (extension) => {
    expect(handlerOf({ [`services/orders/src/app.${extension}`]: handler }, request)).toMatchObject({
      state: "found",
      files: [`services/orders/src/app.${extension}`],
    });
  });

  it("is found in an index file of a folder", () => {
    expect(handlerOf({ "services/orders/src/app/index.ts": handler }, request).state).toBe("found");
  });

  it("is found in its source where tsconfig.json compiles into another folder", () => {
    const files = { "tsconfig.json": `{ "compilerOptions": { "outDir": "./build/js", "rootDir": "./lambda" } } // ours`, "lambda/app.ts": handler };
    expect(handlerOf(files, { runtime: "nodejs22.x", handler: "build/js/app.handler" })).toMatchObject({ state: "found", files: ["lambda/app.ts"] });
  });

  it("is found in src where the handler names dist", () => {
    expect(handlerOf({ "src/app.ts": handler }, { runtime: "nodejs22.x", handler: "dist/app.handler" }).state).toBe("found");
  });

  it("is found where a declared build flattens its entry files", () => {
    const request = { runtime: "nodejs22.x", handler: "create.handler", entryFiles: ["src/orders/create.ts"] };
    expect(handlerOf({ "src/orders/create.ts": handler }, request).state).toBe("found");
  });

  it("is found where the code path is the file", () => {
    expect(handlerOf({ "lib/orders.ts": handler }, { runtime: "nodejs22.x", handler: "index.handler", codePath: "lib/orders.ts" }).state).toBe(
      "found",
    );
  });

  it("is missing where the folder has JavaScript, no such file and no build", () => {
    expect(handlerOf({ "services/orders/src/main.js": handler }, request)).toMatchObject({ state: "missing", what: "file", name: "src/app" });
  });

  it.each([
    ["a bundler's configuration", { "services/orders/esbuild.config.mjs": "" }],
    ["a Makefile above", { Makefile: "build:" }],
    ["a build script", { "services/orders/package.json": `{"scripts": {"build": "node make.js"}}` }],
  ])("is not read, not missing, where %s could make it", (_, more) => {
    expect(handlerOf({ "services/orders/src/main.js": handler, ...more }, request).state).toBe("not-read");
  });

  it("is not read where the folder holds TypeScript only: some build makes what runs", () => {
    expect(handlerOf({ "services/orders/src/main.ts": handler }, request).state).toBe("not-read");
  });

  it("is missing where the file has no such export", () => {
    expect(handlerOf({ "services/orders/src/app.js": "exports.handle = async () => {};\n" }, request)).toMatchObject({
      state: "missing",
      what: "export",
      name: "handler",
    });
  });

  it.each([
    ["export * from a package", `export * from "some-package";`],
    ["a required module as a whole", `module.exports = require("other-package");`],
    ["exports by a computed name", `for (const name of ["handler"]) exports[name] = make(name);`],
    ["exports made by a call", `module.exports = build();`],
  ])("is not read where the file has %s", (_, source) => {
    expect(handlerOf({ "services/orders/src/app.js": source }, request).state).toBe("not-read");
  });

  it("is missing where every module of export * is read and none has it", () => {
    const files = {
      "services/orders/src/app.ts": `export * from "./other";`,
      "services/orders/src/other.ts": "export const handle = async () => {};",
    };
    expect(handlerOf(files, request)).toMatchObject({ state: "missing", what: "export" });
  });
});

describe("what stands around a Node handler", () => {
  const found = (source: string, others: Record<string, string> = {}) =>
    handlerOf({ "app.ts": source, ...others }, { runtime: "nodejs22.x", handler: "app.handler" });
  const inner = "async (event) => { await fetch(event.url); }";

  it.each([
    ["middy and its chain", `import middy from "@middy/core";\nexport const handler = middy(${inner}).use(json());`],
    ["middy's later handler", `import middy from "@middy/core";\nexport const handler = middy().use(json()).handler(${inner});`],
    ["Sentry", `import * as Sentry from "@sentry/aws-serverless";\nexport const handler = Sentry.wrapHandler(${inner});`],
    ["a function by name", `const run = ${inner};\nexport { run as handler };`],
    ["CommonJS", `module.exports.handler = ${inner};`],
    ["an object of exports", `const handler = ${inner};\nmodule.exports = { handler };`],
    [
      "a method that is bound",
      `class Orders { async handle(event) { await fetch(event.url); } }\nconst orders = new Orders();\nexport const handler = orders.handle.bind(orders);`,
    ],
    ["a factory", `const make = (client) => ${inner};\nexport const handler = make(1);`],
  ])("is looked through: %s", (_, source) => {
    const handler = found(source);
    expect(handler).toMatchObject({ state: "found", facts: { complete: true, isAsync: true } });
    expect(handler.state === "found" && handler.facts.httpCalls.map((call) => call.phase)).toEqual(["invocation"]);
  });

  it("is looked through across files, wrapper and function alike", () => {
    const handler = found(`import { wrap } from "./wrap";\nimport { run } from "./run";\nexport const handler = wrap(run);`, {
      "wrap.ts": "export const wrap = (inner) => async (event) => { console.log(event); return inner(event); };",
      "run.ts": `export async function run(event) { await fetch(event.url); }`,
    });
    expect(handler).toMatchObject({ state: "found", files: ["app.ts", "wrap.ts", "run.ts"], entry: { path: "run.ts" } });
  });

  it("makes the facts incomplete where it is unknown", () => {
    expect(found(`import { wrap } from "@acme/wrap";\nexport const handler = wrap(${inner});`)).toMatchObject({
      state: "found",
      facts: { complete: false },
    });
  });
});

describe("handlers of other languages", () => {
  it.each(["jobs.report.handler", "jobs/report.handler"])("finds Python by %s", (name) => {
    expect(
      handlerOf({ "src/jobs/report.py": "def handler(event, context):\n    return 1\n" }, { runtime: "python3.13", handler: name, codePath: "src" }),
    ).toMatchObject({ state: "found", language: "python" });
  });

  it("says that a Python function is missing, and not where a star import may bring it", () => {
    const request = { runtime: "python3.13", handler: "app.handler" };
    expect(handlerOf({ "app.py": "def handle(event, context):\n    pass\n" }, request)).toMatchObject({ state: "missing", what: "export" });
    expect(handlerOf({ "app.py": "from shared_layer import *\n" }, request).state).toBe("not-read");
    expect(handlerOf({ "other.py": "" }, request)).toMatchObject({ state: "missing", what: "file" });
    expect(handlerOf({ "other.py": "", Makefile: "" }, request).state).toBe("not-read");
  });

  it("finds what a Go main starts", () => {
    const source = `package main\n\nimport "github.com/aws/aws-lambda-go/lambda"\n\nfunc handle() error { return nil }\n\nfunc main() { lambda.Start(handle) }\n`;
    expect(handlerOf({ "cmd/main.go": source }, { runtime: "provided.al2023", handler: "bootstrap", codePath: "cmd" })).toMatchObject({
      state: "found",
      language: "go",
      entry: { startLine: 5 },
    });
  });

  it("finds a Java class by its package and a C# method by its class", () => {
    const java = "package com.acme;\npublic class Orders {\n  public String handle(String event) { return event; }\n}\n";
    expect(
      handlerOf({ "app/src/main/java/com/acme/Orders.java": java }, { runtime: "java21", handler: "com.acme.Orders::handle", codePath: "app" }),
    ).toMatchObject({ state: "found", entry: { startLine: 3 } });
    expect(
      handlerOf({ "app/src/main/java/com/acme/Orders.java": java }, { runtime: "java21", handler: "com.acme.Orders::run", codePath: "app" }),
    ).toMatchObject({ state: "missing", what: "export" });
    const csharp = "namespace Acme;\npublic class Orders\n{\n    public string Handle(string input) => input;\n}\n";
    expect(handlerOf({ "src/Orders.cs": csharp }, { runtime: "dotnet8", handler: "Acme::Acme.Orders::Handle", codePath: "src" })).toMatchObject({
      state: "found",
      entry: { startLine: 4 },
    });
  });
});

describe("Azure and Google", () => {
  it("finds the one function of a script file", () => {
    const request = { platform: "azure" as const, scriptFile: "Resize/index.js" };
    expect(handlerOf({ "Resize/index.js": "module.exports = async function (context, blob) {};" }, request)).toMatchObject({
      state: "found",
      entry: { startLine: 1 },
    });
  });

  it("finds the source of a script file that a build makes", () => {
    const request = { platform: "azure" as const, scriptFile: "dist/Resize/index.js" };
    expect(handlerOf({ "src/Resize/index.ts": "export default async function (context, blob) {}" }, request)).toMatchObject({
      state: "found",
      files: ["src/Resize/index.ts"],
    });
  });

  it("finds functions that code registers by name, also in an imported module", () => {
    const azure = {
      "src/functions/orders.ts": `import { app } from "@azure/functions";\napp.http("orders", { handler: async (request) => ({ body: "" }) });`,
    };
    expect(handlerOf(azure, { platform: "azure", scriptFile: "src/functions/orders.ts", handler: "orders" })).toMatchObject({
      state: "found",
      entry: { startLine: 2 },
    });
    const google = {
      "index.js": `require("./charge");`,
      "charge.js": `const { http } = require("@google-cloud/functions-framework");\nhttp("charge", async (req, res) => { res.send("ok"); });`,
    };
    expect(handlerOf(google, { platform: "google", runtime: "nodejs22", handler: "charge" })).toMatchObject({
      state: "found",
      entry: { path: "charge.js" },
    });
  });

  it("finds a Google entry point in main.py, in Go, and among exports", () => {
    expect(
      handlerOf(
        { "fn/main.py": "def run(request):\n    return 'ok'\n" },
        { platform: "google", runtime: "python313", handler: "run", codePath: "fn" },
      ).state,
    ).toBe("found");
    expect(
      handlerOf(
        { "fn/index.js": "exports.run = (req, res) => res.send('ok');" },
        { platform: "google", runtime: "nodejs22", handler: "run", codePath: "fn" },
      ).state,
    ).toBe("found");
    const go = `package fn\n\nimport "github.com/GoogleCloudPlatform/functions-framework-go/functions"\n\nfunc init() { functions.HTTP("Run", run) }\n\nfunc run(w http.ResponseWriter, r *http.Request) {}\n`;
    expect(handlerOf({ "fn/fn.go": go }, { platform: "google", runtime: "go124", handler: "Run", codePath: "fn" })).toMatchObject({
      state: "found",
      entry: { startLine: 7 },
    });
  });
});

describe("code that is not read", () => {
  it.each([
    ["a container image", { packageType: "Image" }],
    ["an archive", { codePath: "dist/function.zip", runtime: "nodejs22.x", handler: "index.handler" }],
    ["code elsewhere", { codePath: "../other", runtime: "nodejs22.x", handler: "index.handler" }],
    ["a folder that is not there", { codePath: "elsewhere", runtime: "nodejs22.x", handler: "index.handler" }],
    ["Ruby", { runtime: "ruby3.4", handler: "app.handler" }],
    ["an unknown handler", { runtime: "nodejs22.x" }],
    ["a handler in a layer", { runtime: "nodejs22.x", handler: "/opt/nodejs/node_modules/datadog-lambda-js/handler.handler" }],
  ])("is %s", (_, request) => {
    expect(handlerOf({ "app.js": handler }, request).state).toBe("not-read");
  });

  it("is code in a template, unless its place is known", () => {
    const inlineCode = "import os\ndef handler(event, context):\n    return os.environ['NAME']\n";
    const request = { runtime: "python3.13", handler: "index.handler", codePath: null, inlineCode };
    expect(handlerOf({}, request).state).toBe("not-read");
    const read = handlerOf({}, { ...request, inlineAt: { path: "template.yaml", startLine: 20, endLine: 22 } });
    expect(read).toMatchObject({ state: "found", facts: { environmentReads: [{ name: "NAME", at: { path: "template.yaml", startLine: 22 } }] } });
    const block = handlerOf({}, { ...request, inlineAt: { path: "template.yaml", startLine: 20, endLine: 23 } });
    expect(block).toMatchObject({ state: "found", facts: { environmentReads: [{ at: { startLine: 23 } }] } });
    expect(handlerOf({}, { ...request, inlineAt: { path: "template.json", startLine: 20, endLine: 20 } }).state).toBe("not-read");
  });
});
