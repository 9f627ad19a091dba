import { describe, expect, test } from "vitest";
import { serverlessFrameworkReader } from "../../../../src/stack/readers/serverless-framework/serverless-framework-reader.ts";
import { partsOfText } from "../../../../src/stack/readers/serverless-framework/variable-syntax.ts";
import { valueAt } from "../../../../src/stack/value.ts";
import { shown } from "../../../support/shown-value.ts";
import { readFiles } from "../../../support/read-files.ts";

/** What a variable gives as an environment variable V of a function, with the notes that it leaves. */
function given(value: string, others: { custom?: string; files?: Record<string, string> } = {}) {
  const reading = readFiles(serverlessFrameworkReader, {
    "svc/serverless.yml": `service: orders
provider: { name: aws, stage: "\${opt:stage, 'test'}", region: eu-west-1 }
custom: ${others.custom ?? "{}"}
params: { default: { size: 1 }, test: { size: 2 } }
functions:
  fn: { handler: index.handler, environment: { V: ${value} } }
`,
    ...others.files,
  });
  const variable = valueAt(reading.at("FnLambdaFunction").properties, "Environment", "Variables", "V");
  return { value: shown(variable), messages: reading.messages, files: reading.files };
}

describe("sources", () => {
  test.each([
    ["'${self:service}'", "orders"],
    ["'${self:provider.stage}'", "test"],
    ["'${sls:stage}'", "test"],
    ["'${opt:stage, self:provider.stage}'", "test"],
    ["'${opt:size, 5}'", 5],
    ["'${env:NAME, \"x, y\"}'", "x, y"],
    ["'${param:size}'", 2],
    ["'a-${sls:stage}-b'", "a-test-b"],
    ["'a-${aws:accountId}'", "a-{?AWS::AccountId}"],
    ["'${ssm:/path/secret}'", "?ssm:/path/secret is read at deployment"],
    ["'${cf:other.Output, \"x\"}'", "?cf:other.Output is read at deployment"],
    ["'${env:NAME}'", "?${env:NAME} is given at deployment"],
    ["'${made:up}'", "?the variable source made is not known"],
    ["{ 'Fn::Sub': 'x-${AWS::Region}-${sls:stage}' }", "x-{?AWS::Region}-test"],
  ])("%s is %j", (value, expected) => {
    const result = given(value);
    expect(result.value).toEqual(expected);
    expect(result.messages).toEqual([]);
  });

  test("a nested variable chooses the key", () => {
    const custom = "{ sizes: { test: 1, prod: 2 }, list: [a, b] }";
    expect(given("'${self:custom.sizes.${opt:size, \"test\"}}'", { custom }).value).toBe(1);
    expect(given("'${self:custom.list.1}'", { custom }).value).toBe("b");
    expect(given("'${self:custom.sizes.${opt:x, \"prod\"}}'", { custom }).value).toBe(2);
  });

  test("a key of a file that is a whole section may ask for another key of it", () => {
    const files = { "svc/custom.yml": "prefix: a-${sls:stage}\nname: ${self:custom.prefix}-x\nother: ${self:custom.missing}\n" };
    const result = given("'${self:custom.name}'", { custom: "${file(custom.yml)}", files });
    expect(result.value).toBe("a-test-x");
    expect(result.messages).toEqual([expect.stringContaining("custom.missing is not in the service's configuration")]);
  });

  test("a file gives its key also as version 4 writes it", () => {
    expect(given("'x-${file:./more.json#a.b}'", { files: { "svc/more.json": '{"a": {"b": 3}}' } })).toMatchObject({ value: "x-3", messages: [] });
    expect(given("'${file:none.json#a}'").messages).toEqual([expect.stringContaining("the file svc/none.json is not in the repository")]);
  });

  test("a file gives its key, relative to the service", () => {
    const files = {
      "svc/config/test.yml": "db:\n  host: h-${self:service}\n",
      "svc/more.json": '{"a": {"b": 3}}',
      "svc/note.txt": "text",
      "svc/code.js": "",
    };
    expect(given("'${file(config/${sls:stage}.yml):db.host}'", { files })).toMatchObject({ value: "h-orders", messages: [] });
    expect(given("'${file(./more.json):a.b}'", { files }).value).toBe(3);
    expect(given("'${file(note.txt)}'", { files }).value).toBe("text");
    expect(given("'${file(code.js):x}'", { files }).value).toBe("?svc/code.js is code that runs at deployment");
    expect(given("'${file(more.json):a.b}'", { files }).files).toEqual(["svc/serverless.yml", "svc/more.json"]);
  });
});

describe("what is not there", () => {
  test("is unknown and noted with its line where no fallback stands", () => {
    const { value, messages } = given("'${self:custom.nothing}'");
    expect(value).toBe("?${self:custom.nothing}: custom.nothing is not in the service's configuration");
    expect(messages).toEqual(["svc/serverless.yml:6 ${self:custom.nothing}: custom.nothing is not in the service's configuration"]);
  });

  test("in a file is noted, as is the file itself", () => {
    expect(given("'${file(a.yml):x.y}'", { files: { "svc/a.yml": "x: 1\n" } }).messages).toEqual([
      "svc/serverless.yml:6 ${file(a.yml):x.y}: x.y is not in svc/a.yml",
    ]);
    expect(given("'${file(none.yml)}'").messages).toEqual(["svc/serverless.yml:6 ${file(none.yml)}: the file svc/none.yml is not in the repository"]);
  });

  test("gives way to the fallback without a note", () => {
    expect(given("'${self:custom.nothing, file(none.yml):x, \"end\"}'")).toMatchObject({ value: "end", messages: [] });
  });

  test("outside of the repository stays unknown", () => {
    expect(given("'${file(../../../etc/passwd)}'").value).toBe("?a file outside of the repository");
  });
});

describe("hostile configuration", () => {
  test("a circle ends and is noted", () => {
    const { value, messages } = given("'${self:custom.a}'", { custom: "{ a: '${self:custom.b}', b: '${self:custom.a}' }" });
    expect(value).toMatch(/^\?/);
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.every((message) => message.includes("refers to itself"))).toBe(true);
  });

  test("values that unfold without end are cut off", () => {
    const levels = Array.from({ length: 40 }, (_, level) => `a${level + 1}: { x: '\${self:custom.a${level}}', y: '\${self:custom.a${level}}' }`);
    const { messages } = given("'${self:custom.a40}'", { custom: `{ a0: 1, ${levels.join(", ")} }` });
    expect(messages.some((message) => message.includes("too many values") || message.includes("nested too deeply"))).toBe(true);
  });

  test("braces without end are text", () => {
    expect(partsOfText("${".repeat(1000))).toEqual([{ literal: "${".repeat(1000) }]);
  });
});
