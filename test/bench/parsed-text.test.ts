import { describe, expect, it } from "vitest";
import { type ParsedText, kilobytesOf, needed } from "./parsed-text.ts";

const yaml = (text: string): ParsedText => ({ parser: "yaml", text });

describe("what has to be parsed", () => {
  it("is each text once for each file that has it", () => {
    expect(needed([yaml("a"), yaml("a"), yaml("a"), yaml("b"), yaml("b")], ["a", "a", "b"])).toEqual([yaml("a"), yaml("a"), yaml("b")]);
  });

  it("is a text inside of a file once, and once for each parser", () => {
    const texts: readonly ParsedText[] = [yaml("inside"), { parser: "hcl", text: "inside" }, yaml("inside")];
    expect(needed(texts, [])).toEqual(texts.slice(0, 2));
  });

  it("is measured in thousands of characters", () => {
    expect(kilobytesOf([yaml("x".repeat(1500)), yaml("y".repeat(500))])).toBe(2);
  });
});
