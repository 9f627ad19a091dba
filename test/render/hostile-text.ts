import * as fc from "fast-check";
import { type Token, type Tokens, lexer } from "marked";

const scraps = [
  "@octocat @org/team user@example.com #123 GH-7 acme/shop#9 https://evil.example/x www.evil.example mailto:a@b.example".split(" "),
  "<img> <!-- </details> <details> </sub> <script> ![alt](https://evil.example/p.png) [text](https://evil.example) ` `` ``` ```` ~~~".split(" "),
  "```suggestion ~~~mermaid ** * _ __ \\ | $ $$ --- === &lt; &#64; @ # 1 a [ ] ( ) ! : / :// < > word - + 1.".split(" "),
  [
    "fixes #1",
    "<!-- serverless-reviewer: f-1 -->",
    "<img src=x>",
    "[x]: https://evil.example",
    "| --- |",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "# ",
    "- ",
    "1. ",
    "> ",
    "- [ ] ",
    " ",
  ],
  ["\u202e", "\u200b", "\u001b[31m", "\u001b]8;;https://evil.example\u0007", "\u0000", "\u2028", "\u009b2J", "\r"],
].flat();

/** Text as somebody would write it who wants to be more than text. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...scraps), fc.string({ unit: "grapheme", maxLength: 6 })), { maxLength: 30 })
  .map((parts) => parts.join(""));

/** Every token of Markdown, at all depths, as a parser that is not ours reads it. */
export function tokensOf(markdown: string): Token[] {
  const found: Token[] = [];
  const walk = (tokens: readonly Token[]) => {
    for (const token of tokens) {
      found.push(token);
      if (isTable(token)) for (const cell of [...token.header, ...token.rows.flat()]) walk(cell.tokens);
      if ("items" in token && Array.isArray(token.items)) walk(token.items);
      else if ("tokens" in token && Array.isArray(token.tokens)) walk(token.tokens);
    }
  };
  walk(lexer(markdown, { gfm: true, breaks: true }));
  return found;
}

export function isTable(token: Token | undefined): token is Tokens.Table {
  return token?.type === "table";
}

/** The texts outside code, entities resolved, as GitHub's mention and reference filters see them. */
export function plainTextsOf(markdown: string): string[] {
  return tokensOf(markdown)
    .filter((token) => (token.type === "text" || token.type === "escape") && !("tokens" in token && token.tokens))
    .map((token) => ("text" in token ? String(token.text) : ""))
    .map((text) => text.replaceAll("&#96;", "`").replaceAll("&lt;", "<").replaceAll("&amp;", "&"));
}

/** What GitHub turns into a mention, a reference or a link. */
export const activeText = /@[\p{L}\p{N}]|#\p{N}|GH-\d|:\/\/|www\./iu;
