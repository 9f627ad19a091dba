import { beforeAll, describe, expect, it } from "vitest";
import { commentLinesWith } from "../../src/syntax/comment-lines.ts";
import { commentsOf } from "../../src/syntax/comments.ts";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";

beforeAll(() => loadGrammars());

const textsOf = (path: string, text: string) => commentsOf(path, text).map((comment) => comment.text);
const linesOf = (path: string, text: string) =>
  commentLinesWith(["mark"], path, text).map(({ text: words, line, target, heading, opensFile }) => ({ words, line, target, heading, opensFile }));

describe("commentsOf", () => {
  it.each([
    ["a.yaml", "a: 1 # one\nb: '# no'\nc: |\n  # no\n# two\n", ["# one", "# two"]],
    ["a.yaml", '\uFEFF# one\r\na: { b: 1, # two\r\n c: "# no" }\r\n', ["# one", "# two"]],
    ["a.tf", 'x = "# no" # one\n// two\n/* three */\ny = <<EOT\n# no\nEOT\n', ["# one", "// two", "/* three */"]],
    ["a.ts", "const a = '// no'; // one\n/* two */\n", ["// one", "/* two */"]],
    ["a.tsx", "const a = <p>{/* one */}// no</p>;\n", ["/* one */"]],
    ["a.py", 'a = "# no"  # one\n', ["# one"]],
    ["a.bicep", "var a = 'https://no' // one\n", ["// one"]],
    ["A.java", "/* one */ class A {} // two\n", ["/* one */", "// two"]],
    ["firestore.rules", "match /databases/{db} { // one\n allow read: if a == '// no'; /* two */ }\n", ["// one", "/* two */"]],
    ["a.json", '{"a": 1} // no\n', []],
    ["template.template", '{"a": "# no"}', []],
    ["a.md", "# no\n", []],
  ])("finds the comments of %s and nothing that only looks like one", (path, text, expected) => {
    expect(textsOf(path, text)).toEqual(expected);
  });

  it("gives offsets that lead back to the text", () => {
    const text = "\uFEFFa: 1 # one\nb: |\n  x\n# two\n---\nc: [1, # three\n 2]\n";
    for (const comment of commentsOf("a.yaml", text)) expect(text.slice(comment.start, comment.end)).toBe(comment.text);
  });
});

describe("commentLinesWith", () => {
  it("says that a comment behind code speaks of its own line", () => {
    expect(linesOf("a.yaml", "a: 1\nb: 2 # mark\nc: 3\n")).toEqual([{ words: "mark", line: 2, target: 2, heading: null, opensFile: false }]);
  });

  it("says that a comment of its own speaks of the line below further comments, and heads the block above", () => {
    const text = "Orders:\n  # mark one\n  # more\n  Type: Queue\n";
    expect(linesOf("a.yaml", text)).toEqual([{ words: "mark one", line: 2, target: 4, heading: 1, opensFile: false }]);
  });

  it("says that a comment before a blank line speaks of nothing", () => {
    expect(linesOf("a.tf", "# mark\n\nx = 1\n")).toEqual([{ words: "mark", line: 1, target: null, heading: null, opensFile: true }]);
  });

  it("reads every line of a block comment without its markers", () => {
    const text = "/*\n * first\n * mark two\n */\nconst a = 1;\n";
    expect(linesOf("a.ts", text).map(({ words, line, target }) => ({ words, line, target }))).toContainEqual({
      words: "mark two",
      line: 3,
      target: 5,
    });
  });

  it("reads a comment with code behind it as speaking of that code", () => {
    expect(linesOf("a.ts", "/* mark */ const a = 1;\n")[0]).toMatchObject({ words: "mark", target: 1 });
  });

  it("counts lines with CRLF as others", () => {
    expect(linesOf("a.yaml", "a: 1\r\n# mark\r\nb: 2\r\n")[0]).toMatchObject({ words: "mark", line: 2, target: 3, heading: 1 });
  });
});

describe("a hostile file", () => {
  it("costs no more than its first thousand lines with a word", () => {
    expect(commentLinesWith(["mark"], "a.yaml", "# mark\n".repeat(5_000))).toHaveLength(1_000);
    expect(commentLinesWith(["mark"], "a.ts", `/*\n${"mark\n".repeat(5_000)}*/`)).toHaveLength(1_000);
  });

  it("gives no comment where its text is broken beyond the lexer", () => {
    expect(() => commentLinesWith(["mark"], "a.yaml", `${"[".repeat(10_000)}\n# mark\n\u0000"`)).not.toThrow();
    expect(() => commentLinesWith(["mark"], "a.tf", `${"{".repeat(2_000)}\n# mark\n"`)).not.toThrow();
  });
});
