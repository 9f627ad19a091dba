import type { Note } from "../../native.ts";
import type { Allow, Expression, FunctionDeclaration, MatchBlock, PatternSegment, RulesFile, ServiceBlock } from "./ast.ts";
import { RulesSyntaxError, parseExpression } from "./parse-expression.ts";
import { type Token, Tokenizer } from "./tokenizer.ts";

const longest = 1_000_000;
const deepest = 40;
const mostNotes = 5;

/** A parsed rules file with what could not be understood. */
export interface ParsedRules {
  readonly file: RulesFile;
  readonly notes: readonly Note[];
}

/** Parses security rules. A broken statement becomes a note with its line; what follows it is read on. Never throws. */
export function parseRules(path: string, text: string): ParsedRules {
  if (text.length > longest)
    return { file: { version: null, services: [] }, notes: [{ path, message: `the file is longer than ${longest} characters and was not parsed` }] };
  return new RulesParser(path, text).file();
}

interface OpenBlock {
  readonly matches: MatchBlock[];
  readonly allows: Allow[];
  readonly functions: FunctionDeclaration[];
}

class RulesParser {
  private readonly path: string;
  private readonly tokens: Tokenizer;
  private readonly notes: Note[] = [];
  private endedEarly = false;

  constructor(path: string, text: string) {
    this.path = path;
    this.tokens = new Tokenizer(path, text);
  }

  file(): ParsedRules {
    let version: string | null = null;
    const services: ServiceBlock[] = [];
    const shared: FunctionDeclaration[] = [];
    for (let token = this.tokens.peek(); token.kind !== "end"; token = this.tokens.peek()) {
      this.guarded(() => {
        if (token.text === "rules_version") version = this.version();
        else if (token.text === "service") services.push(this.service());
        else if (token.text === "function") shared.push(this.functionDeclaration());
        else throw new RulesSyntaxError(`\`${token.text}\` is not expected here`, this.tokens.next().start);
      });
    }
    // Functions may stand beside the service: every block of it sees them.
    return { file: { version, services: services.map((one) => ({ ...one, functions: [...shared, ...one.functions] })) }, notes: this.notes };
  }

  private version(): string {
    this.tokens.next();
    this.expect("=");
    const version = this.tokens.next();
    this.takes(";");
    return version.text;
  }

  private service(): ServiceBlock {
    const start = this.tokens.next().start;
    let name = this.tokens.next().text;
    while (this.takes(".")) name += `.${this.tokens.next().text}`;
    const { body, end } = this.block(0);
    return { name, ...body, at: this.tokens.locate(start, end) };
  }

  private block(depth: number): { readonly body: OpenBlock; readonly end: number } {
    const open = this.expect("{");
    if (depth > deepest) throw new RulesSyntaxError("match blocks are nested too deeply", open.start);
    const body: OpenBlock = { matches: [], allows: [], functions: [] };
    for (let token = this.tokens.peek(); ; token = this.tokens.peek()) {
      if (token.kind === "end") return { body, end: this.unclosed(open) };
      if (token.kind === "sign" && token.text === "}") return { body, end: this.tokens.next().end };
      this.guarded(() => {
        if (token.text === "allow") body.allows.push(this.allow());
        else if (token.text === "match") body.matches.push(this.match(depth));
        else if (token.text === "function") body.functions.push(this.functionDeclaration());
        else if (!this.takes(";")) throw new RulesSyntaxError(`\`${token.text}\` is not expected here`, this.tokens.next().start);
      });
    }
  }

  private match(depth: number): MatchBlock {
    const start = this.tokens.next().start;
    const segments: PatternSegment[] = [];
    const from = this.tokens.peek().start;
    let to = from;
    while (this.tokens.peek().text === "/") {
      to = this.tokens.next().end;
      const segment = this.patternSegment(to);
      segments.push(segment.segment);
      to = segment.end;
    }
    if (segments.length === 0) throw new RulesSyntaxError("`match` has no path", from);
    const headAt = this.tokens.locate(start, to);
    const path = this.tokens.text.slice(from, to);
    const { body, end } = this.block(depth + 1);
    return { segments, path, headAt, ...body, at: this.tokens.locate(start, end) };
  }

