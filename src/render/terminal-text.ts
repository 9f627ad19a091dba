import { styleText } from "node:util";
import { displayWidth, splitAtWidth } from "./display-width.ts";
import { type Span, readBlocks } from "./markdown-tokens.ts";
import { visibleText } from "./visible-text.ts";

type Format = Parameters<typeof styleText>[0];

/** Puts a style on text, or leaves it as it is where there is no colour. */
export interface Palette {
  readonly color: boolean;
  readonly paint: (format: Format, text: string) => string;
}

export function paletteOf(color: boolean): Palette {
  return { color, paint: (format, text) => (color && text !== "" ? styleText(format, text, { validateStream: false }) : text) };
}

/** How a stretch of Markdown is set: columns that are free, what stands before the first and before every other line. */
export interface Setting {
  readonly width: number;
  readonly first: string;
  readonly rest: string;
  readonly palette: Palette;
}

interface Word {
  readonly text: string;
  readonly width: number;
  readonly span: Span;
  /** Whether white space stands before it: only there a line may break. */
  readonly spaced: boolean;
}

/** Markdown of ours as wrapped terminal lines: code in colour, else in its backticks. Nothing that a terminal would obey passes. */
export function setMarkdown(markdown: string, setting: Setting): readonly string[] {
  const lines: string[] = [];
  const blocks = readBlocks(visibleText(markdown));
  for (const [index, block] of blocks.entries()) {
    const first = lines.length === 0 ? setting.first : setting.rest;
    if (index > 0 && !(block.kind === "item" && blocks[index - 1]?.kind === "item")) lines.push(setting.rest.trimEnd());
    if (block.kind === "fence")
      lines.push(...block.content.split("\n").map((line) => setting.rest + setting.palette.paint("cyan", line.replaceAll("\t", "  "))));
    else if (block.kind === "item") lines.push(...wrap(block.spans, hanging(setting, first, block.marker)));
    else for (const [number, spans] of block.lines.entries()) lines.push(...wrap(spans, { ...setting, first: number === 0 ? first : setting.rest }));
  }
  return lines;
}

/** Plain foreign text, wrapped in the same way. */
export function setPlain(text: string, setting: Setting): readonly string[] {
  return wrap([{ text: visibleText(text).replace(/\s+/g, " "), code: false, bold: false }], setting);
}

function hanging(setting: Setting, first: string, marker: string): Setting {
  const indent = " ".repeat(marker.length + 1);
  return { ...setting, first: `${first}${marker} `, rest: setting.rest + indent, width: setting.width - indent.length };
}

function wrap(spans: readonly Span[], { width, first, rest, palette }: Setting): string[] {
  const available = Math.max(20, width);
  const lines: string[] = [];
  let line: Span[] = [];
  let used = 0;
  const endLine = () => {
    lines.push((lines.length === 0 ? first : rest) + line.map((span) => style(span, palette)).join(""));
    line = [];
    used = 0;
  };
  for (const unit of unitsOf(wordsOf(spans, palette.color), available)) {
    const length = unit.reduce((sum, word) => sum + word.width, 0);
    const space = used > 0 && unit[0]?.spaced === true ? 1 : 0;
    if (used > 0 && used + space + length > available) endLine();
    else if (space > 0) addSpace(line, unit[0]?.span);
    used += (used > 0 ? space : 0) + length;
    for (const { text, span } of unit) addText(line, { ...span, text });
  }
  if (line.length > 0 || lines.length === 0) endLine();
  return lines;
}

/** Puts text at the end of a line, in one stretch with what is there in the same style. */
function addText(line: Span[], span: Span): void {
  const last = line.at(-1);
  if (last?.code === span.code && last.bold === span.bold) line[line.length - 1] = { ...last, text: last.text + span.text };
  else line.push(span);
}

function addSpace(line: Span[], next: Span | undefined): void {
  const last = line.at(-1);
  const isSame = last !== undefined && next !== undefined && last.code === next.code && last.bold === next.bold;
  addText(line, { text: " ", code: isSame && last.code, bold: isSame && last.bold });
}

/** Words that stick together without white space between them form one unit; units wider than a line are broken. */
function unitsOf(words: readonly Word[], available: number): Word[][] {
  const units: Word[][] = [];
  for (const word of words) {
    for (const [index, piece] of pieces(word, available).entries()) {
      const last = units.at(-1);
      const fits = last !== undefined && last.reduce((sum, one) => sum + one.width, 0) + piece.width <= available;
      if (last !== undefined && index === 0 && !piece.spaced && fits) last.push(piece);
      else units.push([piece]);
    }
  }
  return units;
}

function wordsOf(spans: readonly Span[], color: boolean): Word[] {
  const words: Word[] = [];
  let spaced = false;
  for (const span of spans) {
    const text = span.code && !color ? `\`${span.text}\`` : span.text;
    for (const part of text.split(/(\s+)/)) {
      if (part.trim() !== "") words.push({ text: part, width: displayWidth(part), span, spaced });
      if (part !== "") spaced = part.trim() === "";
    }
  }
  return words;
}

function pieces(word: Word, available: number): Word[] {
  if (word.width <= available) return [word];
  const found: Word[] = [];
  let text = word.text;
  while (text !== "") {
    const [beginning, rest] = splitAtWidth(text, available);
    const piece = beginning === "" ? text.slice(0, 1) : beginning;
    found.push({ ...word, text: piece, width: displayWidth(piece), spaced: found.length === 0 && word.spaced });
    text = beginning === "" ? text.slice(1) : rest;
  }
  return found;
}

function style({ text, code, bold }: Span, { paint }: Palette): string {
  if (code) return paint("cyan", text);
  return bold ? paint("bold", text) : text;
}
