import { describe, expect, test } from "vitest";
import { serverlessFrameworkReader } from "../../../../src/stack/readers/serverless-framework/serverless-framework-reader.ts";
import { valueAt } from "../../../../src/stack/value.ts";
import { readFiles } from "../../../support/read-files.ts";
import { shown } from "../../../support/shown-value.ts";

/** What a variable gives as the environment variable V of a function, in a service of these sections. */
function given(value: string, sections: string, files: Record<string, string> = {}) {
  const reading = readFiles(serverlessFrameworkReader, {
    "serverless.yml": `service: orders
provider: { name: aws, stage: "\${opt:stage, 'dev'}" }
${sections}
functions:
  fn: { handler: index.handler, environment: { V: ${value} } }
`,
    ...files,
  });
  expect(reading.messages).toEqual([]);
  return shown(valueAt(reading.at("FnLambdaFunction").properties, "Environment", "Variables", "V"));
}

const byStage = "'${self:custom.size.${sls:stage}}'";

describe("a value that is chosen by the stage", () => {
  test.each([
    ["agree", "{ dev: 5, staging: 5, prod: 5 }", 5],
    ["differ, production's counts", "{ dev: 1, prod: 3 }", 3],
    ["differ, production's counts under its other names", "{ dev: 1, live: 3 }", 3],
    ["differ and none is production, nobody knows", "{ dev: 1, staging: 3 }", "?it differs by stage: 1 in dev, 3 in staging"],
    [
      "differ in texts, they are not shown",
      "{ dev: secret-a, staging: secret-b }",
      "?it differs by stage: another value in dev, another value in staging",
    ],
    ["differ by their own names alone, the default's counts", "{ dev: orders-dev-x, prod: orders-prod-x }", "orders-dev-x"],
    ["are one", "{ dev: 1 }", 1],
    ["leave out the default stage", "{ staging: 1, prod: 2 }", 2],
  ])("where stages %s", (_what, sizes, expected) => {
    expect(given(byStage, `custom: { size: ${sizes} }`)).toBe(expected);
  });

  test.each([
    "'${self:custom.size.${opt:stage, \"dev\"}}'",
    "'${self:custom.size.${self:provider.stage}}'",
    "'${self:custom.size.${self:custom.stage}}'",
    "'${self:custom.of-${sls:stage}.size}'",
    "'${self:custom.indirect}'",
    "'${self:custom.size.${sls:stage}, 9}'",
  ])("is chosen however the stage is written: %s", (value) => {
    const custom = `custom:
  stage: "\${opt:stage, self:provider.stage}"
  size: { dev: 1, prod: 3 }
  of-dev: { size: 1 }
  of-prod: { size: 3 }
  indirect: "\${self:custom.size.\${sls:stage}}"`;
    expect(given(value, custom)).toBe(3);
  });

  test("takes the fallback where a stage has none of its own", () => {
    expect(given("'${self:custom.size.${sls:stage}, self:custom.size.default}'", "custom: { size: { default: 1, prod: 3 } }")).toBe(3);
    expect(given("'${self:custom.size.${sls:stage}, self:custom.size.default}'", "custom: { size: { default: 1, eu: 1 } }")).toBe(1);
  });

  test("may be a map of which only parts differ", () => {
    const stages = "{ dev: { a: 1, b: 2, c: 3 }, prod: { a: 1, b: 5, d: 6 } }";
    expect(given(byStage, `custom: { size: ${stages} }`)).toEqual({ a: 1, b: 5, d: 6 });
    expect(given(byStage, `custom: { size: ${stages.replace("prod", "staging")} }`)).toEqual({
      a: 1,
      b: "?it differs by stage: 2 in dev, 5 in staging",
      c: "?it is given in dev only",
      d: "?it is given in staging only",
    });
  });

  test("may be a parameter, of version 3 or 4", () => {
    expect(given("'${param:size}'", "params: { default: { size: 1 }, prod: { size: 3 } }")).toBe(3);
    expect(given("'${param:size}'", "params: { default: { size: 1 }, staging: { size: 3 } }")).toBe("?it differs by stage: 1 in dev, 3 in staging");
    expect(given("'${param:size}'", "stages: { default: { params: { size: 1 } }, prod: { params: { size: 3 } } }")).toBe(3);
    expect(given("'${param:size}'", "params: { default: { size: 1 }, prod: { other: 3 } }")).toBe(1);
  });

  test("may stand in a file of the stage", () => {
    const files = { "config/dev.yml": "size: 1\n", "config/prod.yml": "size: 3\n" };
    expect(given("'${file(config/${sls:stage}.yml):size}'", "custom: {}", files)).toBe(3);
    expect(given("'${file(config/${sls:stage}.yml):size}'", "custom: {}", { "config/dev.yml": "size: 1\n" })).toBe(1);
  });

  test("is not the stage's own name, and not what another variable chooses", () => {
    const custom = 'custom: { prod: 1, size: { dev: 1, prod: 3, "us-east-1": 7 } }';
    expect(given("'orders-${sls:stage}'", custom)).toBe("orders-dev");
    expect(given("'${self:custom.size.${opt:size, \"dev\"}}'", custom)).toBe(1);
    expect(given("'${self:custom.size.${self:provider.region}}'", custom)).toBe(7);
  });

  test("is compared in six stages at most, production among them", () => {
    const sizes = Array.from({ length: 30 }, (_, index) => `s${index}: ${index}`).join(", ");
    expect(given(byStage, `custom: { size: { ${sizes} } }`)).toMatch(/^\?it differs by stage: 0 in s0, (?:\d in s\d, ){3}\d in s\d$/u);
    expect(given(byStage, `custom: { size: { ${sizes}, prod: 33 } }`)).toBe(33);
  });
});
