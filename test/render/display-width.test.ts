import { describe, expect, test } from "vitest";
import { displayWidth, fitWidth, splitAtWidth } from "../../src/render/display-width.ts";

describe("displayWidth", () => {
  test.each([
    ["abc", 3],
    ["", 0],
    ["é", 1],
    ["e\u0301", 1],
    ["注文", 4],
    ["한국", 4],
    ["ＡＢ", 4],
    ["🚀", 2],
    ["👩‍👩‍👧", 2],
    ["❤️", 2],
    ["│", 1],
  ])("counts the columns of %j", (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });
});

describe("fitWidth", () => {
  test("cuts with an ellipsis, never through a character", () => {
    expect(fitWidth("注文キュー", 6)).toBe("注文…");
    expect(fitWidth("abc", 3)).toBe("abc");
  });
});

describe("splitAtWidth", () => {
  test("gives both halves", () => {
    expect(splitAtWidth("ab注文", 3)).toEqual(["ab", "注文"]);
  });
});
