/**
 * A part of a word: text as the shell will see it; a variable (`$STAGE`, `${STAGE}`); or something that is worked out when the script runs: `$(date)`, `${STAGE:-dev}`,
 * `${{ github.ref }}`, with its source.
 */
export type ShellPart =
  | { readonly text: string }
  | { readonly variable: string; readonly isQuoted: boolean }
  | { readonly computed: string; readonly isQuoted: boolean };

/** One word, with its offsets in the script. */
export interface ShellWord {
  readonly parts: readonly ShellPart[];
  readonly start: number;
  readonly end: number;
}

type ShellToken = { readonly kind: "word"; readonly word: ShellWord } | { readonly kind: "separator"; readonly text: string };

const blanks = " \t\r";
/** What ends a word where it is not quoted. */
const endOfWord = `${blanks}\n;&|()<>`;
const escapable = '$`"\\\n';

/** Splits a script of a POSIX shell into words and what separates commands. Redirections and comments are left out; what is not closed ends with the text. */
export function shellTokens(text: string): readonly ShellToken[] {
  return new Tokenizer(text).read();
}

class Tokenizer {
  private readonly text: string;
  private position = 0;
  private readonly tokens: ShellToken[] = [];
  /** Delimiters of here-documents whose text begins after the line. */
  private readonly hereDocuments: string[] = [];
  private parts: ShellPart[] = [];
  private isQuoted = false;

  constructor(text: string) {
    this.text = text;
  }

  read(): readonly ShellToken[] {
    while (this.position < this.text.length) {
      const character = this.at();
      if (this.startsWith("\\\n") || this.startsWith("\\\r\n")) this.position += this.startsWith("\\\r") ? 3 : 2;
      else if (blanks.includes(character)) this.position += 1;
      else if (character === "#") this.skipTo("\n");
      else if (character === "\n") this.endLine();
      else if (character === "<" || character === ">" || this.startsWith("&>")) this.redirect();
      else if (endOfWord.includes(character)) this.separate();
      else this.word();
    }
    return this.tokens;
  }

  private at(offset = 0): string {
    return this.text[this.position + offset] ?? "";
  }

  private startsWith(text: string): boolean {
    return this.text.startsWith(text, this.position);
  }

  private skipTo(character: string): void {
    const found = this.text.indexOf(character, this.position);
    this.position = found === -1 ? this.text.length : found;
  }

  private endLine(): void {
    this.tokens.push({ kind: "separator", text: "\n" });
    this.position += 1;
    for (let delimiter = this.hereDocuments.shift(); delimiter !== undefined; delimiter = this.hereDocuments.shift())
      this.skipHereDocument(delimiter);
  }

  private skipHereDocument(delimiter: string): void {
    while (this.position < this.text.length) {
      const start = this.position;
      this.skipTo("\n");
      const line = this.text.slice(start, this.position).trim();
      this.position += 1;
      if (line === delimiter) return;
    }
  }

  private separate(): void {
    const pair = this.text.slice(this.position, this.position + 2);
    const text = ["&&", "||", ";;", "|&"].includes(pair) ? pair : this.at();
    this.tokens.push({ kind: "separator", text });
    this.position += text.length;
  }

  /** `>`, `2>&1`, `<<EOF`: the word behind it is a file or a delimiter, no argument. */
  private redirect(): void {
    const isHereDocument = this.startsWith("<<") && !this.startsWith("<<<");
    while ("<>&|-".includes(this.at()) && this.at() !== "") this.position += 1;
    while (blanks.includes(this.at()) && this.at() !== "") this.position += 1;
    const before = this.tokens.length;
    if (this.at() !== "" && !endOfWord.includes(this.at())) this.word();
    const [target] = this.tokens.splice(before);
    if (isHereDocument && target?.kind === "word")
      this.hereDocuments.push(target.word.parts.map((part) => ("text" in part ? part.text : "")).join(""));
  }

