import type { Expression, FunctionDeclaration } from "./ast.ts";

/** The service refuses deeper call chains. https://firebase.google.com/docs/rules/rules-language#functions */
const deepestCalls = 20;
const mostParts = 20_000;

type Names = ReadonlyMap<string, Expression>;

/** The expression with calls of the file's own functions replaced by what they return. Calls that go on without end stay as they are. */
export function inlineFunctions(expression: Expression, functions: ReadonlyMap<string, FunctionDeclaration>): Expression {
  return new Inliner(functions).expand(expression, new Map(), 0);
}

class Inliner {
  private readonly functions: ReadonlyMap<string, FunctionDeclaration>;
  /** How many parts the results of arguments and variables have: putting them in again and again must not grow without end. */
  private readonly sizes = new WeakMap<Expression, number>();
  private parts = 0;

  constructor(functions: ReadonlyMap<string, FunctionDeclaration>) {
    this.functions = functions;
  }

  expand(one: Expression, names: Names, depth: number): Expression {
    this.parts += 1;
    if (this.parts > mostParts) return { kind: "error", at: one.at };
    const go = (part: Expression) => this.expand(part, names, depth);
    switch (one.kind) {
      case "name":
        return this.named(one, names);
      case "member":
        return { ...one, of: go(one.of) };
      case "index":
        return { ...one, of: go(one.of), index: go(one.index) };
      case "unary":
        return { ...one, operand: go(one.operand) };
      case "binary":
        return { ...one, left: go(one.left), right: go(one.right) };
      case "conditional":
        return { ...one, test: go(one.test), consequence: go(one.consequence), otherwise: go(one.otherwise) };
      case "list":
        return { ...one, items: one.items.map(go) };
      case "map":
        return { ...one, entries: one.entries.map(({ key, value }) => ({ key: go(key), value: go(value) })) };
      case "path":
        return { ...one, segments: one.segments.map((segment) => (typeof segment === "string" ? segment : go(segment))) };
      case "call":
        return this.call(one, names, depth);
      default:
        return one;
    }
  }

  private named(one: Extract<Expression, { kind: "name" }>, names: Names): Expression {
    const value = names.get(one.name);
    if (value === undefined) return one;
    this.parts += this.sizes.get(value) ?? 1;
    return this.parts > mostParts ? { kind: "error", at: one.at } : value;
  }

  private measured(one: Expression, names: Names, depth: number): Expression {
    const before = this.parts;
    const value = this.expand(one, names, depth);
    this.sizes.set(value, this.parts - before);
    return value;
  }

  private call(one: Extract<Expression, { kind: "call" }>, names: Names, depth: number): Expression {
    const given = one.arguments.map((argument) => this.measured(argument, names, depth));
    const declared = one.callee.kind === "name" ? this.functions.get(one.callee.name) : undefined;
    if (declared === undefined || depth >= deepestCalls) {
      const callee = one.callee.kind === "name" ? one.callee : this.expand(one.callee, names, depth);
      return { ...one, callee, arguments: given };
    }
    const inside = new Map<string, Expression>();
    for (const [index, parameter] of declared.parameters.entries()) {
      const argument = given[index];
      if (argument !== undefined) inside.set(parameter, argument);
    }
    for (const variable of declared.variables) inside.set(variable.name, this.measured(variable.value, inside, depth + 1));
    return this.expand(declared.result, inside, depth + 1);
  }
}
