import { type CodeNode, readCodeTree } from "../../../../handlers/code-node.ts";
import { camelCase } from "./camel-case.ts";
import { PythonExpressions } from "./python-expressions.ts";
import { pythonPattern } from "./python-patterns.ts";
import type { ClassNode, Module, Statement } from "./syntax.ts";

/** Reads a file of Python. */
export function readPython(path: string, text: string): Module {
  const tree = readCodeTree("python", path, text);
  const body = new PythonModule().statements(tree.root);
  return { path, language: "python", body, exports: new Map(), passedOn: [], isComplete: tree.complete };
}

class PythonModule {
  private readonly expressions: PythonExpressions = new PythonExpressions((body) => this.statements(body));

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
        return node.parts.flatMap(plainImport);
      case "import_from_statement":
        return fromImport(node);
      case "function_definition":
        return [{ kind: "function", name: camelCase(node.get("name")?.text ?? ""), node: this.expressions.function(node, false), at }];
      case "class_definition":
        return [{ kind: "class", name: node.get("name")?.text ?? "", node: this.class(node), at }];
      case "decorated_definition":
        return this.statement(node.get("definition") ?? node);
      default:
        return undefined;
    }
  }

  private flow(node: CodeNode): readonly Statement[] {
    const { at } = node;
    switch (node.type) {
      case "expression_statement":
        return node.parts.length === 1 ? [{ kind: "expression", value: this.expressions.read(node.parts[0]), at }] : [];
      case "if_statement":
        return [
          this.if(
            node,
            node.parts.filter((part) => part.type === "elif_clause" || part.type === "else_clause"),
          ),
        ];
      case "for_statement":
        return [
          {
            kind: "for-each",
            pattern: pythonPattern(node.get("left"), this.expressions),
            over: this.expressions.read(node.get("right")),
            overKeys: false,
            body: this.statements(node.get("body")),
            at,
          },
        ];
      case "while_statement":
        return [{ kind: "loop", body: this.statements(node.get("body")), at }];
      case "with_statement":
        return [{ kind: "block", body: [...this.opened(node), ...this.statements(node.get("body"))], at }];
      case "try_statement":
        return [{ kind: "block", body: this.statements(node.get("body")), at }];
      case "return_statement":
        return [{ kind: "return", value: node.parts[0] === undefined ? undefined : this.expressions.read(node.parts[0]), at }];
      case "raise_statement":
        return [{ kind: "throw", at }];
      case "break_statement":
        return [{ kind: "break", at }];
      case "continue_statement":
        return [{ kind: "continue", at }];
      default:
        return [];
    }
  }

  private if(node: CodeNode, clauses: readonly CodeNode[]): Statement {
    const [next, ...rest] = clauses;
    const alternative = next === undefined ? [] : next.type === "elif_clause" ? [this.if(next, rest)] : this.statements(next.get("body"));
    return {
      kind: "if",
      test: this.expressions.read(node.get("condition")),
      consequent: this.statements(node.get("consequence")),
      alternative,
      at: node.at,
    };
  }

  /** `with open(path) as file:` */
  private opened(node: CodeNode): readonly Statement[] {
    const items = node.parts.filter((part) => part.type === "with_clause").flatMap((clause) => clause.parts);
    return items.flatMap((item): readonly Statement[] => {
      const [value, target] = item.parts[0]?.type === "as_pattern" ? item.parts[0].parts : [];
      if (value === undefined || target === undefined) return [];
      const pattern = pythonPattern(target.parts[0] ?? null, this.expressions);
      return [
        { kind: "expression", value: { kind: "assign", pattern, operator: "=", value: this.expressions.read(value), at: item.at }, at: item.at },
      ];
    });
  }

  private class(node: CodeNode): ClassNode {
    const members = node.get("body")?.parts ?? [];
    const base = node.get("superclasses")?.parts.find((part) => part.type !== "keyword_argument");
    return {
      name: node.get("name")?.text,
      base: base === undefined ? undefined : this.expressions.read(base),
      isAbstract: false,
      methods: members.flatMap((member) => this.method(member)),
      fields: members.flatMap((member) => {
        const assignment = member.type === "expression_statement" ? member.parts[0] : undefined;
        const name = assignment?.type === "assignment" ? assignment.get("left") : undefined;
        if (name?.type !== "identifier" || assignment?.get("right") === null) return [];
        return [{ name: camelCase(name.text), isStatic: true, value: this.expressions.read(assignment?.get("right")) }];
      }),
      at: node.at,
    };
  }

  private method(member: CodeNode): ClassNode["methods"] {
    const definition = member.type === "decorated_definition" ? member.get("definition") : member;
    if (definition?.type !== "function_definition") return [];
    const decorators = member.parts.filter((part) => part.type === "decorator").map((part) => part.parts[0]?.text ?? "");
    const isStatic = decorators.includes("staticmethod") || decorators.includes("classmethod");
    const isGetter = decorators.some((name) => name === "property" || name.endsWith("cached_property"));
    const written = definition.get("name")?.text ?? "";
    const hasSelf = !decorators.includes("staticmethod");
    return [
      { name: written === "__init__" ? "constructor" : camelCase(written), isStatic, isGetter, node: this.expressions.function(definition, hasSelf) },
    ];
  }
}

function plainImport(part: CodeNode): readonly Statement[] {
  const module = (part.type === "aliased_import" ? part.get("name") : part)?.text ?? "";
  const alias = part.type === "aliased_import" ? part.get("alias")?.text : undefined;
  // `import a.b` binds `a`; its members are reached through it.
  const [first = ""] = module.split(".");
  const names = [{ imported: "*", local: camelCase(alias ?? first) }];
  return [{ kind: "import", import: { module: alias === undefined ? first : module, names }, at: part.at }];
}

function fromImport(node: CodeNode): readonly Statement[] {
  const from = node.get("module_name");
  const module = from?.text ?? "";
  const isAll = node.parts.some((part) => part.type === "wildcard_import");
  const names = node.parts
    .filter((part) => part !== from && part.type !== "wildcard_import")
    .map((part) => {
      const name = (part.type === "aliased_import" ? part.get("name") : part)?.text ?? "";
      const alias = part.type === "aliased_import" ? part.get("alias")?.text : undefined;
      return { imported: camelCase(name), local: camelCase(alias ?? name) };
    });
  return [{ kind: "import", import: { module, names: isAll ? [{ imported: "*", local: "*" }] : names }, at: node.at }];
}
