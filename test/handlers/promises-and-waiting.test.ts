import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";
import { factsOf, javascriptFacts, pythonFacts, typescriptFacts } from "./read-facts.ts";

beforeAll(() => loadGrammars());

const head = `import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { SQS } from "aws-sdk";
import { save } from "./save.mjs";
import axios from "axios";
const sqs = new SQS();
const send = async (x) => x;
const plain = (x) => x;
`;
const facts = (body: string) =>
  javascriptFacts(`${head}export const handler = async (event) => {\n${body}\n};`, { "save.mjs": "export async function save(x) { return x; }" });

describe("floating promises", () => {
  it.each([
    "send(event);",
    "save(event);",
    "fetch(event.url);",
    "axios.post(event.url, {});",
    "db.send(new PutCommand({ TableName: 't' }));",
    "sqs.sendMessage({ QueueUrl: 'q' }).promise();",
    "event.Records.forEach(async (record) => { await send(record); });",
    "if (event.notify) { send(event); }",
    "event.notify && send(event);",
  ])("are found in %s", (body) => {
    expect(facts(body).floatingPromises).toHaveLength(1);
  });

  it.each([
    "await send(event);",
    "return send(event);",
    "void send(event);",
    "const p = send(event); await p;",
    "await Promise.all([send(1), save(2)]);",
    "await Promise.all(event.Records.map((record) => send(record)));",
    "send(event).then(console.log).catch(console.error);",
    "plain(event);",
    "console.log(event);",
    "event.Records.forEach((record) => plain(record));",
    "queue.push(send(event)); await Promise.all(queue);",
    "sqs.sendMessage({ QueueUrl: 'q' }, callback);",
    "context.waitUntil(send(event));",
  ])("are not found in %s", (body) => {
    expect(facts(body).floatingPromises).toEqual([]);
  });

  it("are not found where a call that is awaited says what it is of", () => {
    const body = "const send = async <T>(x: T): Promise<T> => x;\nexport const handler = async (event: unknown) => {\n";
    expect(typescriptFacts(`${body}await send<string>("a");\nconst b = await send<string>("b");\nreturn b;\n};`).floatingPromises).toEqual([]);
    expect(typescriptFacts(`${body}send<string>("a");\n};`).floatingPromises).toHaveLength(1);
  });

  it("are not found at the top level nor in code that is not reached", () => {
    expect(
      javascriptFacts(`const load = async () => 1;\nload();\nexport const other = async () => { load(); };\nexport const handler = async () => 1;`)
        .floatingPromises,
    ).toEqual([]);
  });

  it("are found in C#", () => {
    const source =
      "public class App\n{\n    public async Task Handle(string input)\n    {\n        Save(input);\n        await Save(input);\n    }\n    private async Task Save(string x) { await Task.Yield(); }\n}";
    expect(factsOf({ "App.cs": source }, { runtime: "dotnet8", handler: "A::App::Handle" }).floatingPromises).toMatchObject([
      { text: "Save(input)", at: { startLine: 5 } },
    ]);
  });
});

describe("sleeps", () => {
  const sleeps = (body: string, top = "") =>
    javascriptFacts(
      `import { setTimeout as pause } from "node:timers/promises";\n${top}\nexport const handler = async (event) => {\n${body}\n};`,
    ).sleeps.map(({ seconds, inLoop }) => [seconds, inLoop]);

  it.each([
    ["await new Promise((resolve) => setTimeout(resolve, 5000));", "", [[5, false]]],
    ["await new Promise((resolve) => setTimeout(() => resolve(), 2 * 1000));", "", [[2, false]]],
    ["await pause(250);", "", [[0.25, false]]],
    ["while (!(await done())) await sleep(3000);", "const sleep = (ms) => new Promise((r) => setTimeout(r, ms));", [[3, true]]],
    ["await sleep(event.wait);", "function sleep(ms) { return new Promise((r) => setTimeout(r, ms)); }", [[null, false]]],
  ])("are found in %s", (body, top, expected) => {
    expect(sleeps(body, `${top} const done = async () => true;`)).toEqual(expected);
  });

  it.each([
    "setTimeout(() => controller.abort(), 5000);",
    "const timer = setTimeout(report, 1000);",
    "await bed.sleep(5000);",
    "setInterval(tick, 1000);",
  ])("are not found in %s", (body) => {
    expect(sleeps(body, "import { bed, report, tick, controller } from 'x';")).toEqual([]);
  });

  it("are found in Python, Go, Java and C#", () => {
    expect(pythonFacts("import time\ndef handler(event, context):\n    for _ in range(3):\n        time.sleep(2)\n").sleeps).toMatchObject([
      { seconds: 2, inLoop: true, phase: "invocation" },
    ]);
    const go = `package main\nimport (\n\t"time"\n\t"github.com/aws/aws-lambda-go/lambda"\n)\nfunc handle() { time.Sleep(5 * time.Second) }\nfunc main() { lambda.Start(handle) }\n`;
    expect(factsOf({ "main.go": go }, { runtime: "provided.al2023", handler: "bootstrap" }).sleeps).toMatchObject([
      { seconds: 5, phase: "invocation" },
    ]);
    expect(
      factsOf(
        { "App.java": "public class App { public void handleRequest(String e) { Thread.sleep(1500); } }" },
        { runtime: "java21", handler: "App" },
      ).sleeps,
    ).toMatchObject([{ seconds: 1.5 }]);
    const csharp = "public class App\n{\n    public async Task Handle(string e)\n    {\n        await Task.Delay(1000);\n    }\n}";
    expect(factsOf({ "App.cs": csharp }, { runtime: "dotnet8", handler: "A::App::Handle" }).sleeps).toMatchObject([{ seconds: 1 }]);
  });
});

