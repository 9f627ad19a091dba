import { beforeAll, describe, expect, it } from "vitest";
import { readCodeTree, walk } from "../../src/handlers/code-node.ts";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";

beforeAll(() => loadGrammars(["typescript"]));

const text = `export async function run(ids: string[]) {\n  for (const id of ids) {\n    await send({ id });\n  }\n}\n`;

describe("readCodeTree", () => {
  const tree = () => readCodeTree("typescript", "src/run.ts", text);

  it("keeps keywords and drops the signs around them", () => {
    const types = walk(tree().root).map((node) => node.type);
    expect(types).toEqual(expect.arrayContaining(["async", "await", "of"]));
    expect(types.filter((type) => ["(", ")", "{", "}", "[", "]", ";", ":"].includes(type))).toEqual([]);
  });

  it("gives every node its text and lines", () => {
    const loop = walk(tree().root).find((node) => node.type === "for_in_statement");
    expect(loop?.text.startsWith("for (const id of ids) {")).toBe(true);
    expect(loop?.at).toMatchObject({ path: "src/run.ts", startLine: 2, endLine: 4 });
    expect(loop?.get("right")?.text).toBe("ids");
  });

  it("keeps the semicolon that is a loop's condition", () => {
    const { root } = readCodeTree("typescript", "a.ts", "for (;;) { work(); }");
    expect(
      walk(root)
        .find((node) => node.type === "for_statement")
        ?.get("condition")?.text,
    ).toBe(";");
  });

  it("walks a part of the tree and nothing beside it, parents first", () => {
    const { root } = readCodeTree("typescript", "a.ts", "first(1);\nsecond(two, three());\nfourth();");
    const second = root.parts[1];
    expect(second && walk(second).map((node) => node.text)).toEqual([
      "second(two, three());",
      "second(two, three())",
      "second",
      "(two, three())",
      "two",
      ",",
      "three()",
      "three",
      "()",
    ]);
  });
});
