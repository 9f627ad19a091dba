import { describe, expect, it } from "vitest";
import { type TextContent, parsedOnce } from "../../src/syntax/parsed-once.ts";
import { parseTemplateFile } from "../../src/syntax/template-document.ts";

const content = (text: string): TextContent => ({ state: "text", text, blobId: text });

describe("parsedOnce", () => {
  it("parses a content once for each path, and another content with the same text again", () => {
    const parsed: string[] = [];
    const parse = parsedOnce((path, text) => {
      parsed.push(`${path} ${text}`);
      return { path, text };
    });
    const one = content("a");
    expect(parse("x", one)).toBe(parse("x", one));
    expect(parse("y", one)).toEqual({ path: "y", text: "a" });
    parse("x", content("a"));
    expect(parsed).toEqual(["x a", "y a", "x a"]);
  });
});

describe("parseTemplateFile", () => {
  it("keeps the two syntaxes of one file apart", () => {
    const file = content("a: yes\n");
    const valueOf = (syntax?: { yaml11Booleans: boolean }) => {
      const [document] = parseTemplateFile("template.yaml", file, syntax).documents;
      const value = document?.kind === "map" ? document.entries.get("a")?.value : undefined;
      return value?.kind === "scalar" ? value.value : undefined;
    };
    expect([valueOf(), valueOf({ yaml11Booleans: true }), valueOf()]).toEqual(["yes", true, "yes"]);
  });

  it("reads a file once for both syntaxes where it says the same in both", () => {
    const file = content('a: "yes"\nb: on the way\n');
    expect(parseTemplateFile("template.yaml", file, { yaml11Booleans: true })).toBe(parseTemplateFile("template.yaml", file));
  });
});
