import { beforeAll, describe, expect, it } from "vitest";
import { parseHcl } from "../../../../src/stack/readers/terraform/parse-hcl.ts";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";

beforeAll(() => loadGrammars(["hcl"]));

function valueOf(text: string) {
  const [attribute] = parseHcl("main.tf", text).body.attributes;
  if (attribute === undefined) throw new Error("no attribute");
  return attribute.value;
}

describe("parseHcl", () => {
  it("places a literal by line and offsets", () => {
    const text = `# é\nresource "aws_sqs_queue" "q" {\n  delay_seconds = 30\n}\n`;
    const [block] = parseHcl("main.tf", text).body.blocks;
    const attribute = block?.body.attributes[0];
    const at = attribute?.value.at;

    expect(block?.labels).toEqual(["aws_sqs_queue", "q"]);
    expect(at?.startLine).toBe(3);
    expect(text.slice(at?.start, at?.end)).toBe("30");
    expect(text.slice(attribute?.at.start, attribute?.at.end)).toBe("delay_seconds = 30");
  });

  it("keeps the white space between interpolations", () => {
    const value = valueOf('x = "  a ${b}  ${c} "\n');
    expect(value.kind === "template" ? value.parts.map((part) => (part.kind === "literal" ? part.value : part.kind)) : []).toEqual([
      "  a ",
      "variable",
      "  ",
      "variable",
      " ",
    ]);
  });

  it("takes the indentation off a heredoc that asks for it", () => {
    expect(valueOf("x = <<-EOT\n    one\n      two\n  EOT\n")).toMatchObject({ kind: "literal", value: "one\n  two\n" });
  });

  it("resolves escapes of quoted strings and leaves those of interpolations as text", () => {
    expect(valueOf('x = "a\\n\\"b\\" \\u00e9 $${c}"\n')).toMatchObject({ kind: "literal", value: 'a\n"b" é ${c}' });
  });

  it("reads the other blocks where one block has a syntax error, and notes its line", () => {
    const text = `resource "a" "one" {\n  x = 1\n}\n\nresource "a" "broken" {\n  y = = 2\n}\n\nresource "a" "two" {\n  z = 3\n}\n`;
    const { body, notes } = parseHcl("main.tf", text);

    expect(body.blocks.map((block) => block.labels[1])).toEqual(expect.arrayContaining(["one", "two"]));
    expect(body.blocks.find((block) => block.labels[1] === "two")?.body.attributes[0]?.value.at).toMatchObject({
      startLine: 10,
      start: text.indexOf("3\n}\n"),
    });
    expect(notes).toHaveLength(1);
    expect(notes[0]?.path).toBe("main.tf");
    expect(notes[0]?.line).toBeGreaterThanOrEqual(5);
    expect(notes[0]?.line).toBeLessThanOrEqual(8);
  });

  it("gives up on nesting that nobody writes, and keeps the rest", () => {
    const { body } = parseHcl("main.tf", `a = ${"[".repeat(3000)}${"]".repeat(3000)}\nb = 1\n`);
    expect(body.attributes.find((attribute) => attribute.name === "b")?.value).toMatchObject({ value: 1 });
  });
});
