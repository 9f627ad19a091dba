import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../src/syntax/template-document.ts";

const parse = (text: string) => parseTemplate("template.yaml", text);

describe("a flow collection that closes at its parent's indentation", () => {
  it("is taken as CloudFormation takes it, and what follows keeps its lines and offsets", () => {
    const text = "A:\n    X: [\n      c\n    ]\nB:\n    D: {\n     a: 1\n   }\n    E: 1\n";
    const { documents, notes } = parse(text);
    expect(notes).toEqual([]);
    const root = documents[0];
    const second = root?.kind === "map" ? root.entries.get("B")?.value : undefined;
    const last = second?.kind === "map" ? second.entries.get("E") : undefined;
    expect(last?.key).toMatchObject({ startLine: 9, start: text.indexOf("E: 1") });
  });

  it("does not slip into a comment that stands before the bracket", () => {
    const { documents } = parse("A:\n    X: [\n      c # why\n    ]\nB: 1\n");
    const root = documents[0];
    expect(root?.kind === "map" && [...root.entries.keys()]).toEqual(["A", "B"]);
  });

  it("is reported with its line where a bracket is missing altogether", () => {
    expect(parse("A:\n    X: [c\nB: 1\n").notes[0]?.line).toBeGreaterThanOrEqual(2);
  });
});
