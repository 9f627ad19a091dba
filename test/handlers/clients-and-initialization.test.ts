import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";
import { factsOf, javascriptFacts, pythonFacts } from "./read-facts.ts";

beforeAll(() => loadGrammars());

const head = `import { S3Client } from "@aws-sdk/client-s3";\nimport pg from "pg";\n`;
const phases = (source: string) => javascriptFacts(head + source).clients.map((client) => client.phase);

describe("clients in JavaScript", () => {
  it.each([
    ["at the top level", "const s3 = new S3Client({}); export const handler = async () => s3;"],
    ["in a factory that the top level calls", "const make = () => new S3Client({}); const s3 = make(); export const handler = async () => s3;"],
    ["where none is kept yet", "let s3; export const handler = async () => { if (!s3) s3 = new S3Client({}); return s3; };"],
    ["with ??=", "let s3; export const handler = async () => { s3 ??= new S3Client({}); return s3; };"],
    [
      "in a getter that returns the kept one first",
      "let s3; function client() { if (s3) return s3; s3 = new S3Client({}); return s3; } export const handler = async () => client();",
    ],
    [
      "in the constructor of an object that the top level makes",
      "class App { constructor() { this.s3 = new S3Client({}); } async run() { return this.s3; } }\nconst app = new App(); export const handler = (event) => app.run(event);",
    ],
  ])("are made once: %s", (_, source) => {
    expect(phases(source)).toEqual(["init"]);
  });

  it.each([
    ["in the handler", "export const handler = async () => new S3Client({});"],
    ["in a function that the handler calls", "const make = () => new S3Client({}); export const handler = async () => make();"],
    [
      "in a constructor that the handler calls",
      "class App { constructor() { this.s3 = new S3Client({}); } } export const handler = async () => new App();",
    ],
    ["under a condition that keeps nothing", "const debug = true; export const handler = async () => { if (debug) return new S3Client({}); };"],
  ])("are made with every invocation: %s", (_, source) => {
    expect(phases(source)).toEqual(["invocation"]);
  });

  it("are not commands, exceptions or classes of another package", () => {
    expect(
      javascriptFacts(
        `import { GetObjectCommand, NoSuchKey } from "@aws-sdk/client-s3";\nimport { S3Client } from "./own.mjs";\nnew GetObjectCommand({}); new NoSuchKey({}); new S3Client();\nexport const handler = async () => 1;`,
        { "own.mjs": "export class S3Client {}" },
      ).clients,
    ).toEqual([]);
  });

  it("are HTTP clients too", () => {
    expect(javascriptFacts(`import axios from "axios";\nexport const handler = async () => axios.create({});`).clients).toMatchObject([
      { service: "http", library: "axios", phase: "invocation" },
    ]);
  });
});

describe("clients that a function makes", () => {
  it.each([
    [
      "and its only caller keeps",
      "let s3; const make = () => new S3Client({}); export const handler = async () => { s3 ??= make(); return s3; };",
      "init",
    ],
    [
      "through another one",
      "let s3; const inner = () => new S3Client({}); const make = () => inner(); export const handler = async () => { if (!s3) s3 = make(); return s3; };",
      "init",
    ],
    [
      "and one of its callers does not keep",
      "let s3; const make = () => new S3Client({}); export const handler = async (event) => { s3 ??= make(); return event.fresh ? make() : s3; };",
      "invocation",
    ],
  ])("%s are made as often as it runs", (_, source, phase) => {
    expect(phases(source)).toEqual([phase]);
  });
});

