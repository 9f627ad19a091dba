import { beforeAll, describe, expect, test } from "vitest";
import { serverlessFrameworkReader } from "../../../src/stack/readers/serverless-framework/serverless-framework-reader.ts";
import { cloudformationReader } from "../../../src/stack/readers/cloudformation/cloudformation-reader.ts";
import { terraformReader } from "../../../src/stack/readers/terraform/terraform-reader.ts";
import { loadGrammars } from "../../../src/syntax/tree-sitter.ts";
import { readFiles } from "../../support/read-files.ts";

beforeAll(() => loadGrammars());

describe("a service of the Serverless Framework", () => {
  const properties = (text: string, settings = "") =>
    readFiles(serverlessFrameworkReader, {
      "serverless.yml": `service: s\nprovider: { name: aws, runtime: nodejs22.x }\n${text}\nfunctions:\n  one: { handler: a.b${settings} }\n`,
    }).properties("OneLambdaFunction");

  test.each([
    ["build: { esbuild: { target: node22 } }", "", "node22"],
    ["build: { esbuild: { target: [es2022, node22] } }", "", "es2022,node22"],
    ["build: { esbuild: { target: node22 } }", ", build: other", undefined],
    ["plugins: [serverless-esbuild]\ncustom: { esbuild: { target: node20 } }", "", "node20"],
    ["plugins: { modules: [serverless-esbuild] }\ncustom: { esbuild: { target: node20 } }", ", skipEsbuild: true", undefined],
    ["plugins: [serverless-esbuild]\ncustom: { esbuild: { config: ./esbuild.js, target: node20 } }", "", undefined],
    ["custom: { esbuild: { target: node20 } }", "", undefined],
  ])("tells its bundler's target: %s%s", (text, settings, expected) => {
    expect(properties(text, settings)).toHaveProperty("Handler", "a.b");
    expect(properties(text, settings)["BundlerTarget"]).toBe(expected);
  });

  test.each([
    ["package: { patterns: ['!**', 'bin/**', '!bin/x'] }", "", ["bin/**"]],
    ["package: { individually: true, patterns: ['!./**'] }", ", package: { patterns: ['bin/one'] }", ["bin/one"]],
    ["package: { patterns: ['!**', 'bin/**'] }", ", package: { patterns: ['bootstrap'] }", ["bin/**"]],
    ["package: { patterns: ['bin/**'] }", "", undefined],
    ["package: { patterns: ['!**', 'bin/**'], include: ['x'] }", "", undefined],
    ["package: { patterns: ['!**', 'bin/**'] }", ", package: { artifact: a.zip }", undefined],
    ["package: { patterns: ['!**', 'bin/**'] }\nplugins: [serverless-go-plugin]", "", undefined],
    ["package: { patterns: ['!**', '${file(patterns.js):all}'] }", "", undefined],
  ])("tells what its package holds: %s%s", (text, settings, expected) => {
    expect(properties(text, settings)["PackageContents"]).toEqual(expected);
  });
});

test("SAM's esbuild tells its target where it is written", () => {
  const text = (method: string) =>
    `Transform: AWS::Serverless-2016-10-31\nResources:\n  One:\n    Type: AWS::Serverless::Function\n    Metadata:\n      BuildMethod: ${method}\n      BuildProperties:\n        Target: node22\n    Properties: { Handler: a.b }\n`;
  const target = (method: string) =>
    readFiles(cloudformationReader, { "template.yaml": text(method) })
      .at("One")
      ?.properties.entries.get("BundlerTarget");
  expect(target("esbuild")).toMatchObject({ value: { value: "node22" }, at: { startLine: 8 } });
  expect(target("makefile")).toBeUndefined();
});

describe("an archive of Terraform", () => {
  const contents = (source: string, filename = "data.archive_file.a.output_path") =>
    readFiles(terraformReader, {
      "main.tf": `data "archive_file" "a" {\n  type = "zip"\n  output_path = "a.zip"\n  ${source}\n}\nresource "aws_lambda_function" "one" {\n  function_name = "one"\n  filename = ${filename}\n}\n`,
    }).properties("aws_lambda_function.one")["PackageContents"];

  test.each([
    ['source_file = "${path.module}/bin/main"', ["main"]],
    ['source {\n    content = "x"\n    filename = "a/b.sh"\n  }\n  source {\n    content = "y"\n    filename = "c"\n  }', ["a/b.sh", "c"]],
    ['source_content = "x"\n  source_content_filename = "run.sh"', ["run.sh"]],
    ['source_dir = "bin"', undefined],
    ['source_file = "bin/${var.name}"', undefined],
  ])("tells the names of the files that it is made of: %j", (source, expected) => {
    expect(contents(source)).toEqual(expected);
  });

  test("is found by the path that it writes to", () => {
    expect(contents('source_file = "bin/main"', '"a.zip"')).toEqual(["main"]);
    expect(contents('source_file = "bin/main"', '"b.zip"')).toBeUndefined();
  });
});
