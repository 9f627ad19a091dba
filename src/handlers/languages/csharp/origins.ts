import type { CodeNode } from "../../code-node.ts";
import { type Arguments, type Origin, eitherOf, joinLiterals, literal, memberOf, noArguments, unknownOrigin } from "../../origin.ts";
import { originOfDeclared } from "../compiled/declared-origin.ts";
import type { SourceFile } from "../source-file.ts";
import { csharpClasses } from "./declarations.ts";

const maximumDepth = 40;
/** Types of the platform and of SDKs, as written; others may be of the project. */
const frameworkType =
  /^(?:Environment|Console|Task|Thread|Guid|DateTime(?:Offset)?|File|Math|String|string|Random|HttpClient|I?Amazon\w+|LambdaBootstrapBuilder|SQSBatchResponse|StreamsEventResponse|Function|ServiceBus\w+|Blob\w*|Queue\w*|CosmosClient|Container|Table\w*|EventHub\w+|EventGrid\w+|SecretClient|StorageClient|FirestoreDb|PublisherClient)$/u;

/** Where the value of an expression comes from, as far as the file tells. */
export function csharpOrigin(node: CodeNode | null, file: SourceFile, depth = 0): Origin {
  if (node === null || depth > maximumDepth) return unknownOrigin;
  const known = file.origins.get(node);
  if (known !== undefined) return known;
  file.origins.set(node, unknownOrigin);
  const origin = compute(node, file, depth + 1);
  file.origins.set(node, origin);
  return origin;
}

/** `$"orders/{id}"` */
function interpolated(node: CodeNode, deeper: (inner: CodeNode | undefined) => Origin): Origin {
  const parts = node.parts.filter((part) => part.type === "interpolation" || part.type === "string_content");
  return { kind: "mixed", parts: parts.map((part) => (part.type === "interpolation" ? deeper(part.parts[0]) : literal(part.text))), text: true };
}

/** The value of a literal; null for anything else. */
function writtenOut(node: CodeNode): Origin | null {
  switch (node.type) {
    case "string_literal":
      return literal(node.text.slice(1, -1));
    case "verbatim_string_literal":
      return literal(node.text.slice(2, -1));
    case "raw_string_literal":
      return literal(node.text.replaceAll(/^"+|"+$/gu, ""));
    case "integer_literal":
    case "real_literal":
      return literal(Number(node.text.replaceAll(/[_LlFfDdMmUu]/gu, "")));
    case "boolean_literal":
      return literal(node.text === "true");
    case "null_literal":
      return literal(null);
    default:
      return null;
  }
}

function compute(node: CodeNode, file: SourceFile, depth: number): Origin {
  const deeper = (inner: CodeNode | null | undefined) => csharpOrigin(inner ?? null, file, depth);
  const written = writtenOut(node);
  if (written !== null) return written;
  switch (node.type) {
    case "interpolated_string_expression":
      return interpolated(node, deeper);
    case "identifier":
      return nameOrigin(node, file, depth);
    case "this":
    case "this_expression":
      return ownClass(node, file);
    case "member_access_expression":
    case "conditional_access_expression":
      return accessOrigin(node, file, depth);
    case "invocation_expression":
    case "object_creation_expression":
    case "implicit_object_creation_expression":
      return callOrigin(node, file, depth);
    case "await_expression":
    case "parenthesized_expression":
    case "postfix_unary_expression":
    case "argument":
      return deeper(node.parts.at(-1));
    case "cast_expression":
      return deeper(node.get("value"));
    case "assignment_expression":
      return deeper(node.get("right"));
    case "conditional_expression":
      return { kind: "mixed", parts: [deeper(node.get("consequence")), deeper(node.get("alternative"))], text: false };
    case "binary_expression":
      return binaryOrigin(node, file, depth);
    case "element_access_expression":
      return memberOf(deeper(node.get("expression")), "[]");
    case "collection_expression":
      return { kind: "list", items: node.parts.slice(0, 60).map(deeper) };
    case "lambda_expression":
    case "local_function_statement":
      return { kind: "function", scope: file.functions.get(node) ?? "" };
    case "attribute":
      return attributeOrigin(node, file, depth);
    default:
      return unknownOrigin;
  }
}

function nameOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const declaration = file.table.find(node.text, node.start);
  if (declaration === null) return typeNamed(node.text, file);
  return originOfDeclared(declaration, file, { value: (value) => csharpOrigin(value, file, depth), type: (type) => typeOrigin(type, file) });
}

/** The type that a type node names. */
export function typeOrigin(type: CodeNode, file: SourceFile): Origin {
  const name = type.type === "nullable_type" || type.type === "generic_name" ? (type.parts[0]?.text ?? "") : type.text;
  if (file.table.find(name, type.start)?.kind === "class") return { kind: "class", id: `${file.path}#${name}` };
  return typeNamed(name, file);
}

