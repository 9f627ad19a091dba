import { describe, expect, test } from "vitest";
import type { Value } from "../../src/stack/value.ts";
import { entryOf, valueAt } from "../../src/stack/value.ts";
import { parseTemplate } from "../../src/syntax/template-document.ts";
import { shown } from "../support/shown-value.ts";

function parse(text: string, path = "template.yaml") {
  const { documents, notes } = parseTemplate(path, text, { yaml11Booleans: true });
  return { value: documents[0], documents, notes };
}

function textAt(text: string, value: Value | undefined): string | undefined {
  return text.slice(value?.at.start, value?.at.end);
}

describe("short tags", () => {
  test("become their long form, at the place of the tag", () => {
    const text = "a: !Ref Queue\nb: !GetAtt Queue.Arn\nc: !Join ['-', [x, !Sub '${y}']]\nd: !If [A, 1, 2]\n";
    const { value } = parse(text);
    expect(shown(value)).toEqual({
      a: { Ref: "Queue" },
      b: { "Fn::GetAtt": "Queue.Arn" },
      c: { "Fn::Join": ["-", ["x", { "Fn::Sub": "${y}" }]] },
      d: { "Fn::If": ["A", 1, 2] },
    });
    expect(textAt(text, valueAt(value, "b"))).toBe("!GetAtt Queue.Arn");
  });

  test("that are nobody's leave the value as it is", () => {
    expect(shown(parse("a: !Secret x\n").value)).toEqual({ a: "x" });
  });
});

describe("places", () => {
  test("of a block end with its last item, not with the comments behind it", () => {
    const text = "a:\n  b: 1 # one\n  # about c\n\nc: 2\n";
    const entry = entryOf(parse(text).value, "a");
    expect([entry?.at.startLine, entry?.at.endLine]).toEqual([1, 2]);
    expect(text.slice(entry?.at.start, entry?.at.end)).toBe("a:\n  b: 1");
  });

  test("count lines through CRLF", () => {
    const text = "a: 1\r\nb:\r\n  - x\r\n  - y\r\n";
    const list = valueAt(parse(text).value, "b");
    expect([list?.at.startLine, list?.at.endLine]).toEqual([3, 4]);
    expect(textAt(text, valueAt(list, 1))).toBe("y");
  });

  test("are exact in JSON with tabs, comments and a trailing comma", () => {
    const text = '{\n\t// "b": 0\n\t"a": "/* no comment */", /* b\n */ "b": [1,\n\t2],\n}';
    const { value, notes } = parse(text, "template.json");
    expect(notes).toEqual([]);
    expect(shown(value)).toEqual({ a: "/* no comment */", b: [1, 2] });
    expect(valueAt(value, "b", 1)?.at.startLine).toBe(5);
  });
});

describe("scalars", () => {
  test("keep what a number would lose", () => {
    expect(shown(parse("a: 012345678901\nb: 1.0\nc: 30\nd: 2012-10-17\n").value)).toEqual({ a: "012345678901", b: "1.0", c: 30, d: "2012-10-17" });
  });

  test("yes and no are booleans for CloudFormation, but not as keys or in quotes", () => {
    expect(shown(parse("a: yes\nb: 'yes'\non: off\n").value)).toEqual({ a: true, b: "yes", on: false });
    expect(shown(parseTemplate("serverless.yml", "a: yes\n").documents[0])).toEqual({ a: "yes" });
  });
});

describe("anchors and merge keys", () => {
  test("an alias of a scalar stands where it is used", () => {
    const { value } = parse("base: &t 30\nqueue:\n  timeout: *t\n");
    const timeout = valueAt(value, "queue", "timeout");
    expect([shown(timeout), timeout?.at.startLine]).toEqual([30, 3]);
  });

  test("a merge key gives what the map does not say itself", () => {
    const { value } = parse("one: &one { a: 1, b: 1 }\ntwo: &two { b: 2, c: 2 }\nall:\n  <<: [*one, *two]\n  a: 0\n");
    expect(shown(valueAt(value, "all"))).toEqual({ b: 1, c: 2, a: 0 });
  });

  test("aliases that unfold to too many values stay unknown, with one note", () => {
    const levels = Array.from({ length: 12 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`).join(",")}]`);
    const { value, notes } = parse(`a0: &a0 [x]\n${levels.join("\n")}\n`);
    expect(notes.map((note) => note.message)).toEqual(["the aliases of this file unfold to too many values"]);
    expect(valueAt(value, "a12", 0)?.kind).toBe("unknown");
  });

  test("an alias without an anchor is unknown and noted", () => {
    const { value, notes } = parse("a: *nowhere\n");
    expect(valueAt(value, "a")?.kind).toBe("unknown");
    expect(notes).toEqual([{ path: "template.yaml", line: 1, message: "the alias *nowhere has no anchor before it" }]);
  });
});

describe("what cannot be understood", () => {
  test("is noted with its line, and the rest is kept", () => {
    const { value, notes } = parse("a: 1\nb: [1, 2\nc: 3\n");
    expect(notes[0]?.line).toBe(3);
    expect(shown(value)).toMatchObject({ a: 1, b: [1, 2] });
  });

  test("a key that comes twice is noted and the later one counts", () => {
    const { value, notes } = parse("a: 1\na: 2\n");
    expect(shown(value)).toEqual({ a: 2 });
    expect(notes).toEqual([{ path: "template.yaml", line: 2, message: "the key a is given twice; the later one counts" }]);
  });

  test.each([
    ["flow", `a: 1\nb: ${"[".repeat(5_000)}${"]".repeat(5_000)}`, "template.yaml"],
    ["block", `a:\n  ${"- ".repeat(20_000)}x`, "template.yaml"],
    ["JSON", `{"a":\n${'{"a":'.repeat(20_000)}1${"}".repeat(20_001)}`, "template.json"],
  ])("nesting without end (%s) is one note that says so, with its line", (_kind, text, path) => {
    const { notes } = parse(text, path);
    expect(notes).toContainEqual({ path, line: 2, message: "the value is nested too deeply" });
    expect(notes.filter((note) => note.message.includes("nested"))).toHaveLength(1);
    expect(notes.filter((note) => note.message.includes("stack"))).toEqual([]);
  });

  test("nesting that nothing closes becomes few notes", () => {
    const { notes } = parse("[".repeat(20_000));
    expect(notes.length).toBeGreaterThan(0);
    expect(notes.length).toBeLessThan(4);
  });

  test("a prototype's key is a key like any other", () => {
    const { value } = parse("__proto__: 1\nconstructor: 2\n");
    expect(valueAt(value, "__proto__")).toMatchObject({ kind: "scalar", value: 1 });
  });

  test("an empty file has no document", () => {
    expect(parse("# nothing\n").documents).toEqual([]);
  });
});

test("every document of a file is read", () => {
  expect(parse("a: 1\n---\nb: 2\n").documents.map(shown)).toEqual([{ a: 1 }, { b: 2 }]);
});
