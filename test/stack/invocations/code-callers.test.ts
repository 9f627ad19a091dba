import { describe, expect, it } from "vitest";
import { snapshotOf } from "../../../src/change/lazy-snapshot.ts";
import { understandSnapshot } from "../../../src/review/understand.ts";
import { invocationsOf } from "../../../src/stack/invocations.ts";
import { createStackTools } from "../../../src/stack/stack-tools.ts";

const template = (environment: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: book.handler
      CodeUri: src/
      Environment: { Variables: ${environment} }
  Pay:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, Handler: pay.handler, CodeUri: src/, AutoPublishAlias: live }
  Mail:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, Handler: pay.handler, CodeUri: src/ }
`;

const code = (call: string) => `import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
const client = new LambdaClient({});
const other = process.env.OTHER;
export const handler = async (event) => {
  ${call}
};
`;
const ask = "const ask = async (name) => client.send(new InvokeCommand({ FunctionName: name }));";

/** How `Pay` is invoked where `Book` has this environment and makes this call. */
async function callsOfPay(environment: string, call: string): Promise<readonly string[]> {
  const files = { "template.yaml": template(environment), "src/book.mjs": code(call), "src/pay.mjs": "export const handler = async () => {};\n" };
  const stack = await understandSnapshot(snapshotOf(files), await createStackTools());
  const pay = stack.resourcesOf("function").find(({ name }) => name === "Pay");
  if (pay === undefined) throw new Error("no function Pay");
  return invocationsOf(stack, pay).map(({ kind, service, link }) => `${kind} ${service} by ${link?.from.resource?.name ?? "?"}`);
}

const invoke = (more = "") => `await client.send(new InvokeCommand({ FunctionName: process.env.PAY${more} }));`;

describe("a function that another one's code calls", () => {
  it.each([
    ["waits where nothing is said", "{ PAY: !Ref Pay }", invoke(), "synchronous lambda by Book"],
    ["waits where it is said", "{ PAY: !GetAtt Pay.Arn }", invoke(`, InvocationType: "RequestResponse"`), "synchronous lambda by Book"],
    ["does not wait for an event", "{ PAY: !Ref Pay }", invoke(`, InvocationType: "Event"`), "asynchronous lambda-event by Book"],
    ["is called all the same where the way is computed", "{ PAY: !Ref Pay }", invoke(", InvocationType: event.type"), "synchronous lambda by Book"],
    ["is called through its alias", "{ PAY: !Ref Pay.Alias }", invoke(), "synchronous lambda by Book"],
    [
      "is called by a name that code hands on",
      "{ PAY: !Ref Pay, MAIL: !Ref Mail }",
      `${ask} await ask(process.env.PAY);`,
      "synchronous lambda by Book",
    ],
  ])("%s", async (_, environment, call, expected) => {
    expect(await callsOfPay(environment, call)).toEqual([expected]);
  });

  it.each([
    ["names it and calls nothing", "{ PAY: !Ref Pay }", "return process.env.PAY;"],
    ["calls what another variable names", "{ PAY: !Ref Pay, MAIL: !Ref Mail }", invoke().replace("PAY", "MAIL")],
    ["hands on one of two names", "{ PAY: !Ref Pay, OTHER: !Ref Mail }", `${ask} await ask(event.mail ? other : process.env.PAY);`],
    ["calls what the event names", "{ PAY: !Ref Pay }", "await client.send(new InvokeCommand({ FunctionName: event.name }));"],
  ])("is not called where code %s", async (_, environment, call) => {
    expect(await callsOfPay(environment, call)).toEqual([]);
  });
});
