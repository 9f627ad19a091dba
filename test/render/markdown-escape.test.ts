import * as fc from "fast-check";
import { lexer } from "marked";
import { describe, expect, test } from "vitest";
import { codeBlock, codeSpan, fence, link, safeInline, safeMarkdown, tableCell } from "../../src/render/markdown-escape.ts";
import { activeText, hostileText, isTable, plainTextsOf, tokensOf } from "./hostile-text.ts";

const allowed = new Set(["paragraph", "text", "strong", "codespan", "code", "list", "list_item", "br", "space", "escape"]);

describe("safeMarkdown", () => {
  test("keeps code, bold, lists and paragraphs", () => {
    const text = "`ProcessOrders` runs for **120 s**.\n\n- one\n- two\n\nlast";
    expect(safeMarkdown(text)).toBe(text);
  });

  test("keeps fenced code but not its power to act", () => {
    expect(safeMarkdown("```yaml\na: 1\n```")).toBe("```yaml\na: 1\n```");
    expect(safeMarkdown("```suggestion\na: 1\n```")).toBe("```\na: 1\n```");
  });

  test("turns mentions, references and addresses into code", () => {
    expect(safeMarkdown("ask @octocat about (#12), fixes acme/shop#9 at https://evil.example/x.")).toBe(
      "ask `@octocat` about (`#12`), fixes `acme/shop#9` at `https://evil.example/x`.",
    );
  });

  test("keeps a link's label and drops images", () => {
    expect(safeMarkdown("see [the page](https://evil.example) ![pixel](https://evil.example/p.png)now")).toBe("see the page now");
  });

  test("leaves names with underscores readable", () => {
    expect(safeMarkdown("set max_receive_count")).toBe("set max_receive_count");
  });

  test("holds nothing but paragraphs, lists, code and bold for any text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const rendered = safeMarkdown(text);
        expect(tokensOf(rendered).filter((token) => !allowed.has(token.type))).toEqual([]);
        expect(rendered).not.toContain("<!--");
      }),
      { numRuns: 2_000 },
    );
  });

  test("holds no mention, reference or address outside code for any text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const plain of plainTextsOf(safeMarkdown(text))) expect(plain).not.toMatch(activeText);
      }),
      { numRuns: 2_000 },
    );
  });

  test("holds no invisible character for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(safeMarkdown(text)).not.toMatch(/(?!\n|\t)[\p{Cc}\p{Cf}]/u);
      }),
    );
  });

  test("means the same when it is rendered twice", () => {
    const once = safeMarkdown("a*b [c] `d` **e** #f @g");
    expect(safeMarkdown(once)).toBe(once);
  });
});

describe("safeInline", () => {
  test("is one line without lists", () => {
    expect(safeInline("- a\n- b")).toBe("\\- a - b");
  });

  test("drops bold where it stands in bold already", () => {
    expect(safeInline("a **b** c", { bold: false })).toBe("a b c");
  });

  test("stays one paragraph for any text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const blocks = lexer(safeInline(text)).filter((token) => token.type !== "space");
        expect(blocks.map((token) => token.type)).toEqual(blocks.length === 0 ? [] : ["paragraph"]);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("codeSpan", () => {
  test("replaces backticks of its content", () => {
    expect(codeSpan("a`b``c")).toBe("`aˋbˋˋc`");
  });

  test("is empty for nothing visible", () => {
    expect(codeSpan("\u200b\n")).toBe("");
  });

  test("is one code span with the visible text for any text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const rendered = codeSpan(text);
        fc.pre(rendered !== "");
        const tokens = tokensOf(`x ${rendered} y`).filter((token) => token.type !== "paragraph");
        expect(tokens.map((token) => token.type)).toEqual(["text", "codespan", "text"]);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("fence", () => {
  test("keeps content as it is and cannot be closed by it", () => {
    fc.assert(
      fc.property(
        hostileText.map((text) => text.replaceAll("\r", "")),
        (text) => {
          const [token, ...rest] = lexer(fence(text, "suggestion"));
          expect(rest).toEqual([]);
          expect(token?.type).toBe("code");
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("of nothing has no line, so that a suggestion deletes", () => {
    expect(fence("", "suggestion")).toBe("```suggestion\n```");
  });
});

describe("codeBlock", () => {
  test("breaks the beginning of HTML comments", () => {
    expect(codeBlock("<!-- marker -->")).not.toContain("<!--");
  });
});

describe("link", () => {
  test("takes only http addresses", () => {
    expect(link("a", "javascript:alert(1)")).toBe("a");
    expect(link("a", null)).toBe("a");
    expect(link("a", "not an address")).toBe("a");
  });

  test("cannot be ended by its address", () => {
    expect(link("a", "https://example.com/x)(y z|`")).toBe("[a](https://example.com/x%29%28y%20z%7C%60)");
  });
});

describe("tableCell", () => {
  test("is one cell for any text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const [table] = lexer(`| a | b |\n| --- | --- |\n| ${tableCell(text)} | end |`);
        expect(isTable(table) && table.rows.map((row) => row.at(-1)?.text)).toEqual(["end"]);
      }),
      { numRuns: 1_000 },
    );
  });
});