describe("HTTP calls", () => {
  const timeouts = (body: string, top = "") =>
    javascriptFacts(
      `import axios from "axios";\nimport https from "node:https";\n${top}\nexport const handler = async (event) => {\n${body}\n};`,
    ).httpCalls.map(({ library, hasTimeout }) => [library, hasTimeout]);

  it.each([
    ["await fetch(event.url);", "", [["fetch", false]]],
    ["await fetch(event.url, { method: 'POST' });", "", [["fetch", false]]],
    ["await fetch(event.url, { signal: AbortSignal.timeout(5000) });", "", [["fetch", true]]],
    ["await fetch(event.url, options);", "import { options } from './own.mjs';", [["fetch", null]]],
    ["await fetch(event.url, { ...event.options });", "", [["fetch", null]]],
    ["await axios.get(event.url);", "", [["axios", false]]],
    ["await axios.post(event.url, event.body, { timeout: 3000 });", "", [["axios", true]]],
    ["await api.get('/orders');", "const api = axios.create({ baseURL: 'x', timeout: 3000 });", [["axios", true]]],
    ["await api.get('/orders');", "const api = axios.create({ baseURL: 'x' });", [["axios", false]]],
    ["await axios.get(event.url);", "axios.defaults.timeout = 2000;", [["axios", null]]],
  ])("tell whether they end: %s", (body, top, expected) => {
    expect(timeouts(body, top)).toEqual(expected);
  });

  it("are not methods of other things", () => {
    expect(timeouts("await cache.get('a'); await repository.delete('b');", "import { cache, repository } from './own.mjs';")).toEqual([]);
  });

  it.each([
    ["requests.get(event['url'])", "requests", false],
    ["requests.post(event['url'], json={}, timeout=5)", "requests", true],
    ["session.get(event['url'])", "requests", false],
    ["httpx.get(event['url'])", "httpx", true],
    ["urllib.request.urlopen(event['url'])", "urllib", false],
    ["requests.get(event['url'], **options)", "requests", null],
  ])("tell whether they end in Python: %s", (call, library, hasTimeout) => {
    const source = `import requests\nimport httpx\nimport urllib.request\nsession = requests.Session()\ndef handler(event, context, options=None):\n    ${call}\n`;
    expect(pythonFacts(source).httpCalls).toMatchObject([{ library, hasTimeout }]);
  });

  it.each([
    ["http.Get(url)", false],
    ["client.Get(url)", true],
    ["bare.Get(url)", false],
    ["bare.Do(request)", null],
  ])("tell whether they end in Go: %s", (call, hasTimeout) => {
    const source = `package main\nimport (\n\t"context"\n\t"net/http"\n\t"time"\n\t"github.com/aws/aws-lambda-go/lambda"\n)\nvar client = &http.Client{Timeout: 5 * time.Second}\nvar bare = &http.Client{}\nfunc handle(ctx context.Context, url string) {\n\trequest, _ := http.NewRequestWithContext(ctx, "GET", url, nil)\n\t${call}\n}\nfunc main() { lambda.Start(handle) }\n`;
    expect(factsOf({ "main.go": source }, { runtime: "provided.al2023", handler: "bootstrap" }).httpCalls).toMatchObject([
      { library: "net/http", hasTimeout },
    ]);
  });
});