  private word(): void {
    const start = this.position;
    this.parts = [];
    while (this.position < this.text.length && !endOfWord.includes(this.at())) this.piece();
    // The number of a redirection stands right before it.
    const isNumber = /^\d+$/.test(this.text.slice(start, this.position)) && "<>".includes(this.at()) && this.at() !== "";
    if (!isNumber) this.tokens.push({ kind: "word", word: { parts: this.parts, start, end: this.position } });
  }

  private piece(): void {
    const character = this.at();
    if (character === "'") this.singleQuoted();
    else if (character === '"') this.doubleQuoted();
    else if (character === "\\") this.escaped();
    else if (character === "$") this.dollar();
    else if (character === "`") this.backquoted();
    else {
      this.add(character);
      this.position += 1;
    }
  }

  private add(text: string): void {
    const last = this.parts.at(-1);
    if (last !== undefined && "text" in last) this.parts[this.parts.length - 1] = { text: last.text + text };
    else this.parts.push({ text });
  }

  private singleQuoted(): void {
    this.position += 1;
    this.isQuoted = true;
    this.add("");
    while (this.position < this.text.length && this.at() !== "'") {
      // The pipeline puts it into the text before a shell reads it: no quotes keep it out.
      if (this.startsWith("${{")) this.enclosed("}}", this.position);
      else {
        this.add(this.at());
        this.position += 1;
      }
    }
    this.position += 1;
    this.isQuoted = false;
  }

  private doubleQuoted(): void {
    this.position += 1;
    this.isQuoted = true;
    this.add("");
    while (this.position < this.text.length && this.at() !== '"') {
      if (this.at() === "\\" && escapable.includes(this.at(1))) this.escaped();
      else if (this.at() === "$") this.dollar();
      else if (this.at() === "`") this.backquoted();
      else {
        this.add(this.at());
        this.position += 1;
      }
    }
    this.position += 1;
    this.isQuoted = false;
  }

  private escaped(): void {
    const next = this.at(1);
    if (next !== "\n") this.add(next);
    this.position += 2;
  }

  private backquoted(): void {
    const start = this.position;
    this.position += 1;
    this.skipTo("`");
    this.position += 1;
    this.computed(this.text.slice(start, this.position));
  }

  private computed(source: string): void {
    this.parts.push({ computed: source, isQuoted: this.isQuoted });
  }

  private dollar(): void {
    const start = this.position;
    const next = this.at(1);
    if (this.startsWith("${{")) this.enclosed("}}", start);
    else if (next === "(") this.parenthesized(start);
    else if (next === "{") this.braced(start);
    else if (next === "'" && !this.isQuoted) this.position += 1;
    else {
      const name = /^(?:[A-Za-z_]\w*|[0-9@*#?!$-])/.exec(this.text.slice(this.position + 1, this.position + 200))?.[0];
      this.position += 1 + (name?.length ?? 0);
      if (name === undefined) this.add("$");
      else this.parts.push({ variable: name, isQuoted: this.isQuoted });
    }
  }

  private enclosed(end: string, start: number): void {
    const found = this.text.indexOf(end, start);
    this.position = found === -1 ? this.text.length : found + end.length;
    this.computed(this.text.slice(start, this.position));
  }

  private braced(start: number): void {
    let open = 0;
    for (; this.position < this.text.length; this.position += 1) {
      if (this.at() === "{") open += 1;
      else if (this.at() === "}" && --open === 0) break;
    }
    this.position += 1;
    const source = this.text.slice(start, this.position);
    const name = /^\$\{(\w+)\}$/.exec(source)?.[1];
    if (name === undefined) this.computed(source);
    else this.parts.push({ variable: name, isQuoted: this.isQuoted });
  }

  private parenthesized(start: number): void {
    let open = 0;
    for (; this.position < this.text.length; this.position += 1) {
      if (this.at() === "(") open += 1;
      else if (this.at() === ")" && --open === 0) break;
    }
    this.position += 1;
    this.computed(this.text.slice(start, this.position));
  }
}
