import { beforeAll, describe, expect, it } from "vitest";
import { type HandlerFacts, noFacts } from "../../src/handlers/facts.ts";
import { readWhole } from "../../src/handlers/interpret/program-facts.ts";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";
import { factsOf } from "./read-facts.ts";

beforeAll(() => loadGrammars(["javascript"]));

const recursive = `
const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
const even = (client, n) => odd(client, n - 1);
const odd = (client, n) => (n === 0 ? client : even(client, n - 1));
const first = (value) => second(value);
const second = (value) => first(value);
exports.handler = async (event) => {
  const client = even(new SQSClient({}), 3);
  await client.send(new SendMessageCommand({ QueueUrl: first(process.env.QUEUE), MessageBody: second(event.body) }));
  await fetch(second(process.env.ADDRESS));
  console.log(first(event));
  return { statusCode: 200, body: second(first("done")) };
};
`;

function facts(): HandlerFacts {
  return factsOf({ "app.js": recursive }, { runtime: "nodejs22.x", handler: "app.handler" });
}

function isKind(name: string): name is keyof HandlerFacts {
  return name in noFacts;
}

describe("ProgramFacts", () => {
  const kinds = Object.keys(noFacts).filter(isKind);
  const told = (found: HandlerFacts, order: readonly (keyof HandlerFacts)[]) => new Map(order.map((kind) => [kind, found[kind]]));

  it("tells each kind once, however often it is asked for", () => {
    const found = facts();
    for (const kind of kinds) expect(found[kind]).toBe(found[kind]);
    expect(found.calls).toHaveLength(1);
  });

  it("has read every kind when it was read whole", () => {
    const found = facts();
    readWhole(found);
    const listed = kinds.filter((kind) => kind !== "parameters" && Array.isArray(noFacts[kind]));
    expect(listed.length).toBeGreaterThan(15);
    expect(listed.filter((kind) => !Object.hasOwn(found, kind))).toEqual([]);
  });

  it("tells the same in whatever order it is asked, also of functions that call each other", () => {
    const forwards = told(facts(), kinds);
    const backwards = told(facts(), kinds.toReversed());
    for (const kind of kinds) {
      expect(backwards.get(kind)).toEqual(forwards.get(kind));
      expect(facts()[kind]).toEqual(forwards.get(kind));
    }
  });
});
