import { type CodeNode, readCodeTree } from "../../../../handlers/code-node.ts";
import { exportedBy, requiredBy } from "./commonjs.ts";
import type { Import, Member, Module, Pattern, Statement } from "./syntax.ts";
import { TypescriptExpressions } from "./typescript-expressions.ts";
import { patternOf } from "./typescript-patterns.ts";
import { textOfPart } from "./typescript-text.ts";

/** Reads a file of TypeScript or JavaScript. */
export function readTypescript(path: string, text: string): Module {
  const grammar = /\.[cm]?jsx?$/u.test(path) ? "javascript" : path.endsWith("x") ? "tsx" : "typescript";
  const tree = readCodeTree(grammar, path, text);
  const reader = new TypescriptModule();
  const body = reader.statements(tree.root);
  return { path, language: "typescript", body, exports: reader.exports, passedOn: reader.passedOn, isComplete: tree.complete };
}

class TypescriptModule {
  readonly exports = new Map<string, string>();
  readonly passedOn: { module: string; imported: string; exported: string }[] = [];
  private readonly expressions = new TypescriptExpressions((body) => this.statements(body));

  statements(body: CodeNode | null | undefined): readonly Statement[] {
    return body?.parts.flatMap((part) => this.statement(part)) ?? [];
  }

  private statement(node: CodeNode): readonly Statement[] {
    return this.declaration(node) ?? this.flow(node);
  }

  private declaration(node: CodeNode): readonly Statement[] | undefined {
    const { at } = node;
    switch (node.type) {
      case "import_statement":
        return this.import(node);
      case "export_statement":
        return this.export(node);
      case "lexical_declaration":
      case "variable_declaration":
        return node.parts.flatMap((part) => this.declarator(part));
      case "function_declaration":
      case "generator_function_declaration": {
        const name = node.get("name")?.text ?? "default";
        return [{ kind: "function", name, node: this.expressions.function(node), at }];
      }
      case "class_declaration":
      case "abstract_class_declaration":
        return [{ kind: "class", name: node.get("name")?.text ?? "default", node: this.expressions.class(node), at }];
      case "enum_declaration":
        return [this.enumeration(node)];
      default:
        return undefined;
    }
  }

  private declarator(part: CodeNode): readonly Statement[] {
    if (part.type !== "variable_declarator") return [];
    const value = part.get("value");
    const name = part.get("name");
    const required = requiredBy(part);
    if (required !== undefined) return [{ kind: "import", import: required, at: part.at }];
    return [
      {
        kind: "declare",
        pattern: patternOf(name, this.expressions),
        value: value === null ? undefined : this.expressions.read(value),
        at: part.at,
      },
    ];
  }

  private enumeration(node: CodeNode): Statement {
    let next = 0;
    const members: Member[] = (node.get("body")?.parts ?? []).map((part) => {
      const { at } = part;
      const name = part.type === "enum_assignment" ? part.get("name") : part;
      const written = part.type === "enum_assignment" ? this.expressions.read(part.get("value")) : undefined;
      const value = written ?? { kind: "literal" as const, value: next, at };
      if (value.kind === "literal" && typeof value.value === "number") next = value.value + 1;
      const key = name?.type === "string" ? name.parts.map(textOfPart).join("") : (name?.text ?? "");
      return { kind: "property", key, keyAt: name?.at ?? at, value, at };
    });
    const value = { kind: "object" as const, members, at: node.at };
    return { kind: "declare", pattern: { kind: "name", name: node.get("name")?.text ?? "" }, value, at: node.at };
  }

  private flow(node: CodeNode): readonly Statement[] {
    const { at } = node;
    switch (node.type) {
      case "expression_statement":
        return this.commonExports(node) ?? [{ kind: "expression", value: this.expressions.read(node.parts[0]), at }];
      case "if_statement": {
        const otherwise = node.get("alternative")?.parts[0];
        return [
          {
            kind: "if",
            test: this.expressions.read(node.get("condition")),
            consequent: this.block(node.get("consequence")),
            alternative: this.block(otherwise),
            at,
          },
        ];
      }
      case "for_in_statement":
        return [
          {
            kind: "for-each",
            pattern: patternOf(node.get("left"), this.expressions),
            over: this.expressions.read(node.get("right")),
            overKeys: node.has("in"),
            body: this.block(node.get("body")),
            at,
          },
        ];
      case "for_statement":
        return [this.counted(node)];
      case "while_statement":
      case "do_statement":
        return [{ kind: "loop", body: this.block(node.get("body")), at }];
      case "switch_statement":
        return [{ kind: "switch", value: this.expressions.read(node.get("value")), cases: this.cases(node.get("body")), at }];
      case "try_statement":
        return [{ kind: "block", body: [...this.block(node.get("body")), ...this.statements(node.get("finalizer")?.get("body"))], at }];
      case "statement_block":
        return [{ kind: "block", body: this.statements(node), at }];
      case "return_statement":
        return [{ kind: "return", value: node.parts[0] === undefined ? undefined : this.expressions.read(node.parts[0]), at }];
      case "throw_statement":
        return [{ kind: "throw", at }];
      case "break_statement":
        return [{ kind: "break", at }];
      case "continue_statement":
        return [{ kind: "continue", at }];
      default:
        return [];
    }
  }