describe("clients that cannot be shared", () => {
  const tailored = (options: string) =>
    javascriptFacts(`${head}export const handler = async (event, context) => { const s3 = new S3Client(${options}); return s3; };`).clients.map(
      (client) => client.tailored,
    );

  it.each([
    ["credentials", "{ credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }"],
    ["a value of the event", "{ region: event.region }"],
    ["options of elsewhere", "await optionsOf(event)"],
    ["spread options", "{ ...event.options }"],
  ])("are made with %s", (_, options) => {
    expect(tailored(options)).toEqual([true]);
  });

  it.each(["{}", "{ region: process.env.AWS_REGION, maxAttempts: 2 }", ""])("are not those made with %s", (options) => {
    expect(tailored(options)).toEqual([false]);
  });

  it("are told in Python, Java and Go too", () => {
    const python = (call: string) => pythonFacts(`import boto3\ndef handler(event, context):\n    return ${call}\n`).clients[0]?.tailored;
    expect(python("boto3.client('s3')")).toBe(false);
    expect(python("boto3.client('s3', aws_session_token=event['token'])")).toBe(true);
    expect(python("boto3.Session(profile_name='x').client('s3')")).not.toBe(false);
    const java = (steps: string) =>
      factsOf(
        {
          "App.java": `import software.amazon.awssdk.services.sqs.SqsClient;\npublic class App { public void handleRequest(String e) { SqsClient.builder()${steps}.build(); } }`,
        },
        { runtime: "java21", handler: "App" },
      ).clients.map((client) => client.tailored);
    expect(java("")).toEqual([false]);
    expect(java(".credentialsProvider(of(e))")).toEqual([true]);
  });
});

describe("clients in Python", () => {
  it.each([
    ["at the top level", "s3 = boto3.client('s3')\ndef handler(event, context):\n    return s3", "init"],
    [
      "in a cached function",
      "@functools.lru_cache\ndef client():\n    return boto3.client('s3')\ndef handler(event, context):\n    return client()",
      "init",
    ],
    [
      "where none is kept yet",
      "_s3 = None\ndef client():\n    global _s3\n    if _s3 is None:\n        _s3 = boto3.client('s3')\n    return _s3\ndef handler(event, context):\n    return client()",
      "init",
    ],
    ["in the handler", "def handler(event, context):\n    return boto3.client('s3')", "invocation"],
  ])("made %s", (_, source, phase) => {
    expect(pythonFacts(`import boto3\nimport functools\n${source}\n`).clients.map((client) => client.phase)).toEqual([phase]);
  });
});

describe("databases", () => {
  it("are noted with phase and the pool's size", () => {
    const facts = javascriptFacts(
      `${head}import mysql from "mysql2/promise";\nconst pool = new pg.Pool({ max: 5 });\nexport const handler = async () => { const c = await mysql.createConnection({}); return [pool, c]; };`,
    );
    expect(facts.databaseConnections).toMatchObject([
      { library: "pg", phase: "init", poolMaximum: 5 },
      { library: "mysql2", phase: "invocation", poolMaximum: null },
    ]);
  });

  it("are noted in Python and Java", () => {
    expect(pythonFacts("import psycopg2\ndef handler(event, context):\n    return psycopg2.connect(host='x')\n").databaseConnections).toMatchObject([
      { library: "psycopg2", phase: "invocation" },
    ]);
    const java = `import java.sql.DriverManager;\npublic class App { public void handleRequest(String e) throws Exception { DriverManager.getConnection("jdbc:x"); } }`;
    expect(factsOf({ "App.java": java }, { runtime: "java21", handler: "App" }).databaseConnections).toMatchObject([
      { library: "jdbc", phase: "invocation" },
    ]);
  });

  it("are not other things of the same name", () => {
    expect(javascriptFacts("class Pool {}\nnew Pool({ max: 5 });\nconnect();\nexport const handler = async () => 1;").databaseConnections).toEqual(
      [],
    );
  });
});

describe("values that differ between instances", () => {
  it("are noted at the top level only", () => {
    const facts = javascriptFacts(
      `import { randomUUID } from "node:crypto";\nconst id = randomUUID();\nconst seed = Math.random();\nexport const handler = async () => randomUUID();`,
    );
    expect(facts.uniqueAtInit.map(({ what, at }) => `${what} ${at.startLine}`)).toEqual(["uuid 2", "random 3"]);
  });

  it("are noted in Python and Java", () => {
    expect(
      pythonFacts("import uuid\nimport random\nID = uuid.uuid4()\ndef handler(event, context):\n    return random.random()\n").uniqueAtInit,
    ).toMatchObject([{ what: "uuid" }]);
    const java = `import java.util.UUID;\npublic class App {\n  private final String id = UUID.randomUUID().toString();\n  public String handleRequest(String e) { return UUID.randomUUID().toString(); }\n}`;
    expect(factsOf({ "App.java": java }, { runtime: "java21", handler: "App" }).uniqueAtInit).toMatchObject([{ what: "uuid", at: { startLine: 3 } }]);
  });
});
