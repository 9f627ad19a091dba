import { expect, test } from "vitest";
import { operationsOf } from "../../../src/stack/open-api/open-api.ts";
import { RouteAllowance } from "../../../src/stack/open-api/route-allowance.ts";
import { parseTemplate } from "../../../src/syntax/template-document.ts";

function documentOf(operations: number) {
  const paths = Object.fromEntries(Array.from({ length: operations }, (_, index) => [`/p${index}`, { get: {} }]));
  return parseTemplate("openapi.json", JSON.stringify({ openapi: "3.0.0", paths })).documents[0];
}

const apiAt = (line: number) => ({ path: "template.yaml", startLine: line, endLine: line });

test("a document that has no room left takes none from a smaller one after it, and a note tells where it was left out", () => {
  const allowance = new RouteAllowance();
  const [large, small] = [documentOf(1_900), documentOf(20)];
  const admitted = [1, 2, 3, 4, 5, 6, 7].map((line) => allowance.admits(large, apiAt(line)));
  expect(admitted).toEqual([true, true, true, true, true, false, false]);
  expect(allowance.admits(small, apiAt(8))).toBe(true);
  expect(allowance.notes).toEqual([
    {
      path: "template.yaml",
      line: 6,
      message:
        "the OpenAPI documents of this stack declare more than 10000 routes and authorizers: those of this API were left out, and at 1 more APIs",
    },
  ]);
});

test("a document of more operations than we look at is read up to there, and a note says so", () => {
  const allowance = new RouteAllowance();
  const document = documentOf(2_001);
  expect(allowance.admits(document, apiAt(3))).toBe(true);
  expect(operationsOf(document)).toHaveLength(2_000);
  expect(allowance.notes.map(({ line, message }) => `${line} ${message}`)).toEqual([
    "3 the OpenAPI document of this API is so long that only its first operations were read",
  ]);
});

test("many APIs with documents of usual length are all admitted", () => {
  const allowance = new RouteAllowance();
  const document = documentOf(100);
  expect(Array.from({ length: 60 }, (_, index) => allowance.admits(document, apiAt(index)))).not.toContain(false);
  expect(allowance.notes).toEqual([]);
});