function typeNamed(name: string, file: SourceFile): Origin {
  const short = name.split(".").at(-1) ?? name;
  if (frameworkType.test(short) || /(?:Request|Command|Response)$/u.test(short)) return { kind: "global", name: short };
  return { kind: "import", module: ".", name: short, from: file.path };
}

function ownClass(node: CodeNode, file: SourceFile): Origin {
  const owner = node.above((above) => csharpClasses.has(above.type));
  return owner === null ? unknownOrigin : { kind: "typed", type: { kind: "class", id: file.classes.get(owner) ?? "" } };
}

function accessOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const object = node.get("expression") ?? node.parts[0] ?? null;
  const nameNode = node.get("name") ?? node.parts.at(-1)?.parts[0] ?? null;
  const name = (nameNode?.type === "generic_name" ? nameNode.parts[0] : nameNode)?.text ?? "";
  if (object?.text !== "this") return memberOf(csharpOrigin(object, file, depth), name);
  const declaration = file.table.findTop(name, node.start);
  if (declaration === null) return memberOf(ownClass(node, file), name);
  return originOfDeclared(declaration, file, { value: (value) => csharpOrigin(value, file, depth), type: (type) => typeOrigin(type, file) });
}

function callOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  if (node.get("function")?.text === "nameof") return literal(node.get("arguments")?.text.slice(1, -1).split(".").at(-1) ?? "");
  const initializer = node.get("initializer") ?? node.parts.find((part) => part.type === "initializer_expression") ?? null;
  const call = csharpCall(node, file, depth);
  if (!call.constructed || initializer === null) return { kind: "result", ...call };
  const items = initializer.parts;
  if (items.length > 0 && !items.some((item) => item.type === "assignment_expression"))
    return { kind: "list", items: items.slice(0, 60).map((item) => csharpOrigin(item, file, depth)) };
  const entries = new Map<string, Origin>();
  for (const item of items.slice(0, 60)) {
    const left = item.get("left");
    if (left?.type === "identifier") entries.set(left.text, csharpOrigin(item.get("right"), file, depth));
  }
  return { kind: "object", type: call.callee, entries, complete: true, computed: [] };
}

/** What a call or creation calls, and with what. */
export function csharpCall(node: CodeNode, file: SourceFile, depth = 0): { callee: Origin; arguments: Arguments; constructed: boolean } {
  const given = argumentsOf(node, file, depth);
  if (node.type === "invocation_expression") return { callee: calleeOrigin(node.get("function"), file, depth), arguments: given, constructed: false };
  const type = node.get("type") ?? (node.type === "implicit_object_creation_expression" ? (node.parent?.parent?.get("type") ?? null) : null);
  return { callee: type === null ? unknownOrigin : typeOrigin(type, file), arguments: given, constructed: true };
}

/** A method of the same class is called by its name alone. */
function calleeOrigin(node: CodeNode | null, file: SourceFile, depth: number): Origin {
  const plain = node?.type === "generic_name" ? (node.parts[0] ?? node) : node;
  if (plain?.type === "identifier" && file.table.find(plain.text, plain.start) === null) return memberOf(ownClass(plain, file), plain.text);
  return csharpOrigin(plain, file, depth);
}

function argumentsOf(node: CodeNode, file: SourceFile, depth: number): Arguments {
  const positional: Origin[] = [];
  const named = new Map<string, Origin>();
  for (const argument of node.get("arguments")?.parts ?? []) {
    const name = argument.get("name");
    const value = csharpOrigin(argument.parts.at(-1) ?? null, file, depth);
    if (name === null) positional.push(value);
    else named.set(name.text, value);
  }
  return { positional, named, complete: true };
}

function binaryOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const left = csharpOrigin(node.get("left"), file, depth);
  const right = csharpOrigin(node.get("right"), file, depth);
  const operator = node.get("operator")?.text;
  if (operator === "??") return eitherOf(left, right);
  if (operator === "*" && left.kind === "literal" && right.kind === "literal") return literal(Number(left.value) * Number(right.value));
  if (operator !== "+") return unknownOrigin;
  if (left.kind === "literal" && right.kind === "literal" && typeof left.value === "string") return joinLiterals(left, right);
  return { kind: "mixed", parts: [left, right], text: true };
}

function attributeOrigin(node: CodeNode, file: SourceFile, depth: number): Origin {
  const name = node.get("name");
  const list = node.parts.find((part) => part.type === "attribute_argument_list");
  const first = list?.parts[0];
  const given =
    first === undefined ? noArguments : { positional: [csharpOrigin(first.parts.at(-1) ?? null, file, depth)], named: new Map(), complete: true };
  return { kind: "result", callee: name === null ? unknownOrigin : { kind: "global", name: name.text }, arguments: given, constructed: false };
}
