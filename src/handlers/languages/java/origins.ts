import { type CodeNode, walk } from "../../code-node.ts";
import { type Arguments, type Origin, joinLiterals, literal, memberOf, noArguments, unknownOrigin } from "../../origin.ts";
import { originOfDeclared } from "../compiled/declared-origin.ts";
import type { SourceFile } from "../source-file.ts";
import { importParts, javaClasses, parametersOf } from "./declarations.ts";

const maximumDepth = 40;
const languageTypes = new Set(["System", "Thread", "Math", "String", "Integer", "Long", "Boolean", "Double", "Object", "Runtime"]);
const utilityTypes = new Set(["UUID", "Random", "List", "Map", "Set", "Optional", "Arrays", "Collections"]);

/** Where the value of an expression comes from, as far as the file tells. */
export function javaOrigin(node: CodeNode | null, file: SourceFile, depth = 0): Origin {
  if (node === null || depth > maximumDepth) return unknownOrigin;
  const known = file.origins.get(node);
  if (known !== undefined) return known;
  file.origins.set(node, unknownOrigin);
  const origin = compute(node, file, depth + 1);
  file.origins.set(node, origin);
  return origin;
}

function compute(node: CodeNode, file: SourceFile, depth: number): Origin {
  switch (node.type) {
    case "string_literal":
      return literal(node.text.startsWith('"""') ? node.text.slice(3, -3) : node.text.slice(1, -1));
    case "decimal_integer_literal":
    case "decimal_floating_point_literal":
      return literal(Number(node.text.replaceAll(/[_LlFfDd]/gu, "")));
    case "true":
    case "false":
      return literal(node.type === "true");
    case "null_literal":
      return literal(null);
    case "identifier":
      return nameOrigin(node, file, depth);
    case "field_access":
      return fieldOrigin(node, file, depth);
    case "this":
      return ownClass(node, file);
    case "method_invocation":
    case "object_creation_expression":
      return callOrigin(node, file, depth);
    case "lambda_expression":
      return configured(node, file, depth) ?? { kind: "function", scope: file.functions.get(node) ?? "" };
    case "parenthesized_expression":
      return javaOrigin(node.parts[0] ?? null, file, depth);
    case "cast_expression":
      return javaOrigin(node.get("value"), file, depth);
    case "ternary_expression":
      return {
        kind: "mixed",
        parts: [javaOrigin(node.get("consequence"), file, depth), javaOrigin(node.get("alternative"), file, depth)],
        text: false,
      };
    case "binary_expression":
      return binaryOrigin(node, file, depth);
    case "annotation":
    case "marker_annotation":
      return annotationOrigin(node, file, depth);
    default:
      return unknownOrigin;
  }
}

function nameOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const declaration = file.table.find(node.text, node.start);
  if (declaration === null) return typeNamed(node.text, file);
  return originOfDeclared(declaration, file, { value: (value) => javaOrigin(value, file, depth), type: (type) => typeOrigin(type, file) });
}

/** The type that a type node names. */
export function typeOrigin(type: CodeNode, file: SourceFile): Origin {
  const name = type.type === "generic_type" ? (type.parts[0]?.text ?? "") : type.text;
  const declaration = file.table.find(name, type.start);
  if (declaration?.kind === "import" && declaration.origin !== null) return declaration.origin;
  if (declaration?.kind === "class") return { kind: "class", id: `${file.path}#${name}` };
  const dot = name.lastIndexOf(".");
  return dot > 0 && /^[a-z]/u.test(name)
    ? { kind: "import", module: name.slice(0, dot), name: name.slice(dot + 1), from: file.path }
    : typeNamed(name, file);
}

/** A type that no import names: of the language, of a package that is imported whole, or of the same package. */
function typeNamed(name: string, file: SourceFile): Origin {
  if (languageTypes.has(name)) return { kind: "global", name };
  const whole = [...walk(file.root)]
    .filter((node) => node.type === "import_declaration")
    .flatMap((node) => (importParts(node)[1] === null ? [importParts(node)[0]] : []));
  if (utilityTypes.has(name) && whole.includes("java.util")) return { kind: "import", module: "java.util", name, from: file.path };
  const models = whole.filter((module) =>
    /(?:Request|Response|Entry)$/u.test(name) ? module.endsWith(".model") : name.endsWith("Client") && /awssdk\.services\.\w+$/u.test(module),
  );
  return { kind: "import", module: models.length === 1 ? (models[0] ?? ".") : ".", name, from: file.path };
}

function ownClass(node: CodeNode, file: SourceFile): Origin {
  const owner = node.above((above) => javaClasses.has(above.type));
  return owner === null ? unknownOrigin : { kind: "typed", type: { kind: "class", id: file.classes.get(owner) ?? "" } };
}

function fieldOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const name = node.get("field")?.text ?? "";
  if (node.get("object")?.type !== "this") return memberOf(javaOrigin(node.get("object"), file, depth), name);
  const declaration = file.table.findTop(name, node.start);
  return declaration === null
    ? memberOf(ownClass(node, file), name)
    : originOfDeclared(declaration, file, { value: (value) => javaOrigin(value, file, depth), type: (type) => typeOrigin(type, file) });
}

function callOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  if (node.type === "method_invocation") {
    const built = builtObject(node, file, depth);
    if (built !== null) return built;
    const holder = node.get("object")?.text;
    const name = node.get("name")?.text;
    if ((holder === "List" || holder === "Arrays" || holder === "Set") && (name === "of" || name === "asList"))
      return { kind: "list", items: argumentsOf(node, file, depth).positional };
    if (holder === "String" && name === "format") return { kind: "mixed", parts: argumentsOf(node, file, depth).positional, text: true };
  }
  return { kind: "result", ...javaCall(node, file, depth) };
}

/** What a call or creation calls, and with what. */
export function javaCall(node: CodeNode, file: SourceFile, depth = 0): { callee: Origin; arguments: Arguments; constructed: boolean } {
  if (node.type === "object_creation_expression") {
    const type = node.get("type");
    return { callee: type === null ? unknownOrigin : typeOrigin(type, file), arguments: argumentsOf(node, file, depth), constructed: true };
  }
  const object = node.get("object");
  const name = node.get("name")?.text ?? "";
  // `System.getenv().get("X")`
  const receiver =
    object?.text === "System.getenv()"
      ? memberOf({ kind: "global", name: "System" }, "getenv")
      : object === null
        ? ownClass(node, file)
        : javaOrigin(object, file, depth);
  return { callee: memberOf(receiver, name), arguments: argumentsOf(node, file, depth), constructed: false };
}

function argumentsOf(node: CodeNode, file: SourceFile, depth: number): Arguments {
  return { positional: (node.get("arguments")?.parts ?? []).map((given) => javaOrigin(given, file, depth)), named: new Map(), complete: true };
}

/** `X.builder().queueUrl(url).build()` as the object that it makes. Clients stay calls: their settings are no entries. */
function builtObject(node: CodeNode, file: SourceFile, depth: number): Origin | null {
  if (node.get("name")?.text !== "build") return null;
  const setters = chainOf(node.get("object"));
  const root = setters.root;
  if (root?.type !== "method_invocation" || root.get("name")?.text !== "builder") return null;
  const type = root.get("object");
  if (type === null || type.text.endsWith("Client")) return null;
  return { kind: "object", type: typeNamedBy(type, file), entries: entriesOf(setters.calls, file, depth), complete: true, computed: [] };
}

function typeNamedBy(node: CodeNode, file: SourceFile): Origin {
  return typeOrigin(node, file);
}

/** `b -> b.queueUrl(url).messageBody(text)` as the object that it configures. */
function configured(lambda: CodeNode, file: SourceFile, depth: number): Origin | null {
  const [parameter] = parametersOf(lambda);
  const body = lambda.get("body");
  if (parameter === undefined || body?.type !== "method_invocation") return null;
  const { root, calls } = chainOf(body);
  if (
    root?.type !== "identifier" ||
    root.text !== parameter.text ||
    calls.length === 0 ||
    !calls.every((call) => (call.get("arguments")?.parts.length ?? 0) === 1)
  )
    return null;
  return { kind: "object", type: null, entries: entriesOf(calls, file, depth), complete: true, computed: [] };
}

/** The calls of a chain in the order of the text, and what it starts from: a call of `builder`, or a name. */
function chainOf(node: CodeNode | null): { root: CodeNode | null; calls: CodeNode[] } {
  const calls: CodeNode[] = [];
  let current = node;
  while (current?.type === "method_invocation" && current.get("object") !== null && current.get("name")?.text !== "builder") {
    calls.unshift(current);
    current = current.get("object");
  }
  return { root: current, calls };
}

function entriesOf(calls: readonly CodeNode[], file: SourceFile, depth: number): Map<string, Origin> {
  const entries = new Map<string, Origin>();
  for (const call of calls) {
    const name = call.get("name")?.text ?? "";
    const given = call.get("arguments")?.parts ?? [];
    const value =
      given.length === 1
        ? javaOrigin(given[0] ?? null, file, depth)
        : { kind: "list" as const, items: given.map((argument) => javaOrigin(argument, file, depth)) };
    if (name !== "build") entries.set(name.charAt(0).toUpperCase() + name.slice(1), value);
  }
  return entries;
}

function binaryOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const left = javaOrigin(node.get("left"), file, depth);
  const right = javaOrigin(node.get("right"), file, depth);
  const operator = node.get("operator")?.text;
  if (operator === "*" && left.kind === "literal" && right.kind === "literal") return literal(Number(left.value) * Number(right.value));
  if (operator !== "+") return unknownOrigin;
  if (left.kind === "literal" && right.kind === "literal" && typeof left.value === "string") return joinLiterals(left, right);
  return { kind: "mixed", parts: [left, right], text: true };
}

function annotationOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const name = node.get("name");
  const first = node.get("arguments")?.parts[0];
  const value = first?.type === "element_value_pair" ? first.get("value") : (first ?? null);
  const given = value === null ? noArguments : { positional: [javaOrigin(value, file, depth)], named: new Map(), complete: true };
  return { kind: "result", callee: name === null ? unknownOrigin : typeOrigin(name, file), arguments: given, constructed: false };
}
