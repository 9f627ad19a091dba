import type { Snapshot } from "../../../../change/snapshot.ts";
import type { Value } from "../../../value.ts";
import { entry, map, unknown } from "../../../value-builders.ts";
import { Evaluation } from "../evaluation.ts";
import { ModuleInstance } from "../module-instance.ts";
import { ModuleLibrary } from "../module-library.ts";
import { gatherModule } from "../module-source.ts";
import type { Scope } from "../scope.ts";
import type { Attribute, Body, Expression } from "../syntax.ts";

/** A file of Terragrunt as something that expressions are evaluated in: its locals, what it includes, and the files that it reads. */
export class TerragruntModule extends ModuleInstance {
  private readonly bindings: ReadonlyMap<string, Value>;

  constructor(
    file: { readonly path: string; readonly body: Body },
    folder: string,
    around: { readonly snapshot: Snapshot; readonly bindings: ReadonlyMap<string, Value> },
  ) {
    super({
      evaluation: new Evaluation(folder, around.snapshot),
      library: new ModuleLibrary(new Map()),
      source: gatherModule(folder, [{ ...file, isWhole: true }]),
      call: undefined,
      scopeName: file.path,
      displayPrefix: "",
      depth: 0,
      conditional: false,
    });
    const at = { path: file.path, startLine: 1, endLine: 1 };
    const outputs = ["dependency", "feature", "values", "unit"].map((name) => [name, unknown(`${name} is known to Terragrunt alone`, at)] as const);
    this.bindings = new Map([...outputs, ...around.bindings]);
  }

  override get scope(): Scope {
    return { module: this, bindings: this.bindings };
  }

  /** What the file is to those that read it. */
  asValue(inputs: Value | undefined): Value {
    const at = { path: this.scopeName, startLine: 1, endLine: 1 };
    const locals = map(
      [...this.source.locals.keys()].map((name) => entry(name, this.local(name, at))),
      at,
    );
    return map([entry("locals", locals), ...(inputs === undefined ? [] : [entry("inputs", inputs)])], at);
  }
}

/** How the value of a file that is read is bound. */
export function boundName(path: string): string {
  return `read_terragrunt_config ${path}`;
}

/** The body with the calls that read other files as names, where it is known which (`named`). */
export function withBoundFiles(body: Body, named: (argument: Expression | undefined) => string | undefined): Body {
  const rewrite = (expression: Expression): Expression => {
    switch (expression.kind) {
      case "call": {
        const path = expression.name === "read_terragrunt_config" ? named(expression.arguments[0]) : undefined;
        if (path !== undefined) return { kind: "variable", name: boundName(path), at: expression.at };
        return { ...expression, arguments: expression.arguments.map(rewrite) };
      }
      case "template":
        return { ...expression, parts: expression.parts.map(rewrite) };
      case "list":
        return { ...expression, items: expression.items.map(rewrite) };
      case "object":
        return { ...expression, elements: expression.elements.map((element) => ({ ...element, value: rewrite(element.value) })) };
      case "traversal":
        return { ...expression, of: rewrite(expression.of) };
      case "operation":
        return { ...expression, operands: expression.operands.map(rewrite) };
      default:
        return expression;
    }
  };
  const attribute = (one: Attribute): Attribute => ({ ...one, value: rewrite(one.value) });
  return {
    attributes: body.attributes.map(attribute),
    blocks: body.blocks.map((block) => ({ ...block, body: { ...block.body, attributes: block.body.attributes.map(attribute) } })),
  };
}
