import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";
import { factsOf, javascriptFacts, linesOf, pythonFacts, typescriptFacts } from "./read-facts.ts";

beforeAll(() => loadGrammars());

describe("the signature", () => {
  it("gives parameters, whether it is async, and imports that run", () => {
    const facts = typescriptFacts(
      `import type { SQSEvent } from "aws-lambda";\nimport axios from "axios";\nconst fs = require("node:fs");\nexport function handler(event: SQSEvent, context, callback) { callback(null); }`,
    );
    expect(facts.parameters.map(({ name }) => name)).toEqual(["event", "context", "callback"]);
    expect(facts.isAsync).toBe(false);
    expect(facts.imports.map(({ module }) => module)).toEqual(["axios", "node:fs"]);
  });

  it("tells answers through context and callback", () => {
    const facts = javascriptFacts(
      "export const handler = (event, context, done) => { if (event.a) return context.succeed(1); if (event.b) context.done(); done(null, 'ok'); };",
    );
    expect(facts.invocationsOfContext.map(({ name }) => name)).toEqual(["succeed", "done", "callback"]);
    expect(
      javascriptFacts(
        "export const handler = async (event, context) => { event.done(); task.fail(); callback(); };\nimport { task, callback } from 'x';",
      ).invocationsOfContext,
    ).toEqual([]);
  });
});

describe("logs of the event", () => {
  it.each([
    "console.log(event);",
    "console.log('got', JSON.stringify(event, null, 2));",
    "console.info(`event ${JSON.stringify(event)}`);",
    "logger.info('got', { event });",
    "console.log(event.headers);",
    "console.debug(event);",
    "show(event);",
  ])("are found in %s", (body) => {
    expect(
      javascriptFacts(
        `import { Logger } from "@aws-lambda-powertools/logger";\nconst logger = new Logger();\nconst show = (value) => console.log(value);\nexport const handler = async (event) => { ${body} };`,
      ).eventLogs,
    ).toHaveLength(1);
  });

  it.each([
    "console.log(event.id);",
    "console.log('event');",
    "console.log({ requestId: event.requestContext.requestId });",
    "save(event);",
    "logger.debug('got', { event });",
    "console.log(event.Records.length);",
  ])("are not found in %s", (body) => {
    expect(
      javascriptFacts(
        `import { Logger } from "@aws-lambda-powertools/logger";\nimport { save } from "x";\nconst logger = new Logger();\nexport const handler = async (event) => { ${body} };`,
      ).eventLogs,
    ).toEqual([]);
  });

  it("are found in Python", () => {
    const source =
      "import json\nimport logging\nlogger = logging.getLogger()\ndef handler(event, context):\n    print(event)\n    logger.info('event: %s', json.dumps(event))\n    logger.info(f'event: {event}')\n    logger.info('id %s', event['id'])\n";
    expect(linesOf(pythonFacts(source).eventLogs)).toEqual([5, 6, 7]);
  });
});

describe("files", () => {
  it("gives the paths that are written, as far as they are written out", () => {
    const facts = javascriptFacts(
      `import fs from "node:fs";\nimport { writeFile } from "node:fs/promises";\nexport const handler = async (event) => { fs.writeFileSync("./cache.json", ""); await writeFile(\`/tmp/\${event.id}.pdf\`, ""); await writeFile(event.path, ""); fs.readFileSync("./config.json"); };`,
    );
    expect(facts.fileWrites.map(({ path }) => path)).toEqual(["./cache.json", "/tmp/"]);
  });

  it("does so in Python", () => {
    const source =
      "def handler(event, context):\n    open('out.txt', 'w')\n    open('in.txt')\n    open('/tmp/a', mode='ab')\n    open('in.bin', 'rb')\n";
    expect(pythonFacts(source).fileWrites.map(({ path }) => path)).toEqual(["out.txt", "/tmp/a"]);
  });
});

