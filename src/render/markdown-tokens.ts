/** A stretch of text on one line. Spans of one line never hold markup: what is neither code nor bold is plain text. */
export interface Span {
  readonly text: string;
  readonly code: boolean;
  readonly bold: boolean;
}

/** What our texts may consist of; everything else is read as plain text. */
export type Block =
  | { readonly kind: "paragraph"; readonly lines: readonly (readonly Span[])[] }
  | { readonly kind: "item"; readonly marker: string; readonly spans: readonly Span[] }
  | { readonly kind: "fence"; readonly language: string; readonly content: string };

const fenceOpening = /^\s{0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)[^`]*$/;
const listItem = /^\s*([-*+]|\d{1,3}[.)])\s+(.*)$/;

/** Reads the small Markdown that rules and the model write: paragraphs, lists, fenced code, code spans, bold. Links keep their label; images vanish. */
export function readBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = text.split("\n");
  let paragraph: (readonly Span[])[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0) blocks.push({ kind: "paragraph", lines: paragraph });
    paragraph = [];
  };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const opening = fenceOpening.exec(line);
    const item = listItem.exec(line);
    if (opening !== null) {
      endParagraph();
      const end = closingLine(lines, index + 1, opening[1] ?? "```");
      blocks.push({ kind: "fence", language: opening[2] ?? "", content: lines.slice(index + 1, end).join("\n") });
      index = end;
    } else if (item !== null) {
      endParagraph();
      blocks.push({ kind: "item", marker: /\d/.test(item[1] ?? "") ? (item[1] ?? "") : "-", spans: readSpans(item[2] ?? "") });
    } else if (line.trim() === "") endParagraph();
    else paragraph.push(readSpans(line.replace(/^\s*(#{1,6}|>)\s+/, "").trim()));
  }
  endParagraph();
  return blocks;
}

function closingLine(lines: readonly string[], from: number, fence: string): number {
  for (let index = from; index < lines.length; index++) {
    const line = (lines[index] ?? "").trim();
    if (line.length >= fence.length && line === fence.charAt(0).repeat(line.length)) return index;
  }
  return lines.length;
}

const link = /^!?\[([^[\]\n]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:[ \t]+"[^"\n]*")?\)/;
const escaped = /^\\([!-/:-@[-`{-~])/;

/** The spans of one line: text, `code` and **bold**. Neighbouring spans of the same kind are one. */
export function readSpans(line: string): readonly Span[] {
  const spans: Span[] = [];
  let bold = false;
  const add = (text: string, code: boolean) => {
    const last = spans.at(-1);
    if (text === "") return;
    if (last !== undefined && !code && !last.code && last.bold === bold) spans[spans.length - 1] = { ...last, text: last.text + text };
    else spans.push({ text, code, bold });
  };
  for (let index = 0; index < line.length;) {
    const next = nextMark(line, index);
    add(line.slice(index, next), false);
    const rest = line.slice(next, next + 4_000);
    const code = codeAt(line, next);
    const linked = link.exec(rest);
    const literal = escaped.exec(rest);
    index = next;
    if (code !== null) add(code.text, true);
    else if (linked !== null) add(linked[0].startsWith("!") ? "" : (linked[1] ?? ""), false);
    else if (literal !== null) add(literal[1] ?? "", false);
    else if (rest.startsWith("**")) bold = !bold;
    else add(runAt(line, next), false);
    index += code?.length ?? linked?.[0].length ?? literal?.[0].length ?? (rest.startsWith("**") ? 2 : runAt(line, next).length);
  }
  return spans;
}

function nextMark(line: string, from: number): number {
  for (let index = from; index < line.length; index++) if ("`*\\[!".includes(line.charAt(index))) return index;
  return line.length;
}

/** A run of backticks, or the one character. */
function runAt(line: string, from: number): string {
  let end = from + 1;
  if (line.charAt(from) === "`") while (line.charAt(end) === "`") end++;
  return line.slice(from, end);
}

function codeAt(line: string, from: number): { text: string; length: number } | null {
  if (line.charAt(from) !== "`") return null;
  const fence = runAt(line, from);
  for (let close = line.indexOf("`", from + fence.length); close >= 0;) {
    const run = runAt(line, close);
    if (run.length === fence.length) return { text: line.slice(from + fence.length, close).trim(), length: close + run.length - from };
    close = line.indexOf("`", close + run.length);
  }
  return null;
}
