import { describe, expect, test } from "vitest";
import { surfaceOf } from "../../src/persona/surface.ts";
import { briefOf, changeOf, ordersBrief, resourceOf, stackOf } from "../claude/support/brief.ts";

const surface = (brief: ReturnType<typeof ordersBrief>) => surfaceOf(brief.change, brief.delta, brief.head);

describe("surfaceOf", () => {
  test("reads kinds, formats and platforms of changed resources", () => {
    const { kinds, formats, platforms, handlers } = surface(ordersBrief());
    expect([...kinds]).toEqual(["function"]);
    expect([...formats]).toEqual(["sam"]);
    expect([...platforms]).toEqual(["aws"]);
    expect(handlers).toBe(false);
  });

  test("adds what stands around a function whose code changed", () => {
    const { kinds, handlers } = surface(ordersBrief({}, { head: { "src/app.js": "export const handler = () => 1;\n" } }));
    expect([...kinds].toSorted()).toEqual(["function", "queue"]);
    expect(handlers).toBe(true);
  });

  test("counts removed resources, under the section's word for their kind", () => {
    const change = changeOf({ "net.yaml": "a\n" }, { "net.yaml": "b\n" });
    const removed = stackOf([
      resourceOf("security-group", "Db", { path: "net.yaml", line: 1 }),
      resourceOf("subscription", "Mail", { path: "net.yaml", line: 2 }),
    ]);
    const { kinds } = surface(briefOf(change, removed, stackOf([])));
    expect([...kinds].toSorted()).toEqual(["network", "topic"]);
  });

  test("knows deployment workflows and API definitions by their paths", () => {
    const change = changeOf({}, { ".github/workflows/deploy.yml": "on: push\n", "api/openapi.yaml": "openapi: 3.1.0\n" });
    const { formats, kinds } = surface(briefOf(change, stackOf([]), stackOf([])));
    expect([...formats].toSorted()).toEqual(["github-actions", "openapi"]);
    expect(kinds.size).toBe(0);
  });
});
