import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { globMatches, globsMeet } from "../../../../src/stack/platforms/aws/glob.ts";

const patterns = array(constantFrom("a", "b", "*", "?"), { maxLength: 4 }).map((letters) => letters.join(""));

/** Every text of a and b up to eight letters: as long as any text that two patterns of four can need. */
const texts = Array.from({ length: 9 }, (_, length) => Array.from({ length: 2 ** length }, (__, number) => lettersOf(number, length))).flat();

function lettersOf(number: number, length: number): string {
  return Array.from({ length }, (_, position) => ((number >> position) & 1 ? "b" : "a")).join("");
}

function asExpression(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
}

describe("globMatches", () => {
  it("agrees with the regular expression of the pattern", () => {
    assert(
      property(patterns, (pattern) => {
        const expression = asExpression(pattern);
        expect(texts.filter((text) => globMatches(pattern, text))).toEqual(texts.filter((text) => expression.test(text)));
      }),
    );
    expect(texts).toHaveLength(511);
  });

  it("ends for patterns of many stars", () => {
    expect(globMatches("*a".repeat(900), "a".repeat(1800))).toBe(true);
    expect(globMatches(`${"*a".repeat(900)}b`, "a".repeat(1800))).toBe(false);
  });
});

describe("globsMeet", () => {
  it("says that two patterns meet exactly where one text matches both", () => {
    assert(
      property(patterns, patterns, (one, other) => {
        expect(globsMeet(one, other)).toBe(texts.some((text) => globMatches(one, text) && globMatches(other, text)));
      }),
    );
    expect([globsMeet("*-dlq", "*-queue"), globsMeet("orders-*", "*-dlq")]).toEqual([false, true]);
  });
});
