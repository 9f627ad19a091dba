import { describe, expect, it } from "vitest";
import { exclusionOf, isNeverRead, isTestPath, kindOfUnread } from "../../src/change/classify.ts";

describe("a path that nothing took", () => {
  it.each([
    ["docs/README.md", "documentation or picture"],
    ["notes.txt", "documentation or picture"],
    ["requirements-dev.txt", "no serverless resource or handler found in it"],
    ["src/orders.test.ts", "test"],
    ["src/orders.ts", "no serverless resource or handler found in it"],
  ])("%s is called: %s", (path, kind) => {
    expect(kindOfUnread(path)).toBe(kind);
  });
});

describe("what is read", () => {
  it.each(["package-lock.json", "node_modules/a/index.js", ".terraform/main.tf", "README.md", "docs/flow.drawio"])(
    "%s is not, wherever it stands",
    (path) => {
      expect(isNeverRead(path)).toBe(true);
    },
  );

  it.each(["requirements.txt", "main.tf", "src/orders.ts", "tests/orders.py", "prompt.txt"])("%s may be", (path) => {
    expect([isNeverRead(path), exclusionOf(path)]).toEqual([false, null]);
  });

  it.each(["test/a.ts", "src/a.spec.ts", "test_a.py", "a_test.go", "OrdersTests.cs", "OrderTest.java"])("%s is a test", (path) => {
    expect(isTestPath(path)).toBe(true);
  });

  it("is no test because of a word that ends like one", () => {
    expect(isTestPath("src/latest.ts")).toBe(false);
  });
});
