import type { BinaryOperator, Expression } from "./ast.ts";
import type { Token, Tokenizer } from "./tokenizer.ts";

/** Text that is not of the grammar; the parser of statements turns it into a note and goes on after the statement. */
export class RulesSyntaxError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const deepest = 60;
/** The service itself stops at 1,000 expressions in a request. */
const mostParts = 2_000;

/** Binary operators from the loosest to the tightest. https://firebase.google.com/docs/rules/rules-language#operators */
const levels: readonly (readonly BinaryOperator[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["in", "is"],
  ["<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];
const constants: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** Parses one expression from where the tokenizer stands. @throws RulesSyntaxError */
export function parseExpression(tokens: Tokenizer): Expression {
  return new ExpressionParser(tokens).conditional();
}

class ExpressionParser {
  private readonly tokens: Tokenizer;
  private depth = 0;
  private parts = 0;

  constructor(tokens: Tokenizer) {
    this.tokens = tokens;
  }

  conditional(): Expression {
    const test = this.binary(0);
    if (!this.takes("?")) return test;
    const consequence = this.nested(() => this.conditional());
    this.expect(":");
    const otherwise = this.nested(() => this.conditional());
    return { kind: "conditional", test, consequence, otherwise, at: this.span(test, otherwise) };
  }

  private binary(level: number): Expression {
    const operators = levels[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (let operator = this.operatorOf(operators); operator !== undefined; operator = this.operatorOf(operators)) {
      this.tokens.next();
      const right = this.binary(level + 1);
      this.count();
      left = { kind: "binary", operator, left, right, at: this.span(left, right) };
    }
    return left;
  }

  private operatorOf(operators: readonly BinaryOperator[]): BinaryOperator | undefined {
    const token = this.tokens.peek();
    return token.kind === "string" ? undefined : operators.find((operator) => operator === token.text);
  }

  private unary(): Expression {
    const token = this.tokens.peek();
    if (token.kind !== "sign" || (token.text !== "!" && token.text !== "-")) return this.postfix();
    this.tokens.next();
    const operand = this.nested(() => this.unary());
    return { kind: "unary", operator: token.text, operand, at: this.tokens.locate(token.start, operand.at.end ?? token.end) };
  }

  private postfix(): Expression {
    let value = this.primary();
    for (;;) {
      this.count();
      if (this.takes(".")) {
        const name = this.tokens.next();
        if (name.kind !== "name") throw new RulesSyntaxError("a name is missing after the dot", name.start);
        value = { kind: "member", of: value, name: name.text, at: this.until(value, name) };
      } else if (this.takes("[")) {
        let index = this.nested(() => this.conditional());
        if (this.takes(":")) index = this.nested(() => this.conditional());
        value = { kind: "index", of: value, index, at: this.until(value, this.expect("]")) };
      } else if (this.takes("(")) {
        const given = this.list(")");
        value = { kind: "call", callee: value, arguments: given.items, at: this.until(value, given.end) };
      } else return value;
    }
  }

  private primary(): Expression {
    const token = this.tokens.peek();
    if (token.kind === "sign" && token.text === "/") return this.path();
    this.tokens.next();
    const at = this.tokens.locate(token.start, token.end);
    if (token.kind === "string") return { kind: "literal", value: token.text, at };
    if (token.kind === "number") return { kind: "literal", value: Number(token.text), at };
    if (token.kind === "name") {
      const constant = constants.get(token.text);
      return constant === undefined ? { kind: "name", name: token.text, at } : { kind: "literal", value: constant, at };
    }
    if (token.text === "(") {
      const inside = this.nested(() => this.conditional());
      this.expect(")");
      return inside;
    }
    if (token.text === "[") {
      const given = this.list("]");
      return { kind: "list", items: given.items, at: this.tokens.locate(token.start, given.end.end) };
    }
    if (token.text === "{") return this.map(token);
    throw new RulesSyntaxError(token.kind === "end" ? "the file ends inside an expression" : `\`${token.text}\` is not expected here`, token.start);
  }

  /** `/databases/$(database)/documents/users/$(request.auth.uid)`. */
  private path(): Expression {
    const start = this.tokens.peek().start;
    const segments: (string | Expression)[] = [];
    let end = start;
    while (this.tokens.peek().text === "/" && this.tokens.peek().kind === "sign") {
      end = this.tokens.next().end;
      if (this.tokens.isAt("$(")) {
        this.tokens.next();
        this.tokens.next();
        segments.push(this.nested(() => this.conditional()));
        end = this.expect(")").end;
      } else {
        const raw = this.tokens.rawSegment();
        if (raw === "") throw new RulesSyntaxError("a path segment is missing after the slash", end);
        segments.push(raw);
        end += raw.length;
      }
      this.count();
    }
    return { kind: "path", segments, at: this.tokens.locate(start, end) };
  }

  private map(open: Token): Expression {
    const entries: { key: Expression; value: Expression }[] = [];
    while (this.tokens.peek().text !== "}") {
      const key = this.nested(() => this.conditional());
      this.expect(":");
      entries.push({ key, value: this.nested(() => this.conditional()) });
      if (!this.takes(",")) break;
    }
    return { kind: "map", entries, at: this.tokens.locate(open.start, this.expect("}").end) };
  }

  private list(close: string): { readonly items: readonly Expression[]; readonly end: Token } {
    const items: Expression[] = [];
    while (!(this.tokens.peek().kind === "sign" && this.tokens.peek().text === close)) {
      items.push(this.nested(() => this.conditional()));
      if (!this.takes(",")) break;
    }
    return { items, end: this.expect(close) };
  }

  private nested(parse: () => Expression): Expression {
    this.depth += 1;
    if (this.depth > deepest) throw new RulesSyntaxError("the expression is nested too deeply", this.tokens.peek().start);
    const value = parse();
    this.depth -= 1;
    return value;
  }

  private count(): void {
    this.parts += 1;
    if (this.parts > mostParts) throw new RulesSyntaxError("the expression is too long", this.tokens.peek().start);
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

  private span(first: Expression, last: Expression) {
    return this.tokens.locate(first.at.start ?? 0, last.at.end ?? 0);
  }

  private until(first: Expression, last: Token) {
    return this.tokens.locate(first.at.start ?? 0, last.end);
  }
}
