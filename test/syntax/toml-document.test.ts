import { describe, expect, test } from "vitest";
import type { DocumentValue } from "../../src/syntax/document-value.ts";
import { parseTomlFile } from "../../src/syntax/toml-document.ts";

function parse(text: string) {
  return parseTomlFile("samconfig.toml", { state: "text", text, blobId: "1" });
}

/** The document as plain data. */
function plain(value: DocumentValue | undefined): unknown {
  if (value?.kind === "map") return Object.fromEntries([...value.entries.values()].map((entry) => [entry.name, plain(entry.value)]));
  return value?.kind === "list" ? value.items.map(plain) : value?.kind === "scalar" ? value.value : undefined;
}

describe("a TOML document", () => {
  test("is a map of its tables, with dotted keys, inline tables and arrays of tables opened", () => {
    const text = 'a.b = 1\n[x]\ny = [true, "z"]\n[x."y z"]\nw = { v.u = 1.5 }\n[[t]]\nn = 1\n[[t]]\nn = 2\n[t.s]\nm = 3\n[empty]\n';
    expect(plain(parse(text).document)).toEqual({
      a: { b: 1 },
      x: { y: [true, "z"], "y z": { w: { v: { u: 1.5 } } } },
      t: [{ n: 1 }, { n: 2, s: { m: 3 } }],
      empty: {},
    });
  });

  test("reads strings of all kinds, and dates as they are written", () => {
    const text = 'a = "\\u0041\\n"\nb = \'c:\\d\'\nc = """\n  x\n"""\nd = 2026-11-23\n';
    expect(plain(parse(text).document)).toEqual({ a: "A\n", b: "c:\\d", c: "  x\n", d: "2026-11-23" });
  });

  test("gives keys and values their places", () => {
    const text = '[prod]\n\nstage = "prod"\n';
    const { document } = parse(text);
    const table = document?.kind === "map" ? document.entries.get("prod")?.value : undefined;
    const entry = table?.kind === "map" ? table.entries.get("stage") : undefined;
    expect(entry?.key).toMatchObject({ startLine: 3, start: text.indexOf("stage") });
    expect(entry?.value.at).toMatchObject({ startLine: 3, start: text.indexOf('"prod"'), end: text.indexOf('"prod"') + 6 });
  });

  test("takes keys that mean something to objects", () => {
    const { document } = parse("[__proto__]\nconstructor = 1\n");
    expect(document?.kind === "map" ? [...document.entries.keys()] : []).toEqual(["__proto__"]);
  });

  test.each([
    ["an array that is not closed", "a = 1\nb = [1,\n", 3],
    ["a key that comes twice", "a = 1\na = 2\n", 2],
  ])("with %s says so with its line", (_, text, line) => {
    const { document, notes } = parse(text);
    expect(document).toBeUndefined();
    expect(notes.length).toBe(1);
    expect(notes[0]?.line).toBe(line);
  });

  test("that is nested without end says so", () => {
    expect(parse(`a = ${"[".repeat(50_000)}`).notes.length).toBe(1);
  });

  test("that is longer than anybody writes is not parsed", () => {
    expect(parse(`# ${"x".repeat(500_001)}`).notes[0]?.message).toContain("longer than");
  });
});
