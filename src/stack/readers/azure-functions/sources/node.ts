import type { CodeNode } from "../../../../handlers/code-node.ts";
import type { MapEntry, Value } from "../../../value.ts";
import { entry, list, scalar, unknown } from "../../../value-builders.ts";
import type { Binding, DeclaredFunction } from "../declared-function.ts";
import { JavascriptValues } from "./javascript-values.ts";
import { importedNames } from "./node-imports.ts";
import { type SourceFile, nodesOf } from "./source-file.ts";

/** Methods of `app` that register a function, with the trigger that each gives it. https://learn.microsoft.com/azure/azure-functions/functions-reference-node */
const triggers: ReadonlyMap<string, string> = new Map([
  ["http", "httpTrigger"],
  ["get", "httpTrigger"],
  ["put", "httpTrigger"],
  ["post", "httpTrigger"],
  ["patch", "httpTrigger"],
  ["deleteRequest", "httpTrigger"],
  ["timer", "timerTrigger"],
  ["storageQueue", "queueTrigger"],
  ["storageBlob", "blobTrigger"],
  ["serviceBusQueue", "serviceBusTrigger"],
  ["serviceBusTopic", "serviceBusTrigger"],
  ["eventHub", "eventHubTrigger"],
  ["eventGrid", "eventGridTrigger"],
  ["cosmosDB", "cosmosDBTrigger"],
  ["sql", "sqlTrigger"],
  ["mySql", "mysqlTrigger"],
  ["webPubSub", "webPubSubTrigger"],
  ["warmup", "warmupTrigger"],
  ["mcpTool", "mcpToolTrigger"],
  ["orchestration", "orchestrationTrigger"],
  ["activity", "activityTrigger"],
  ["entity", "entityTrigger"],
]);

/** Methods of `output` and `input`, with the type of binding that each makes. */
const bindingTypes: ReadonlyMap<string, string> = new Map([
  ["http", "http"],
  ["storageQueue", "queue"],
  ["storageBlob", "blob"],
  ["serviceBusQueue", "serviceBus"],
  ["serviceBusTopic", "serviceBus"],
  ["eventHub", "eventHub"],
  ["eventGrid", "eventGrid"],
  ["cosmosDB", "cosmosDB"],
  ["sql", "sql"],
  ["mySql", "mysql"],
  ["table", "table"],
  ["webPubSub", "webPubSub"],
  ["durableClient", "durableClient"],
]);

const shorthandMethods: ReadonlyMap<string, string> = new Map([
  ["get", "GET"],
  ["put", "PUT"],
  ["post", "POST"],
  ["patch", "PATCH"],
  ["deleteRequest", "DELETE"],
]);

const ownOptions = new Set(["handler", "return", "extraInputs", "extraOutputs", "retry", "trigger", "disabled"]);

/** Functions registered with the fourth programming model for Node.js: `app.http("name", { … })`, `df.app.orchestration("name", …)`. */
export function functionsInNode(file: SourceFile): readonly DeclaredFunction[] {
  const names = importedNames(file.root);
  if (names.app.size === 0) return [];
  const values = new JavascriptValues(file.root);
  return [...nodesOf(file.root, "call_expression")].flatMap((call) => {
    const callee = call.get("function");
    const [object, method] = [callee?.get("object"), callee?.get("property")?.text];
    const trigger = method === undefined ? undefined : (triggers.get(method) ?? (method === "generic" ? "generic" : undefined));
    if (callee?.type !== "member_expression" || object === null || object === undefined || method === undefined || trigger === undefined) return [];
    if (!names.app.has(object.text)) return [];
    const [first, second] = call.get("arguments")?.parts ?? [];
    const name = first === undefined ? undefined : values.valueOf(first);
    if (name?.kind !== "scalar" || typeof name.value !== "string" || second === undefined) return [];
    return [declare({ name: name.value, method, trigger, call, options: values.behind(second), path: file.path }, values)];
  });
}

interface Registration {
  readonly name: string;
  readonly method: string;
  readonly trigger: string;
  readonly call: CodeNode;
  readonly options: CodeNode;
  readonly path: string;
}

function declare(registration: Registration, values: JavascriptValues): DeclaredFunction {
  const { call, method, options } = registration;
  const settings = settingsOf(options, values);
  const byName = new Map(settings.map((one) => [one.name, one]));
  const generic = byName.get("trigger")?.value;
  const own =
    registration.trigger === "generic" && generic?.kind === "map"
      ? [...generic.entries.values()]
      : settings.filter((one) => !ownOptions.has(one.name));
  const type = registration.trigger === "generic" ? textIn(own, "type") : registration.trigger;
  const verb = shorthandMethods.get(method);
  const fixed = verb === undefined ? [] : [entry("methods", list([scalar(verb, call.at)], call.at), { at: headOf(call) })];
  const extra = ["return", "extraInputs", "extraOutputs"].flatMap((name) =>
    bindingsIn(property(options, name), name === "extraInputs" ? "in" : "out", values),
  );
  return {
    name: registration.name,
    model: "node-4",
    bindings: [{ type: type ?? "generic", direction: "in", settings: [...own, ...fixed], at: call.at }, ...extra],
    scriptFile: scalar(registration.path, headOf(call)),
    entryPoint: scalar(registration.name, headOf(call)),
    retry: byName.get("retry"),
    disabled: undefined,
    at: call.at,
  };
}

function headOf(call: CodeNode) {
  return { path: call.path, startLine: call.startLine, endLine: call.startLine };
}

function settingsOf(options: CodeNode, values: JavascriptValues): readonly MapEntry[] {
  const value: Value = options.type === "object" ? values.valueOf(options) : unknown("computed in code", options.at);
  if (value.kind === "map") return [...value.entries.values()];
  const isHandler = ["arrow_function", "function_expression", "function", "identifier", "generator_function"].includes(options.type);
  return isHandler ? [] : [entry("...", value)];
}

function textIn(entries: readonly MapEntry[], name: string): string | undefined {
  const value = entries.find((one) => one.name === name)?.value;
  return value?.kind === "scalar" ? String(value.value) : undefined;
}

function property(options: CodeNode, name: string): CodeNode | undefined {
  const found = options.parts.find((part) => part.type === "pair" && part.get("key")?.text === name);
  const shorthand = options.parts.find((part) => part.type === "shorthand_property_identifier" && part.text === name);
  return found?.get("value") ?? shorthand;
}

/** `output.storageQueue({ … })`, in place or in a constant, alone or in a list. */
function bindingsIn(node: CodeNode | undefined, direction: Binding["direction"], values: JavascriptValues): readonly Binding[] {
  if (node === undefined) return [];
  const behind = node.type === "shorthand_property_identifier" ? (values.constant(node.text) ?? node) : values.behind(node);
  if (behind.type === "array") return behind.parts.flatMap((part) => bindingsIn(part, direction, values));
  if (behind.type !== "call_expression") return [];
  const method = behind.get("function")?.get("property")?.text ?? "";
  const [options] = behind.get("arguments")?.parts ?? [];
  const settings = options === undefined ? [] : settingsOf(values.behind(options), values);
  const type = method === "generic" ? textIn(settings, "type") : bindingTypes.get(method);
  return type === undefined ? [] : [{ type, direction, settings, at: behind.at }];
}