describe("what stays between invocations", () => {
  it.each([
    ["a list that grows", "const seen = [];", "seen.push(event.id);"],
    ["a variable that takes data of the event", "let tenant;", "tenant = event.requestContext.authorizer.tenant;"],
  ])("is %s", (_, top, body) => {
    expect(javascriptFacts(`${top}\nexport const handler = async (event) => { ${body} };`).globalMutations).toHaveLength(1);
  });

  it.each([
    ["a list of the invocation", "", "const seen = []; seen.push(event.id);"],
    ["a list that is emptied", "const seen = [];", "seen.length = 0; seen.push(event.id);"],
    ["a cache by key", "const cache = new Map();", "cache.set(event.id, await load());"],
    ["a kept client", "let client;", "client ??= await load(event);"],
    ["a kept answer", "let rates;", "rates = await load();"],
    ["a list filled at load", "const routes = [];\nroutes.push('a');", "return routes.length;"],
  ])("is not %s", (_, top, body) => {
    expect(javascriptFacts(`${top}\nconst load = async () => 1;\nexport const handler = async (event) => { ${body} };`).globalMutations).toEqual([]);
  });

  it("is found in Python", () => {
    const source = (body: string) => `results = []\ntenant = None\ndef handler(event, context):\n    global tenant\n    ${body}\n`;
    expect(pythonFacts(source("results.append(event['id'])")).globalMutations).toMatchObject([{ name: "results" }]);
    expect(pythonFacts(source("tenant = event['tenant']")).globalMutations).toMatchObject([{ name: "tenant" }]);
    expect(pythonFacts(source("results.clear()\n    results.append(event['id'])")).globalMutations).toEqual([]);
  });
});

describe("API answers", () => {
  it.each([
    ["return { statusCode: 200, body: JSON.stringify(event) };", [200, "string"]],
    ["return { statusCode: 200, body: { ok: true } };", [200, "object"]],
    ["return { statusCode: event.status, body: render(event) };", ["computed", "computed"]],
    ["return { statusCode: 204 };", [204, "absent"]],
    ["return { body: 'ok' };", [null, "string"]],
    ["const response = { statusCode: 200, body: `id ${event.id}` }; return response;", [200, "string"]],
  ])("are read from %s", (body, expected) => {
    const [response] = javascriptFacts(`import { render } from "x";\nexport const handler = async (event) => { ${body} };`).responses;
    expect([response?.statusCode, response?.body]).toEqual(expected);
  });

  it.each([
    "if (answer.statusCode === 200) return 1;",
    "await post({ body: 'x' });",
    "const expected = { statusCode: 200 }; check(expected);",
    "return { ...event, body: 'x' };",
  ])("are not read from %s", (body) => {
    expect(javascriptFacts(`import { answer, check, post } from "x";\nexport const handler = async (event) => { ${body} };`).responses).toEqual([]);
  });

  it("tell the place of what JavaScript gives as body", () => {
    const code = "export const handler = async (event) => { return { statusCode: 200, body: { ok: true } }; };";
    const at = javascriptFacts(code).responses[0]?.bodyAt;
    expect(code.slice(at?.start, at?.end)).toBe("{ ok: true }");
    expect(javascriptFacts("export const handler = async (body) => { return { statusCode: 200, body }; };").responses[0]?.bodyAt).toBeUndefined();
  });

  it("are read in Python", () => {
    expect(pythonFacts("import json\ndef handler(event, context):\n    return {'statusCode': 200, 'body': {'ok': True}}\n").responses).toMatchObject([
      { statusCode: 200, body: "object" },
    ]);
  });

  it("tell policies that name the called method only", () => {
    const source = (resource: string) =>
      `export const handler = async (event) => allow("user", ${resource});\nconst allow = (principalId, resource) => ({ principalId, policyDocument: { Version: "2012-10-17", Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: resource }] } });`;
    expect(javascriptFacts(source("event.methodArn")).methodArnPolicies).toHaveLength(1);
    expect(javascriptFacts(source("'*'")).methodArnPolicies).toEqual([]);
    expect(javascriptFacts(source("event.methodArn.split('/')[0] + '/*'")).methodArnPolicies).toEqual([]);
  });
});