  private patternSegment(from: number): { readonly segment: PatternSegment; readonly end: number } {
    if (!this.tokens.isAt("{")) {
      const text = this.tokens.rawSegment();
      if (text === "") throw new RulesSyntaxError("a path segment is missing after the slash", from);
      return { segment: { kind: "literal", text }, end: from + text.length };
    }
    this.tokens.next();
    const name = this.tokens.next().text;
    const isRecursive = this.takes("=");
    if (isRecursive) {
      this.expect("*");
      this.expect("*");
    }
    return { segment: { kind: isRecursive ? "recursive" : "wildcard", name }, end: this.expect("}").end };
  }

  private allow(): Allow {
    const start = this.tokens.next().start;
    const methods: string[] = [];
    do methods.push(this.name().text);
    while (this.takes(","));
    let condition: Expression | null = null;
    if (this.takes(":")) {
      const word = this.name();
      if (word.text !== "if") throw new RulesSyntaxError("`if` is missing", word.start);
      condition = parseExpression(this.tokens);
    }
    const end = this.tokens.peek();
    // The closing semicolon may be left out before another statement or the end of the block.
    const closed = this.takes(";");
    if (!closed && end.text !== "}" && end.text !== "allow" && end.text !== "match" && end.text !== "function")
      throw new RulesSyntaxError("`;` is missing", end.start);
    return { methods, condition, at: this.tokens.locate(start, closed ? end.end : (condition?.at.end ?? end.start)) };
  }

  private functionDeclaration(): FunctionDeclaration {
    const start = this.tokens.next().start;
    const name = this.name().text;
    const parameters: string[] = [];
    this.expect("(");
    while (!this.takes(")")) {
      parameters.push(this.name().text);
      this.takes(",");
    }
    this.expect("{");
    const variables: { name: string; value: Expression }[] = [];
    while (this.takesWord("let")) {
      const variable = this.name().text;
      this.expect("=");
      variables.push({ name: variable, value: parseExpression(this.tokens) });
      this.takes(";");
    }
    if (!this.takesWord("return")) throw new RulesSyntaxError("`return` is missing", this.tokens.peek().start);
    const result = parseExpression(this.tokens);
    this.takes(";");
    return { name, parameters, variables, result, at: this.tokens.locate(start, this.expect("}").end) };
  }

  /** The file ends inside blocks: said once, for the innermost. */
  private unclosed(open: Token): number {
    if (!this.endedEarly) this.note("a block is not closed", open.start);
    this.endedEarly = true;
    return this.tokens.peek().end;
  }

  private note(message: string, offset: number): void {
    if (this.notes.length < mostNotes) this.notes.push({ path: this.path, line: this.tokens.lineOf(offset), message: `security rules: ${message}` });
  }

  /** Reads one statement; where it is broken, notes it and skips to the next one of the same block. */
  private guarded(read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof RulesSyntaxError)) throw error;
      this.note(error.message, error.offset);
      this.skip();
    }
  }

  /** To after the next semicolon or closed block, or before the brace that closes the block around or a word that begins a statement. */
  private skip(): void {
    let depth = 0;
    for (let token = this.tokens.peek(); token.kind !== "end"; token = this.tokens.peek()) {
      if (depth === 0 && (token.text === "}" || beginsStatement(token))) return;
      this.tokens.next();
      if (token.kind !== "sign") continue;
      if (token.text === "{") depth += 1;
      if (token.text === "}") depth -= 1;
      if (depth === 0 && (token.text === ";" || token.text === "}")) return;
    }
  }

  private name(): Token {
    const token = this.tokens.next();
    if (token.kind !== "name")
      throw new RulesSyntaxError(token.kind === "end" ? "the file ends too early" : `a name is expected, not \`${token.text}\``, token.start);
    return token;
  }

  private takesWord(word: string): boolean {
    const token = this.tokens.peek();
    if (token.kind !== "name" || token.text !== word) return false;
    this.tokens.next();
    return true;
  }

  private takes(sign: string): boolean {
    const token = this.tokens.peek();
    if (token.kind !== "sign" || token.text !== sign) return false;
    this.tokens.next();
    return true;
  }

  private expect(sign: string): Token {
    const token = this.tokens.peek();
    if (token.kind !== "sign" || token.text !== sign) throw new RulesSyntaxError(`\`${sign}\` is missing`, token.start);
    return this.tokens.next();
  }
}

function beginsStatement(token: Token): boolean {
  return token.kind === "name" && ["allow", "match", "function", "service"].includes(token.text);
}
