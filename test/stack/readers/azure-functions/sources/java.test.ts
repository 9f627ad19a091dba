import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../../../../src/syntax/tree-sitter.ts";
import { bindingsIn, functionsIn } from "../read-functions.ts";

beforeAll(() => loadGrammars(["java"]));

describe("functions in Java", () => {
  const code = `package com.shop;
public class Orders {
    private static final String QUEUE = "orders" + "-in";

    @FunctionName("Create")
    @QueueOutput(name = "out", queueName = QUEUE, connection = "Store")
    public String run(@HttpTrigger(name = "req", methods = {HttpMethod.POST}, authLevel = AuthorizationLevel.ANONYMOUS, route = "orders") HttpRequestMessage<String> request, final ExecutionContext context) { return null; }

    @FunctionName("Watch")
    public void watch(@ServiceBusTopicTrigger(name = "m", topicName = Names.TOPIC, subscriptionName = "mail", connection = "Bus") String message) { }

    public void helper() { }
}`;

  it("reads annotations with constants and enumerations, and leaves open what another file holds", () => {
    expect(bindingsIn({ "src/main/java/com/shop/Orders.java": code })).toEqual({
      Create: [
        { type: "httpTrigger", direction: "in", name: "req", methods: ["POST"], authLevel: "anonymous", route: "orders" },
        { type: "queue", direction: "out", name: "out", queueName: "orders-in", connection: "Store" },
      ],
      Watch: [
        {
          type: "serviceBusTrigger",
          direction: "in",
          name: "m",
          topicName: "?Names.TOPIC is not a constant of this file",
          subscriptionName: "mail",
          connection: "Bus",
        },
      ],
    });
  });

  it("places each function at its method", () => {
    expect(functionsIn({ "Orders.java": code }).map((native) => [native.at.startLine, native.at.endLine])).toEqual([
      [5, 7],
      [9, 10],
    ]);
  });
});
