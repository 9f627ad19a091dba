import { describe, expect, it } from "vitest";
import { findCode } from "../../../../../src/stack/readers/terraform/google/find-code.ts";
import { memorySnapshot } from "../../../../support/memory-snapshot.ts";

const orders = { "services/orders/package.json": "{}", "services/orders/src/index.ts": 'functions.http("plan", () => {});\n' };

describe("findCode", () => {
  it.each([
    ["nodejs22", "plan", orders, "services/orders"],
    ["python312", "on_event", { "fn/main.py": "def on_event(event):\n  pass\n" }, "fn"],
    ["go123", "Poll", { "fn/go.mod": "", "fn/poll.go": "func Poll(w http.ResponseWriter) {}\n" }, "fn"],
  ])("finds the folder that defines the entry point of %s", (runtime, entryPoint, files, folder) => {
    expect(findCode(runtime, entryPoint, memorySnapshot(files))).toBe(folder);
  });

  it("does not choose between folders that define the same entry point", () => {
    const twice = { ...orders, "other/package.json": "{}", "other/index.js": "exports.plan = () => {};\n" };
    expect(findCode("nodejs22", "plan", memorySnapshot(twice))).toBeUndefined();
  });

  it("does not take a mention for a definition", () => {
    expect(findCode("nodejs22", "plan", memorySnapshot({ "a/package.json": "{}", "a/index.js": 'log("plan");\n' }))).toBeUndefined();
  });

  it("asks for files that are not loaded", () => {
    const snapshot = memorySnapshot({ "a/package.json": "{}" }, ["a/index.js"]);
    expect(findCode("nodejs22", "plan", snapshot)).toBeUndefined();
    expect([...snapshot.wanted]).toEqual(["a/index.js"]);
  });
});
