import { beforeAll, expect, test } from "vitest";
import { snapshotOf } from "../../../src/change/lazy-snapshot.ts";
import { understandSnapshot } from "../../../src/review/understand.ts";
import type { StackTools } from "../../../src/stack/build-stack.ts";
import { createStackTools } from "../../../src/stack/stack-tools.ts";
import { entryOf } from "../../../src/stack/value.ts";

let tools: StackTools;

beforeAll(async () => {
  tools = await createStackTools();
});

const paths = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`/orders/${index}`, { get: { summary: "an order" } }]));
const document = JSON.stringify({ openapi: "3.0.0", paths });

const terraform = ["one", "two"]
  .map((name) => `resource "aws_api_gateway_rest_api" "${name}" {\n  name = "${name}"\n  body = file("openapi.json")\n}\n`)
  .join("");

const include = "Fn::Transform: { Name: AWS::Include, Parameters: { Location: openapi.json } }";
const sam = `Transform: AWS::Serverless-2016-10-31
Resources:
  one: { Type: AWS::Serverless::Api, Properties: { StageName: v1, DefinitionBody: { ${include} } } }
  two: { Type: AWS::Serverless::Api, Properties: { StageName: v1, DefinitionBody: { ${include} } } }
`;

test.each([
  ["Terraform's file()", { "main.tf": terraform }, "Body"],
  ["an include of SAM", { "template.yaml": sam }, "DefinitionBody"],
])("two APIs with one document through %s hold the same tree", async (_, files, property) => {
  const stack = await understandSnapshot(snapshotOf({ "openapi.json": document, ...files }), tools);
  const [one, two] = ["one", "two"].map((name) => stack.resources.find((resource) => resource.kind === "api" && resource.name === name));
  const tree = one && entryOf(one.properties, property)?.value;
  expect(tree?.kind).toBe("map");
  expect(two && entryOf(two.properties, property)?.value).toBe(tree);
});
