import { describe, expect, it } from "vitest";
import { invocationsOf } from "../../../../src/stack/invocations.ts";
import { stackOf } from "../../../support/stack-of.ts";

/** How `book` is invoked in a service of these lines, as "service by what". */
async function callsOf(functions: string, more = ""): Promise<readonly string[]> {
  const stack = await stackOf({
    "serverless.yml": `service: shop
provider: { name: aws, runtime: nodejs22.x }
functions:
  book: { handler: book.handler }
  pay:
    handler: pay.handler
${functions}
${more}`,
  });
  const book = stack.resourcesOf("function").find(({ name }) => name === "book");
  if (book === undefined) throw new Error("no function book");
  return invocationsOf(stack, book).map(({ service, link }) => `${service} by ${link?.from.resource?.name ?? "?"}`);
}

const appSync = (api: string) => `plugins: [serverless-appsync-plugin]\n${api}`;

describe("a function that the plugin for AppSync is given", () => {
  it.each([
    ["by name", "appSync: { name: api, dataSources: { books: { type: AWS_LAMBDA, config: { functionName: book } } } }"],
    ["by ARN", "appSync: { dataSources: { books: { type: AWS_LAMBDA, config: { functionArn: !GetAtt BookLambdaFunction.Arn } } } }"],
    ["at a resolver", "appSync: { resolvers: { Query.book: { dataSource: { type: AWS_LAMBDA, config: { functionName: book } } } } }"],
    ["in a list", "custom: { appSync: [{ dataSources: [{ type: AWS_LAMBDA, name: books, config: { functionName: book } }] }] }"],
  ])("is a data source, %s", async (_, api) => {
    expect(await callsOf("", appSync(api))).toEqual(["appsync by ?"]);
  });

  it.each([
    ["a table", appSync("appSync: { dataSources: { books: { type: AMAZON_DYNAMODB, config: { tableName: book } } } }")],
    ["nothing without the plugin", "appSync: { dataSources: { books: { type: AWS_LAMBDA, config: { functionName: book } } } }"],
  ])("is no data source where that is %s", async (_, more) => {
    expect(await callsOf("", more)).toEqual([]);
  });
});

describe("a function beside another", () => {
  it("is called as the other's traffic moves", async () => {
    const settings = "    deploymentSettings: { type: Linear10PercentEvery1Minute, alias: live, preTrafficHook: book }";
    expect(await callsOf(settings, "plugins: [serverless-plugin-canary-deployments]")).toEqual(["codedeploy by ?"]);
    expect(await callsOf(settings)).toEqual([]);
  });

  it.each([
    ["its key", "book"],
    ["a map with its name", "{ name: book, identitySource: [route.request.header.Auth] }"],
    ["its ARN", "{ arn: !GetAtt BookLambdaFunction.Arn, name: guard }"],
  ])("lets clients of a WebSocket in by %s", async (_, authorizer) => {
    const calls = await callsOf(`    events: [{ websocket: { route: $connect, authorizer: ${authorizer} } }]`);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatch(/^authorizer by (?:book|guard)$/);
  });

  it("is not asked where IAM decides", async () => {
    expect(await callsOf("    events: [{ websocket: { route: $connect, authorizer: aws_iam } }]")).toEqual([]);
  });
});
