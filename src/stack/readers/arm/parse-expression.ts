import type { Location } from "../../../change/location.ts";
import { scalar } from "../../value-builders.ts";
import type { Expression } from "./expression.ts";
import { type Token, tokensOf } from "./expression-tokens.ts";

const deepestNesting = 60;

/** Whether a string of a template is an expression: it stands in brackets, and the opening one is not doubled. */
export function isExpression(text: string): boolean {
  return text.startsWith("[") && !text.startsWith("[[") && text.endsWith("]");
}

/** Parses `[concat('a', variables('b'))]`. Every part stands where the string stands, since escapes make inner offsets unsure. */
export function parseExpression(text: string, at: Location): Expression {
  const tokens = tokensOf(text.slice(1, -1));
  if (tokens === undefined) return { kind: "broken", reason: "the template expression cannot be parsed", at };
  const parser = new ExpressionParser(tokens, text.slice(1, -1), at);
  return parser.whole();
}

class ExpressionParser {
  private readonly tokens: readonly Token[];
  private readonly text: string;
  private readonly at: Location;
  private position = 0;
  private depth = 0;

  constructor(tokens: readonly Token[], text: string, at: Location) {
    this.tokens = tokens;
    this.text = text;
    this.at = at;
  }

  whole(): Expression {
    const expression = this.expression();
    return this.position === this.tokens.length ? expression : this.broken();
  }

  private expression(): Expression {
    if (this.depth >= deepestNesting) {
      this.position = this.tokens.length;
      return { kind: "broken", reason: "the template expression is nested too deeply", at: this.at };
    }
    this.depth += 1;
    const expression = this.withAccess(this.primary());
    this.depth -= 1;
    return expression;
  }

  private primary(): Expression {
    const token = this.tokens[this.position];
    this.position += 1;
    if (token?.kind === "text" || token?.kind === "number") return { kind: "value", value: scalar(token.value, this.at), at: this.at };
    if (token?.kind !== "word") return this.broken();
    if (!this.takes("(")) return this.word(token.value);
    const parts = this.listed(")");
    if (parts === undefined) return this.broken();
    const text = this.text.slice(token.start, this.tokens[this.position - 1]?.end ?? this.text.length);
    const dot = token.value.lastIndexOf(".");
    return { kind: "call", name: token.value.slice(dot + 1), arguments: parts, text, at: this.at };
  }

  private word(word: string): Expression {
    const literals = new Map<string, boolean | null>([
      ["true", true],
      ["false", false],
      ["null", null],
    ]);
    const value = literals.get(word.toLowerCase());
    return value === undefined ? { kind: "name", name: word, at: this.at } : { kind: "value", value: scalar(value, this.at), at: this.at };
  }

  private listed(end: string): Expression[] | undefined {
    const parts: Expression[] = [];
    if (this.takes(end)) return parts;
    do parts.push(this.expression());
    while (this.takes(","));
    return this.takes(end) ? parts : undefined;
  }

  private withAccess(start: Expression): Expression {
    let expression = start;
    for (;;) {
      this.takes("?");
      if (this.takes(".")) {
        const name = this.tokens[this.position];
        if (name?.kind !== "word") return this.broken();
        this.position += 1;
        for (const step of name.value.split(".")) expression = { kind: "member", of: expression, name: step, at: this.at };
      } else if (this.takes("[")) {
        const index = this.expression();
        if (!this.takes("]")) return this.broken();
        expression = { kind: "index", of: expression, index, at: this.at };
      } else return expression;
    }
  }

  private takes(sign: string): boolean {
    const token = this.tokens[this.position];
    if (token?.kind !== "sign" || token.value !== sign) return false;
    this.position += 1;
    return true;
  }

  private broken(): Expression {
    this.position = this.tokens.length;
    return { kind: "broken", reason: "the template expression cannot be parsed", at: this.at };
  }
}