  private counted(node: CodeNode): Statement {
    const { at } = node;
    const [first, test, step] = [node.get("initializer"), node.get("condition"), node.get("increment")];
    const start = first === null ? [] : this.statement(first);
    const body = this.block(node.get("body"));
    if (test === null || step === null) return { kind: "loop", body: [...start, ...body], at };
    const condition = test.type === "expression_statement" ? test.parts[0] : test;
    return { kind: "counted", start, test: this.expressions.read(condition), step: this.expressions.read(step), body, at };
  }

  private commonExports(node: CodeNode): readonly Statement[] | undefined {
    const exported = exportedBy(node);
    if (exported.length === 0) return undefined;
    return exported.flatMap(({ exported: name, value }): readonly Statement[] => {
      const isName = value.type === "identifier" || value.type === "shorthand_property_identifier";
      this.exports.set(name, isName ? value.text : `exports.${name}`);
      if (isName) return [];
      return [{ kind: "declare", pattern: { kind: "name", name: `exports.${name}` }, value: this.expressions.read(value), at: node.at }];
    });
  }

  private cases(body: CodeNode | null) {
    return (body?.parts ?? []).map((part) => {
      const test = part.get("value");
      const statements = part.parts.filter((inner) => inner !== test);
      return { test: test === null ? undefined : this.expressions.read(test), body: statements.flatMap((inner) => this.statement(inner)) };
    });
  }

  private block(node: CodeNode | null | undefined): readonly Statement[] {
    if (node === null || node === undefined) return [];
    return node.type === "statement_block" ? this.statements(node) : this.statement(node);
  }

  private import(node: CodeNode): readonly Statement[] {
    if (node.has("type")) return [];
    const required = node.parts.find((part) => part.type === "import_require_clause");
    const module = sourceOf(required ?? node);
    if (module === undefined) return [];
    const names: { imported: string; local: string }[] = required === undefined ? [] : [{ imported: "*", local: required.parts[0]?.text ?? "" }];
    for (const part of node.parts.find((one) => one.type === "import_clause")?.parts ?? []) {
      if (part.type === "identifier") names.push({ imported: "default", local: part.text });
      else if (part.type === "namespace_import") names.push({ imported: "*", local: part.parts[0]?.text ?? "" });
      else for (const specifier of part.parts) if (!specifier.has("type")) names.push(namesOf(specifier));
    }
    return [{ kind: "import", import: { module, names } satisfies Import, at: node.at }];
  }

  private export(node: CodeNode): readonly Statement[] {
    const module = sourceOf(node);
    const clause = node.parts.find((part) => part.type === "export_clause");
    if (module !== undefined) {
      const namespace = node.parts.find((part) => part.type === "namespace_export")?.parts[0]?.text;
      if (clause === undefined) this.passedOn.push({ module, imported: namespace === undefined ? "*" : "namespace", exported: namespace ?? "*" });
      for (const specifier of clause?.parts ?? []) {
        const { imported, local } = namesOf(specifier);
        this.passedOn.push({ module, imported, exported: local });
      }
      return [];
    }
    for (const specifier of clause?.parts ?? []) {
      const { imported, local } = namesOf(specifier);
      this.exports.set(local, imported);
    }
    if (clause !== undefined) return [];
    return this.exportedDeclaration(node);
  }

  private exportedDeclaration(node: CodeNode): readonly Statement[] {
    const declaration = node.get("declaration");
    const isDefault = node.has("default");
    const statements = declaration === null ? [] : this.statement(declaration);
    for (const statement of statements) {
      const names =
        statement.kind === "declare"
          ? namesIn(statement.pattern)
          : statement.kind === "function" || statement.kind === "class"
            ? [statement.name]
            : [];
      for (const name of names) this.exports.set(isDefault ? "default" : name, name);
    }
    if (declaration !== null) return statements;
    const value = node.get("value") ?? node.parts[0];
    if (value === undefined) return [];
    this.exports.set("default", "export default");
    return [{ kind: "declare", pattern: { kind: "name", name: "export default" }, value: this.expressions.read(value), at: node.at }];
  }
}

/** The names that a pattern binds. */
function namesIn(pattern: Pattern): readonly string[] {
  switch (pattern.kind) {
    case "name":
      return [pattern.name];
    case "object":
      return [...pattern.parts.flatMap((part) => namesIn(part.pattern)), ...(pattern.rest === undefined ? [] : [pattern.rest])];
    case "list":
      return [...pattern.items.flatMap((item) => (item === undefined ? [] : namesIn(item))), ...(pattern.rest === undefined ? [] : [pattern.rest])];
    case "default":
      return namesIn(pattern.pattern);
    default:
      return [];
  }
}

function namesOf(specifier: CodeNode): { imported: string; local: string } {
  const imported = specifier.get("name")?.text ?? specifier.text;
  return { imported, local: specifier.get("alias")?.text ?? imported };
}

function sourceOf(node: CodeNode): string | undefined {
  return node.get("source")?.parts.map(textOfPart).join("");
}
