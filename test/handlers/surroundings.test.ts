import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";
import { factsOf, handlerOf, javascriptFacts, pythonFacts } from "./read-facts.ts";

beforeAll(() => loadGrammars());

const code = "export const handler = async () => 1;";
const node = { runtime: "nodejs22.x", handler: "app.handler", codePath: "src" };

describe("the packages of a handler", () => {
  it("are those of every manifest from its folder upward, and those that lie in the repository", () => {
    const files = {
      "src/app.mjs": code,
      "src/package.json": `{ "dependencies": { "uuid": "1" } }`,
      "package.json": `{ "name": "x", "devDependencies": { "aws-sdk": "2" } }`,
      "src/node_modules/gm/index.js": "",
    };
    expect(handlerOf(files, node)).toMatchObject({ packages: new Set(["gm", "uuid", "aws-sdk"]) });
  });

  it("are none without a manifest, and not known where one cannot be read", () => {
    expect(handlerOf({ "src/app.mjs": code }, node)).toMatchObject({ packages: new Set() });
    expect(handlerOf({ "src/app.mjs": code, "package.json": "{ broken" }, node)).not.toHaveProperty("packages");
  });
});

describe("the language of a handler", () => {
  const python = "def handler(event, context):\n    return 1\n";

  it("is told where the runtime cannot run it", () => {
    expect(handlerOf({ "src/app.py": python }, node)).toMatchObject({ state: "not-read", otherLanguage: { language: "python", path: "src/app.py" } });
    expect(handlerOf({ "src/app.js": code }, { ...node, runtime: "java21" })).toMatchObject({ otherLanguage: { language: "javascript" } });
  });

  it.each([
    ["a file that the runtime can run", { "src/app.py": python, "src/other.js": code }],
    ["a Makefile", { "src/app.py": python, "src/Makefile": "build-App:\n\tmake\n" }],
    ["no such file", { "src/main.py": python }],
  ])("is not told beside %s", (_what, files) => {
    expect(handlerOf(files, node)).not.toHaveProperty("otherLanguage");
  });
});

describe("the processor that a build is for", () => {
  const request = { runtime: "provided.al2023", handler: "bootstrap", codePath: "src" };

  it.each([
    ["GOARCH=amd64 go build", "x86_64"],
    ["GOARCH = arm64", "arm64"],
    ["pip install --platform manylinux2014_aarch64 -t .", "arm64"],
    ["cargo build --target x86_64-unknown-linux-musl", "x86_64"],
  ])("is read from a Makefile: %s", (line, architecture) => {
    expect(handlerOf({ "src/main.go": "package main", "src/Makefile": `build:\n\t${line}\n` }, request)).toMatchObject({
      buildTarget: { architecture, at: { startLine: 2 } },
    });
  });

  it.each(["GOARCH=$(ARCH) go build", "# GOARCH=amd64", "GOARCH=amd64 go build && GOARCH=arm64 go build"])("is not read from %s", (line) => {
    expect(handlerOf({ "src/main.go": "package main", "src/Makefile": `build:\n\t${line}\n` }, request)).not.toHaveProperty("buildTarget");
  });

  it("is that of an image's last stage, or what is compiled for", () => {
    const image = { packageType: "Image", dockerfile: "app/Dockerfile" };
    expect(handlerOf({ "app/Dockerfile": "FROM --platform=linux/arm64 base\n" }, image)).toMatchObject({ buildTarget: { architecture: "arm64" } });
    expect(handlerOf({ "app/Dockerfile": "FROM --platform=linux/amd64 go AS build\nFROM base\n" }, image)).not.toHaveProperty("buildTarget");
  });
});

describe("facts", () => {
  it("tell catches of one kind of error from those of all", () => {
    const kinds = (clause: string) =>
      pythonFacts(`def handler(event, context):\n    try:\n        work()\n    ${clause}:\n        print(1)\n`).catches.map(
        ({ catchesAll }) => catchesAll,
      );
    expect(
      [kinds("except"), kinds("except Exception as error"), kinds("except KeyError"), kinds("except (KeyError, ValueError) as error")].flat(),
    ).toEqual([true, true, false, false]);
    const java = (type: string) =>
      `public class App { public void handleRequest(Object e) { try { work(); } catch (${type} error) { log(error); } } }`;
    const inJava = (type: string) =>
      factsOf({ "App.java": java(type) }, { runtime: "java21", handler: "App" }).catches.map(({ catchesAll }) => catchesAll);
    expect([inJava("Exception"), inJava("IOException | RuntimeException"), inJava("IOException")].flat()).toEqual([true, true, false]);
  });

  it("tell clients whose service is computed", () => {
    expect(pythonFacts("import boto3\ndef handler(event, context):\n    return boto3.client(event['name'])\n").clientsComplete).toBe(false);
    expect(pythonFacts("import boto3\nclient = boto3.client('sqs')\ndef handler(event, context):\n    return client\n").clientsComplete).toBe(true);
  });

  it("leave out calls of the environment itself, and do not judge options that something else makes", () => {
    const calls = (call: string) =>
      javascriptFacts(`export const handler = async (event) => { await ${call}; };`).httpCalls.map(({ hasTimeout }) => hasTimeout);
    expect([calls("fetch('http://localhost:2772/x')"), calls("fetch(`http://127.0.0.1:${event.port}/x`)")]).toEqual([[], []]);
    expect([
      calls("fetch('https://x.example')"),
      calls("fetch('https://x.example', event.options)"),
      calls("fetch('https://x.example', make())"),
    ]).toEqual([[false], [null], [null]]);
  });

  it("tell answers of the entry itself from others, also behind a decorator that may change them", () => {
    expect(
      javascriptFacts("const make = () => ({ statusCode: 200, body: {} });\nexport const handler = async () => make();").responses,
    ).toMatchObject([{ ofEntry: false }]);
    expect(javascriptFacts("export const handler = async () => ({ statusCode: 200, body: {} });").responses).toMatchObject([{ ofEntry: true }]);
    expect(
      pythonFacts("from answers import dumped\n@dumped\ndef handler(event, context):\n    return {'statusCode': 200, 'body': {}}\n").responses,
    ).toMatchObject([{ ofEntry: false }]);
  });
});
