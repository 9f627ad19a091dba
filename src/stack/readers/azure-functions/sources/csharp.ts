import type { CodeNode } from "../../../../handlers/code-node.ts";
import type { MapEntry } from "../../../value.ts";
import { entry, list, map, scalar } from "../../../value-builders.ts";
import type { Binding, DeclaredFunction } from "../declared-function.ts";
import { type AnnotationBinding, csharpBindings, inProcessBindings, settingsOf } from "./annotations.ts";
import { CsharpValues } from "./csharp-values.ts";
import { type SourceFile, nodesOf } from "./source-file.ts";

interface Attribute {
  readonly name: string;
  readonly text: string;
  readonly arguments: readonly { readonly name: string | undefined; readonly entry: MapEntry }[];
  readonly at: CodeNode["at"];
}

/** Output bindings on the properties of a type that functions return, by the type's name. */
export function typesWithOutputs(file: SourceFile): ReadonlyMap<string, readonly Binding[]> {
  const values = new CsharpValues(file.root);
  const found = new Map<string, readonly Binding[]>();
  for (const type of nodesOf(file.root, "class_declaration", "record_declaration")) {
    const outputs = [...nodesOf(type, "property_declaration", "parameter")].flatMap((one) =>
      attributesOf(one, values).flatMap((attribute) => bindingOf(attribute, csharpBindings)),
    );
    const written = outputs.filter((binding) => binding.direction === "out");
    const name = type.get("name")?.text;
    if (written.length > 0 && name !== undefined) found.set(name, written);
  }
  return found;
}

/** Methods marked as functions: `[Function("…")]` of the isolated model, `[FunctionName("…")]` of the in-process one. */
export function functionsInCsharp(
  file: SourceFile,
  app: { outputs: ReadonlyMap<string, readonly Binding[]>; isInProcess: boolean },
): readonly DeclaredFunction[] {
  const values = new CsharpValues(file.root);
  return [...nodesOf(file.root, "method_declaration")].flatMap((method) => {
    const attributes = attributesOf(method, values);
    const mark = attributes.find((one) => one.name === "Function" || one.name === "FunctionName");
    const given = mark?.arguments[0]?.entry.value;
    if (mark === undefined || given?.kind !== "scalar" || typeof given.value !== "string") return [];
    // The name in the attribute finds the method; where it is made by nameof, the method's own name does.
    const isLiteral = mark.text.includes('"');
    const isInProcess = mark.name === "FunctionName";
    const known = isInProcess ? new Map([...csharpBindings, ...inProcessBindings]) : csharpBindings;
    const onParameters = (method.get("parameters")?.parts ?? []).flatMap((parameter) =>
      attributesOf(parameter, values).flatMap((attribute) => bindingOf(attribute, known, parameter)),
    );
    const returned = [...nodesOf(method.get("returns") ?? method.get("type") ?? method, "identifier")].flatMap((type) =>
      isInProcess ? [] : (app.outputs.get(type.text) ?? []),
    );
    const retry = attributes.find((one) => one.name === "FixedDelayRetry" || one.name === "ExponentialBackoffRetry");
    const name = method.get("name");
    return [
      {
        name: given.value,
        model: isInProcess ? "dotnet-in-process" : "dotnet-isolated",
        bindings: [...onParameters, ...attributes.flatMap((attribute) => bindingOf(attribute, known)), ...returned],
        scriptFile: scalar(file.path, method.at),
        entryPoint: scalar(isLiteral ? given.value : (name?.text ?? given.value), name?.at ?? method.at),
        retry: retry === undefined ? undefined : retryOf(retry),
        disabled: undefined,
        at: method.at,
      },
    ];
  });
}

