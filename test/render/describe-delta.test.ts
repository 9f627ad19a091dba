import { describe, expect, test } from "vitest";
import { describeDelta } from "../../src/render/describe-delta.ts";
import type { Stack } from "../../src/stack/stack.ts";
import { deltaOf, linkOf, parameter, resource, stackOf } from "./small-stack.ts";

const queue = resource("queue", "Orders");
const letters = resource("queue", "Lost");
const worker = resource("function", "Process", { timeoutSeconds: 30, memoryMegabytes: 1_024 });

const said = (base: Stack, head: Stack) => describeDelta(deltaOf(base, head));

describe("describeDelta", () => {
  test("names a new function with its trigger and dead-letter queue once", () => {
    const head = stackOf([queue, letters, worker], [linkOf("triggers", queue, worker), linkOf("dead-letters", queue, letters)]);
    expect(said(stackOf([]), head)).toBe("Adds function `Process`, triggered by queue `Orders` with dead-letter queue `Lost`.");
  });

  test("tells removed protection first, then what is new, then settings", () => {
    const base = stackOf([queue, letters, worker, resource("alarm", "Errors")], [linkOf("dead-letters", queue, letters)]);
    const head = stackOf([
      queue,
      letters,
      resource("function", "Process", { timeoutSeconds: 120, memoryMegabytes: 512 }),
      resource("table", "Totals"),
    ]);
    expect(said(base, head)).toBe(
      "Removes the dead-letter queue of `Orders`; removes alarm `Errors`. Adds table `Totals`. Raises the timeout of `Process` from 30 s to 120 s; lowers the memory of `Process` from 1,024 MB to 512 MB.",
    );
  });

  test("counts a protection that is turned off as a removal", () => {
    const head = stackOf([resource("table", "T", { pointInTimeRecovery: false, billingMode: "PROVISIONED" })]);
    expect(said(stackOf([resource("table", "T", { pointInTimeRecovery: true, billingMode: "PAY_PER_REQUEST" })]), head)).toBe(
      "Turns off point in time recovery of `T`. Changes the billing mode of `T` from `PAY_PER_REQUEST` to `PROVISIONED`.",
    );
  });

  test("says that a resource is replaced, and by what property", () => {
    const delta = deltaOf(stackOf([queue]), stackOf([resource("queue", "Orders", { fifo: true })]));
    const [change] = delta.changedResources;
    expect(describeDelta({ ...delta, changedResources: change === undefined ? [] : [{ ...change, replacedBecauseOf: ["FifoQueue"] }] })).toBe(
      "Replaces queue `Orders` by a new one, because `FifoQueue` changes.",
    );
  });

  test("tells new and gone triggers between resources that stay", () => {
    const without = stackOf([queue, worker]);
    const triggered = stackOf([queue, worker], [linkOf("triggers", queue, worker)]);
    expect(said(without, triggered)).toBe("Lets queue `Orders` trigger `Process`.");
    expect(said(triggered, without)).toBe("Queue `Orders` no longer triggers `Process`.");
  });

  test("tells the settings of triggers", () => {
    const base = stackOf([queue, worker], [linkOf("triggers", queue, worker, { batchSize: 10 })]);
    const head = stackOf([queue, worker], [linkOf("triggers", queue, worker, { batchSize: 100 })]);
    expect(said(base, head)).toBe("Raises the batch size of the trigger from `Orders` to `Process` from 10 to 100.");
  });

  test("calls routes by method and path, and tells the same change of several holders once", () => {
    const route = resource("route", "httpApi", { method: "GET", path: "/orders/{id}" });
    const others = (timeoutSeconds: number) => ["A", "B"].map((name) => resource("function", name, { timeoutSeconds }));
    const head = stackOf([...others(6), worker, route], [linkOf("triggers", route, worker)]);
    expect(said(stackOf(others(3)), head)).toBe(
      "Adds function `Process`, triggered by route `GET /orders/{id}`. Raises the timeout of `A` and `B` from 3 s to 6 s.",
    );
  });

  test("is silent on what only says how much was read", () => {
    expect(said(stackOf([resource("role", "R", { complete: true })]), stackOf([resource("role", "R", { complete: false })]))).toBe(
      "No resource, link or function code changes.",
    );
  });

  test("tells changed code", () => {
    expect(describeDelta({ ...deltaOf(stackOf([]), stackOf([])), functionsWithChangedCode: [worker] })).toBe("Changes the code of `Process`.");
  });

  test("counts supporting resources by kind instead of naming them", () => {
    const head = stackOf([
      resource("table", "T"),
      resource("role", "R"),
      resource("other", "O"),
      resource("log-group", "L"),
      resource("log-group", "M"),
    ]);
    expect(said(stackOf([]), head)).toBe("Adds table `T`; adds 1 role, 2 log groups and 1 other resource.");
  });

  test("calls a plain parameter a parameter, and names it after what carries the system", () => {
    const head = stackOf([parameter("Stage", "String"), parameter("Password", "SecureString"), resource("table", "T")]);
    expect(said(stackOf([]), head)).toBe("Adds secret `Password`; adds table `T`; adds parameter `Stage`.");
  });

  test("calls one of a loop by the name that it gets, where that is known", () => {
    const head = stackOf([resource("table", "list[0]", { name: "chats" }), resource("queue", "queues[1]")]);
    expect(said(stackOf([]), head)).toBe("Adds table `chats`; adds queue `queues[1]`.");
  });

  test("stays at three sentences of a few clauses however much changes", () => {
    const many = (settings: Record<string, unknown>, prefix: string) =>
      Array.from({ length: 200 }, (_, index) => resource("function", `${prefix}${index}`, settings));
    const text = said(
      stackOf([...many({ timeoutSeconds: 1 }, "Kept"), ...many({}, "Gone")]),
      stackOf([...many({ timeoutSeconds: 2 }, "Kept"), ...many({}, "New")]),
    );
    expect(text).toBe(
      "Removes functions `Gone0`, `Gone1`, `Gone2` and 197 more. Adds functions `New0`, `New1`, `New2` and 197 more. Raises the timeout of `Kept0`, `Kept1`, `Kept2` and 197 more from 1 s to 2 s.",
    );
  });

  test("says so when nothing of the system changes", () => {
    expect(said(stackOf([queue]), stackOf([queue]))).toBe("No resource, link or function code changes.");
  });
});

describe("a module that several root modules use", () => {
  const roots = ["examples/a", "examples/b"];
  const each = (make: (scope: string) => ReturnType<typeof resource>) => roots.map(make);

  test("is told once", () => {
    const workers = each((scope) => resource("function", "retry", {}, scope));
    const queues = each((scope) => resource("queue", "checks", {}, scope));
    const links = workers.map((worker, index) => linkOf("triggers", queues[index] ?? queue, worker));
    expect(said(stackOf([]), stackOf([...workers, ...queues], links))).toBe("Adds function `retry`, triggered by queue `checks`.");
  });

  test("is told once where a setting of it changes", () => {
    const before = each((scope) => resource("function", "retry", { timeoutSeconds: 10 }, scope));
    const after = each((scope) => resource("function", "retry", { timeoutSeconds: 20 }, scope));
    expect(said(stackOf(before), stackOf(after))).toBe("Raises the timeout of `retry` from 10 s to 20 s.");
  });
});
