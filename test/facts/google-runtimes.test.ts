import { describe, expect, it } from "vitest";
import { googleRuntimes, googleRuntimesTable, maintainedRuntime } from "../../src/facts/google-runtimes.ts";

describe("the runtimes of Google's functions", () => {
  it("are decommissioned after they are deprecated", () => {
    expect([...googleRuntimes].filter(([, { deprecated, decommissioned }]) => !(deprecated < decommissioned))).toEqual([]);
  });

  it("each have a successor in the same language that was maintained when they were read", () => {
    for (const runtime of googleRuntimes.keys()) {
      const successor = maintainedRuntime(runtime);
      expect(successor.replace(/\d+$/u, "")).toBe(runtime.replace(/\d+$/u, ""));
      expect((googleRuntimes.get(successor)?.deprecated ?? "9999") > googleRuntimesTable.retrieved).toBe(true);
    }
  });

  it("leave a runtime of another language as it is", () => {
    expect(maintainedRuntime("dart3")).toBe("dart3");
  });
});
