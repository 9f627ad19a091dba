import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { renderDeltaDiagram, renderStackDiagram } from "../../src/render/mermaid.ts";
import type { ResourceKind } from "../../src/stack/vocabulary.ts";
import { hostileText } from "./hostile-text.ts";
import { loadMermaidParser } from "./mermaid-parser.ts";
import { deltaOf, linkOf, resource, stackOf } from "./small-stack.ts";

let parse: (text: string) => Promise<unknown>;
beforeAll(async () => {
  parse = await loadMermaidParser();
});

const queue = resource("queue", "OrdersQueue");
const deadLetters = resource("queue", "OrdersDeadLetters");
const worker = resource("function", "ProcessOrders", { timeoutSeconds: 10 });
const slowWorker = resource("function", "ProcessOrders", { timeoutSeconds: 120 });
const alarm = resource("alarm", "CheckoutErrors");
const role = resource("role", "WorkerRole");

const base = stackOf(
  [queue, worker, alarm, role],
  [linkOf("triggers", queue, worker), linkOf("alarms", alarm, worker), linkOf("assumes", worker, role)],
);
const head = stackOf(
  [queue, slowWorker, deadLetters, role],
  [linkOf("triggers", queue, slowWorker), linkOf("dead-letters", queue, deadLetters), linkOf("assumes", slowWorker, role)],
);

describe("renderStackDiagram", () => {
  test("draws what carries data or work, without alarms and roles", async () => {
    const diagram = renderStackDiagram(base);
    expect(diagram).toContain('n0[["OrdersQueue<br/>queue"]]');
    expect(diagram).toContain('n1("ProcessOrders<br/>function")');
    expect(diagram).toContain('n0 -->|"triggers"| n1');
    expect(diagram).not.toMatch(/CheckoutErrors|WorkerRole/);
    await parse(diagram);
  });

  test("groups resources by template when there are several", async () => {
    const diagram = renderStackDiagram(stackOf([queue, resource("table", "Orders", {}, "data/template.yaml")]));
    expect(diagram).toContain('subgraph s1["AWS · data/template.yaml"]');
    await parse(diagram);
  });

  test("draws what several root modules use once, where it is written, and says how often", async () => {
    const [one, other] = ["examples/a", "examples/b"].map((scope) => [
      resource("queue", "checks", {}, scope),
      resource("function", "retry", {}, scope),
    ]);
    const [queueOfOne = queue, workerOfOne = worker] = one ?? [];
    const [queueOfOther = queue, workerOfOther = worker] = other ?? [];
    const links = [linkOf("triggers", queueOfOne, workerOfOne), linkOf("triggers", queueOfOther, workerOfOther)];
    const diagram = renderStackDiagram(stackOf([queueOfOne, workerOfOne, queueOfOther, workerOfOther], links));
    expect(diagram).toContain('[["checks · 2 uses<br/>queue"]]');
    expect(diagram.match(/retry/g)).toHaveLength(1);
    expect(diagram.match(/triggers/g)).toHaveLength(1);
    await parse(diagram);
  });

  test("keeps the end of a long path, which tells modules apart", async () => {
    const scopes = ["webhook", "runners"].map((name) => `examples/default/module.everything/module.deeply_nested/module.${name}`);
    const diagram = renderStackDiagram(stackOf(scopes.map((scope, index) => resource("queue", `Orders${index}`, {}, scope))));
    expect(diagram).toContain('subgraph s0["AWS · examples/defau…eeply_nested/module.webhook"]');
    expect(diagram).toContain('subgraph s1["AWS · examples/defau…eeply_nested/module.runners"]');
    await parse(diagram);
  });

  test("folds what is beyond 40 nodes into one", async () => {
    const many = Array.from({ length: 100 }, (_, index) => resource("queue", `Queue${index}`));
    const diagram = renderStackDiagram(stackOf(many));
    expect(diagram.match(/<br\/>queue/g)).toHaveLength(40);
    expect(diagram).toContain('more["60 more"]:::more');
    await parse(diagram);
  });

  test("is accepted by Mermaid for an empty stack and for every kind that is drawn", async () => {
    const kinds: readonly ResourceKind[] = [
      "function",
      "function-app",
      "queue",
      "topic",
      "bus",
      "rule",
      "stream",
      "table",
      "bucket",
      "api",
      "schedule",
      "workflow",
      "secret",
    ];
    await expect(parse(renderStackDiagram(stackOf([])))).resolves.toBeTruthy();
    await expect(parse(renderStackDiagram(stackOf(kinds.map((kind) => resource(kind, kind)))))).resolves.toBeTruthy();
  });

  test("is accepted by Mermaid, and shows no sign of a name that means something to it, for any name", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(hostileText, fc.constantFrom("end", "subgraph", 'a"] --> n1', "%%{init: {}}%%", "click n0 href", "1. a")),
        hostileText,
        async (name, scope) => {
          const diagram = renderStackDiagram(stackOf([resource("function", name, {}, scope), resource("bucket", `${name}2`, {}, "b")]));
          await parse(diagram);
          expect(diagram).not.toMatch(/`|@|%%|https?:/);
          expect(diagram.replaceAll("<br/>", "")).not.toContain("<");
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("renderDeltaDiagram", () => {
  test("marks what is added, removed and changed", async () => {
    const diagram = renderDeltaDiagram(base, head, deltaOf(base, head)) ?? "";
    expect(diagram).toContain('("~\u00a0ProcessOrders<br/>function"):::changed');
    expect(diagram).toContain('[["+\u00a0OrdersDeadLetters<br/>queue"]]:::added');
    expect(diagram).toContain('>"−\u00a0CheckoutErrors<br/>alarm"]:::removed');
    expect(diagram).toMatch(/-\.->\|"\+\u00a0dead letters"\|/);
    expect(diagram).toMatch(/-\.->\|"−\u00a0alarms"\|/);
    expect(diagram).toMatch(/-->\|"triggers"\|/);
    await parse(diagram);
  });

  test("leaves out what is connected to nothing, before functions, where not all can be drawn", () => {
    const head = stackOf(
      [...Array.from({ length: 60 }, (_, index) => resource("secret", `S${index}`)), resource("function", "Lonely"), worker, queue],
      base.links,
    );
    const diagram = renderDeltaDiagram(stackOf([]), head, deltaOf(stackOf([]), head)) ?? "";
    for (const name of ["OrdersQueue", "ProcessOrders", "Lonely"]) expect(diagram).toContain(name);
    expect(diagram).toContain('more["24 more"]');
  });

  test("is null when nothing that is drawn differs", () => {
    expect(renderDeltaDiagram(base, base, deltaOf(base, base))).toBeNull();
    const widened = stackOf([queue, worker, alarm, resource("role", "WorkerRole", { name: "wide" })], base.links);
    expect(renderDeltaDiagram(base, widened, deltaOf(base, widened))).toBeNull();
  });

  test("draws changed nodes first and neighbours by distance, the rest is counted", async () => {
    const chain = Array.from({ length: 6 }, (_, index) => resource("queue", `Q${index}`));
    const links = chain.slice(1).map((to, index) => linkOf("subscribes", chain[index] ?? to, to));
    const before = stackOf(chain, links);
    const after = stackOf([resource("queue", "Q0", { delaySeconds: 5 }), ...chain.slice(1)], links);
    const diagram = renderDeltaDiagram(before, after, deltaOf(before, after)) ?? "";
    expect(diagram.match(/Q\d/g)).toEqual(["Q0", "Q1", "Q2"]);
    expect(diagram).toContain('more["3 more"]');
    await parse(diagram);
  });
});
