import { describe, expect, test } from "vitest";
import { plainLine, plainText } from "../../src/render/plain-text.ts";
import { cutText, visibleLine, visibleText } from "../../src/render/visible-text.ts";

describe("visibleText", () => {
  test("drops escape sequences, controls, bidirectional and zero-width characters, and keeps line ends", () => {
    expect(visibleText("a\u001b[31mb\u0007\u202ec\u200bd\u{e0041}e\u0000\r\nf\u2028g\th")).toBe("abcde\nf\ng\th");
  });

  test("keeps letters of every script, accents and pictures", () => {
    expect(visibleText("注文 é e\u0301 🚀 ñ")).toBe("注文 é e\u0301 🚀 ñ");
  });
});

describe("visibleLine", () => {
  test("is one line", () => {
    expect(visibleLine(" a\n\n b\t c ")).toBe("a b c");
  });
});

describe("cutText", () => {
  test("says how much is left out, and never cuts through a character", () => {
    expect(cutText("abc", 3)).toBe("abc");
    expect(cutText("abcdef", 2)).toBe("ab … (4 more characters are left out)");
    expect(cutText("a🚀b", 2)).toMatch(/^a …/);
  });
});

describe("plainText", () => {
  test("keeps the words, code with its backticks, lists and code blocks", () => {
    expect(plainText("**a** `b` [c](https://example.com)\n\n- d\n\n```yaml\ne: 1\n```")).toBe("a `b` c\n\n- d\n\ne: 1");
    expect(plainLine("**a**\n`b`")).toBe("a `b`");
  });
});
