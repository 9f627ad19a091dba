import type { CodeNode } from "../../../../handlers/code-node.ts";
import type { MapEntry, Value } from "../../../value.ts";
import { entry, joined, list, map, relocated, scalar, unknown } from "../../../value-builders.ts";
import type { Binding, DeclaredFunction } from "../declared-function.ts";
import { javaBindings, settingsOf } from "./annotations.ts";
import { type SourceFile, nodesOf, stringContent } from "./source-file.ts";

const enumerations = new Set(["AuthorizationLevel", "HttpMethod", "Cardinality", "AccessRights"]);
const deepest = 20;

/** Methods with `@FunctionName` and the annotations of their parameters. */
export function functionsInJava(file: SourceFile): readonly DeclaredFunction[] {
  const constants = constantsOf(file.root);
  return [...nodesOf(file.root, "method_declaration")].flatMap((method) => {
    const annotations = annotationsOf(method);
    const mark = annotations.find((one) => one.get("name")?.text === "FunctionName");
    const [given] = mark?.get("arguments")?.parts ?? [];
    const name = given === undefined ? undefined : valueOf(given.get("value") ?? given, constants);
    if (name?.kind !== "scalar" || typeof name.value !== "string") return [];
    const parameters = (method.get("parameters")?.parts ?? []).flatMap(annotationsOf);
    const retry = annotations.find((one) => ["FixedDelayRetry", "ExponentialBackoffRetry"].includes(one.get("name")?.text ?? ""));
    return [
      {
        name: name.value,
        model: "java",
        bindings: [...parameters, ...annotations].flatMap((annotation) => bindingOf(annotation, constants)),
        scriptFile: scalar(file.path, method.at),
        entryPoint: scalar(
          mark?.text.includes('"') === true ? name.value : (method.get("name")?.text ?? name.value),
          method.get("name")?.at ?? method.at,
        ),
        retry:
          retry === undefined
            ? undefined
            : entry(
                "retry",
                map(
                  argumentsOf(retry, constants).map((one) => one.entry),
                  retry.at,
                ),
              ),
        disabled: undefined,
        at: method.at,
      },
    ];
  });
}

function annotationsOf(node: CodeNode): readonly CodeNode[] {
  return node.parts
    .filter((part) => part.type === "modifiers")
    .flatMap((part) => part.parts)
    .filter((part) => part.type === "annotation" || part.type === "marker_annotation");
}

function bindingOf(annotation: CodeNode, constants: ReadonlyMap<string, CodeNode>): readonly Binding[] {
  const known = javaBindings.get(annotation.get("name")?.text ?? "");
  if (known === undefined) return [];
  const settings = settingsOf(known, argumentsOf(annotation, constants)).map((one) =>
    one.name === "authLevel" ? { ...one, value: lowered(one.value) } : one,
  );
  return [{ type: known.type, direction: known.direction, settings, at: annotation.at }];
}

function argumentsOf(
  annotation: CodeNode,
  constants: ReadonlyMap<string, CodeNode>,
): readonly { readonly name: string | undefined; readonly entry: MapEntry }[] {
  return (annotation.get("arguments")?.parts ?? []).map((part) => {
    const [key, value] = [part.get("key"), part.get("value")];
    return { name: key?.text, entry: entry(key?.text ?? "", valueOf(value ?? part, constants), { key: key?.at ?? part.at, at: part.at }) };
  });
}

/** Constants of the file's classes by name. */
function constantsOf(root: CodeNode): ReadonlyMap<string, CodeNode> {
  const constants = new Map<string, CodeNode>();
  for (const field of nodesOf(root, "field_declaration")) {
    const modifiers = field.parts.find((part) => part.type === "modifiers")?.text ?? "";
    const declarator = field.get("declarator");
    const [name, value] = [declarator?.get("name"), declarator?.get("value")];
    if (modifiers.includes("final") && name !== null && name !== undefined && value !== null && value !== undefined) constants.set(name.text, value);
  }
  return constants;
}

function valueOf(node: CodeNode, constants: ReadonlyMap<string, CodeNode>, depth = 0): Value {
  if (depth > deepest) return unknown("nested too deeply", node.at);
  return relocated(literal(node, constants, depth), node.at);
}

function literal(node: CodeNode, constants: ReadonlyMap<string, CodeNode>, depth: number): Value {
  const { at } = node;
  const inner = (part: CodeNode) => valueOf(part, constants, depth + 1);
  switch (node.type) {
    case "string_literal": {
      const text = stringContent(node, ["string_fragment", "multiline_string_fragment"]);
      return text === undefined ? unknown("the text is computed in code", at) : scalar(text, at);
    }
    case "decimal_integer_literal":
      return scalar(Number(node.text.replaceAll("_", "")), at);
    case "unary_expression":
      return Number.isFinite(Number(node.text)) ? scalar(Number(node.text), at) : unknown("computed in code", at);
    case "true":
    case "false":
      return scalar(node.type === "true", at);
    case "binary_expression":
      return node.has("+") ? joined(node.parts.map(inner), at) : unknown("computed in code", at);
    case "element_value_array_initializer":
      return list(node.parts.map(inner), at);
    case "field_access": {
      const [of, name] = [node.get("object")?.text.split(".").at(-1) ?? "", node.get("field")?.text ?? ""];
      return enumerations.has(of) ? scalar(name, at) : constantValue(name, node, { constants, depth });
    }
    case "identifier":
      return constantValue(node.text, node, { constants, depth });
    default:
      return unknown("computed in code", at);
  }
}

function constantValue(name: string, node: CodeNode, known: { constants: ReadonlyMap<string, CodeNode>; depth: number }): Value {
  const constant = known.constants.get(name);
  return constant === undefined
    ? unknown(`${node.text} is not a constant of this file`, node.at)
    : valueOf(constant, known.constants, known.depth + 1);
}

function lowered(value: Value): Value {
  return value.kind === "scalar" && typeof value.value === "string" ? scalar(value.value.toLowerCase(), value.at) : value;
}