describe("stream images and idempotency", () => {
  it("names the images that are read, with their place", () => {
    const facts = javascriptFacts(
      "export const handler = async (event) => {\n  for (const { dynamodb: { NewImage } } of event.Records) use(NewImage);\n  return event.Records[0].dynamodb.OldImage;\n};\nconst use = (x) => x;",
    );
    expect(facts.streamImagesRead.map(({ image, at }) => `${image} ${at.startLine}`)).toEqual(["NewImage 2", "OldImage 3"]);
    expect(pythonFacts("def handler(event, context):\n    return event['Records'][0]['dynamodb']['OldImage']\n").streamImagesRead).toMatchObject([
      { image: "OldImage" },
    ]);
    expect(javascriptFacts("export const handler = async () => 'NewImage';").streamImagesRead).toEqual([]);
  });

  it.each([
    `import { makeIdempotent } from "@aws-lambda-powertools/idempotency";\nexport const handler = makeIdempotent(async () => 1, {});`,
    `import { PutCommand } from "@aws-sdk/lib-dynamodb";\nexport const handler = async () => db.send(new PutCommand({ TableName: "t", ConditionExpression: "attribute_not_exists(id)" }));`,
    `export const handler = async (event) => fetch("x", { headers: { "Idempotency-Key": event.id } });`,
  ])("sees that work is not done twice: %s", (source) => {
    expect(javascriptFacts(source).idempotency.length).toBeGreaterThan(0);
  });

  it("sees nothing of it in plain writes", () => {
    expect(
      javascriptFacts(
        `import { PutCommand } from "@aws-sdk/lib-dynamodb";\nexport const handler = async () => db.send(new PutCommand({ TableName: "t", Item: {} }));`,
      ).idempotency,
    ).toEqual([]);
  });
});

describe("work after an answer", () => {
  const after = (body: string) =>
    factsOf(
      { "index.js": `exports.run = async (req, res) => {\n${body}\n};\nasync function save() {}` },
      { platform: "google", runtime: "nodejs22", handler: "run" },
    ).afterResponse;

  it("is found", () => {
    expect(linesOf(after("res.status(200).send('ok');\nawait save();"))).toEqual([3]);
  });

  it.each([
    "await save();\nres.send('ok');",
    "res.send('ok');\nreturn;",
    "if (!req.body) { res.status(400).end(); return; }\nawait save();\nres.send('ok');",
    "res.send('ok');\nconsole.log('done');",
  ])("is not found in %s", (body) => {
    expect(after(body)).toEqual([]);
  });
});

describe("injections", () => {
  const into = (statement: string) =>
    javascriptFacts(
      `import { exec, execFile } from "node:child_process";\nimport { pool } from "./pool.mjs";\nexport const handler = async (event) => {\n  const { id } = JSON.parse(event.body);\n  ${statement}\n};\nconst find = (where) => pool.query("SELECT * FROM orders WHERE " + where);`,
    ).injections.map((found) => found.into);

  it.each([
    ["await pool.query(`SELECT * FROM orders WHERE id = '${id}'`);", ["sql"]],
    ["await find(event.queryStringParameters.where);", ["sql"]],
    ["exec('convert ' + event.file);", ["shell"]],
    ["return eval(event.code);", ["eval"]],
  ])("are found in %s", (statement, expected) => {
    expect(into(statement)).toEqual(expected);
  });

  it.each([
    "await pool.query('SELECT * FROM orders WHERE id = $1', [id]);",
    "await pool.query(`SELECT * FROM ${table}`); var table = 'orders';",
    "execFile('convert', [event.file]);",
    "await search.query(`orders of ${id}`); var search = pool;",
  ])("are not found in %s", (statement) => {
    expect(into(statement)).toEqual([]);
  });

  it("are found in Python", () => {
    const source = (statement: string) =>
      `import os\nimport pickle\nimport subprocess\ndef handler(event, context):\n    name = event["name"]\n    ${statement}\n`;
    expect(pythonFacts(source("cursor.execute(f\"SELECT * FROM users WHERE name = '{name}'\")")).injections).toMatchObject([{ into: "sql" }]);
    expect(pythonFacts(source("cursor.execute('SELECT * FROM users WHERE name = %s' % name)")).injections).toMatchObject([{ into: "sql" }]);
    expect(pythonFacts(source("subprocess.run(f'convert {name}', shell=True)")).injections).toMatchObject([{ into: "shell" }]);
    expect(pythonFacts(source("pickle.loads(event['body'])")).injections).toMatchObject([{ into: "pickle" }]);
    expect(pythonFacts(source("cursor.execute('SELECT * FROM users WHERE name = %s', (name,))")).injections).toEqual([]);
    expect(pythonFacts(source("subprocess.run(['convert', name])")).injections).toEqual([]);
  });
});
