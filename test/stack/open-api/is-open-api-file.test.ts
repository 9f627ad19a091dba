import { describe, expect, test } from "vitest";
import type { FileContent } from "../../../src/change/snapshot.ts";
import { isOpenApiFile } from "../../../src/stack/open-api/open-api.ts";

const text = (content: string): FileContent => ({ state: "text", text: content, blobId: content });

describe("an OpenAPI document", () => {
  test.each([
    ["api.yaml", 'openapi: "3.1.0"\npaths: { /a: { get: {} } }\n'],
    ["api.yml", "swagger: '2.0'\npaths: {}\n"],
    ["api.json", '{ "openapi": "3.0.0", "paths": {} }'],
  ])("is told by its content: %s", (path, content) => {
    expect(isOpenApiFile(path, text(content))).toBe(true);
  });

  test.each([
    ["package.json", '{ "dependencies": { "openapi": "1.0.0" }, "paths": {} }'],
    ["notes.md", "openapi: 3.0.0\npaths: {}\n"],
    ["broken.yaml", "openapi: 3.0.0\npaths: [\n"],
    ["other.yaml", "swagger: 2.0\n"],
  ])("is not everything that speaks of one: %s", (path, content) => {
    expect(isOpenApiFile(path, text(content))).toBe(false);
  });

  test("is not told before it is loaded", () => {
    expect(isOpenApiFile("api.yaml", { state: "pending" })).toBe(false);
  });
});