function bindingOf(attribute: Attribute, known: ReadonlyMap<string, AnnotationBinding>, parameter?: CodeNode): readonly Binding[] {
  const kind = known.get(attribute.name);
  if (kind === undefined) return [];
  const settings = [...settingsOf(kind, attribute.arguments)];
  if (kind.type === "httpTrigger") return [httpTrigger(attribute)];
  const entity = settings.findIndex((one) => one.name === "queueName");
  const isTopic =
    settings.some((one) => one.name === "subscriptionName") ||
    settings.some((one) => one.name === "entityType" && one.value.kind === "scalar" && one.value.value === "Topic");
  const renamed = settings.map((one, index) =>
    index === entity && isTopic && kind.type.startsWith("serviceBus") ? { ...one, name: "topicName" } : one,
  );
  return [{ type: kind.type, direction: directionOf(kind, renamed, parameter), settings: renamed, at: attribute.at }];
}

/** The in-process model writes through `out`, collectors and streams opened for writing, and reads otherwise. */
function directionOf(kind: AnnotationBinding, settings: readonly MapEntry[], parameter: CodeNode | undefined): Binding["direction"] {
  if (kind.direction === "in" || parameter === undefined || ![...inProcessBindings.values()].includes(kind)) return kind.direction;
  const access = settings.find((one) => one.name === "access")?.value;
  if (access?.kind === "scalar") return access.value === "Read" ? "in" : "out";
  const type = parameter.get("type")?.text ?? "";
  const writes =
    parameter.parts.some((part) => part.type === "modifier" && part.text === "out") ||
    type.includes("Collector") ||
    type.includes("Client") ||
    type.includes("TextWriter");
  return writes || kind.type === "queue" || kind.type === "serviceBus" || kind.type === "eventHub" ? "out" : "in";
}

/** The level comes first where it is given; every other argument without a name is a method. */
function httpTrigger(attribute: Attribute): Binding {
  const unnamed = attribute.arguments.filter((one) => one.name === undefined).map((one) => one.entry);
  const isMethod = (one: MapEntry) =>
    one.value.kind === "scalar" &&
    typeof one.value.value === "string" &&
    ["get", "post", "put", "patch", "delete", "head", "options"].includes(one.value.value.toLowerCase());
  const methods = unnamed.filter(isMethod);
  const level = unnamed.find((one) => !isMethod(one));
  const named = attribute.arguments.flatMap((one) =>
    one.name === undefined ? [] : [{ ...one.entry, name: one.name.charAt(0).toLowerCase() + one.name.slice(1) }],
  );
  const settings = [
    ...(level === undefined ? [] : [{ ...level, name: "authLevel" }]),
    ...(methods.length === 0
      ? []
      : [
          entry(
            "methods",
            list(
              methods.map((one) => one.value),
              attribute.at,
            ),
          ),
        ]),
    ...named,
  ];
  return { type: "httpTrigger", direction: "in", settings, at: attribute.at };
}

function attributesOf(node: CodeNode, values: CsharpValues): readonly Attribute[] {
  return node.parts
    .filter((part) => part.type === "attribute_list")
    .flatMap((part) => part.parts)
    .filter((part) => part.type === "attribute")
    .map((attribute) => {
      const given = attribute.parts.find((part) => part.type === "attribute_argument_list")?.parts ?? [];
      const parsed = given.map((one) => {
        const name = one.get("name");
        const value = one.parts.at(-1) ?? one;
        const places = { key: name?.at ?? one.at, at: one.at };
        return { name: name?.text, entry: entry(name?.text ?? "", values.valueOf(value), places) };
      });
      const written = attribute.get("name")?.text.split(".").at(-1) ?? "";
      return {
        name: written.endsWith("Attribute") ? written.slice(0, -"Attribute".length) : written,
        text: attribute.text,
        arguments: parsed,
        at: attribute.at,
      };
    });
}

function retryOf(attribute: Attribute): MapEntry {
  const [count] = attribute.arguments;
  const strategy = entry("strategy", scalar(attribute.name === "FixedDelayRetry" ? "fixedDelay" : "exponentialBackoff", attribute.at));
  const entries = [strategy, ...(count === undefined ? [] : [{ ...count.entry, name: "maxRetryCount" }])];
  return entry("retry", map(entries, attribute.at));
}
