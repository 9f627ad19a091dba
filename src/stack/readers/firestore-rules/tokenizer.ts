import type { Location } from "../../../change/location.ts";

/** One token of the rules language; `end` stands after the last one. */
export interface Token {
  readonly kind: "name" | "number" | "string" | "sign" | "end";
  /** As written; of strings the content. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const signs = [
  "&&",
  "||",
  "==",
  "!=",
  "<=",
  ">=",
  "<",
  ">",
  "+",
  "-",
  "*",
  "/",
  "%",
  "!",
  "?",
  ":",
  ".",
  ",",
  ";",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  "=",
  "$",
  "|",
];
const nameStart = /[A-Za-z_]/u;
const nameRest = /[A-Za-z0-9_]/u;
const digit = /[0-9]/u;
const pathCharacter = /[A-Za-z0-9_\-.~%@+]/u;

/**
 * Reads tokens one after the other, and paths as raw text where the parser expects one: whether a slash divides or begins a path is known to the grammar
 * alone.
 */
export class Tokenizer {
  readonly text: string;
  private readonly path: string;
  private readonly lineStarts: number[] = [0];
  private position = 0;
  private ahead: Token | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
    for (let index = text.indexOf("\n"); index !== -1; index = text.indexOf("\n", index + 1)) this.lineStarts.push(index + 1);
  }

  peek(): Token {
    this.ahead ??= this.scan();
    return this.ahead;
  }

  next(): Token {
    const token = this.peek();
    this.ahead = undefined;
    this.position = token.end;
    return token;
  }

  /** Raw text of one path segment at the current place: letters, digits and what identifiers may hold; `(default)` too. */
  rawSegment(): string {
    const start = this.rawStart();
    if (this.text.startsWith("(default)", start)) return this.take(start, start + "(default)".length);
    let end = start;
    while (end < this.text.length && pathCharacter.test(this.text.charAt(end))) end += 1;
    return this.take(start, end);
  }

  /** Whether the very next characters, without space between, are these. */
  isAt(characters: string): boolean {
    return this.text.startsWith(characters, this.rawStart());
  }

  locate(start: number, end: number): Location {
    return { path: this.path, startLine: this.lineOf(start), endLine: this.lineOf(Math.max(start, end - 1)), start, end };
  }

  lineOf(offset: number): number {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  private rawStart(): number {
    return this.position;
  }

  private take(start: number, end: number): string {
    this.ahead = undefined;
    this.position = end;
    return this.text.slice(start, end);
  }

  private scan(): Token {
    const start = this.afterBlanks(this.position);
    const first = this.text.charAt(start);
    if (first === "") return { kind: "end", text: "", start, end: start };
    if (nameStart.test(first)) return this.run("name", start, nameRest);
    if (digit.test(first)) return this.number(start);
    if (first === '"' || first === "'") return this.string(start, first);
    const sign = signs.find((one) => this.text.startsWith(one, start)) ?? first;
    return { kind: "sign", text: sign, start, end: start + sign.length };
  }

  private run(kind: Token["kind"], start: number, rest: RegExp): Token {
    let end = start + 1;
    while (end < this.text.length && rest.test(this.text.charAt(end))) end += 1;
    return { kind, text: this.text.slice(start, end), start, end };
  }

  private number(start: number): Token {
    const whole = this.run("number", start, digit);
    if (this.text.charAt(whole.end) !== "." || !digit.test(this.text.charAt(whole.end + 1))) return whole;
    const fraction = this.run("number", whole.end + 1, digit);
    return { ...fraction, text: this.text.slice(start, fraction.end), start };
  }

  /** A string ends at its quote; one that is not closed ends with its line. */
  private string(start: number, quote: string): Token {
    let text = "";
    let end = start + 1;
    for (; end < this.text.length; end += 1) {
      const character = this.text.charAt(end);
      if (character === quote) return { kind: "string", text, start, end: end + 1 };
      if (character === "\n") break;
      if (character === "\\") end += 1;
      text += this.text.charAt(end);
    }
    return { kind: "string", text, start, end };
  }

  private afterBlanks(from: number): number {
    let at = from;
    for (;;) {
      while (/\s/u.test(this.text.charAt(at))) at += 1;
      const closes = this.text.startsWith("//", at) ? "\n" : this.text.startsWith("/*", at) ? "*/" : undefined;
      if (closes === undefined) return at;
      const end = this.text.indexOf(closes, at + 2);
      if (end === -1) return this.text.length;
      at = end + closes.length;
    }
  }
}
