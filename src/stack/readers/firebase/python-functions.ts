import type { CodeNode } from "../../../handlers/code-node.ts";
import type { MapEntry, Value } from "../../value.ts";
import { entry, scalar } from "../../value-builders.ts";
import { PythonValues } from "../azure-functions/sources/python-values.ts";
import { type SourceFile, nodesOf } from "../azure-functions/sources/source-file.ts";
import { type DeclaredFunction, type Trigger, secondGenerationEvents } from "./declared-function.ts";
import { eventTrigger } from "./event-trigger.ts";

/** Modules of firebase_functions whose decorators declare functions. */
const modules = new Set([
  "https_fn",
  "firestore_fn",
  "storage_fn",
  "pubsub_fn",
  "scheduler_fn",
  "tasks_fn",
  "db_fn",
  "eventarc_fn",
  "remote_config_fn",
  "test_lab_fn",
]);

/** Options by their name in JavaScript, where Python calls them otherwise. */
const renamed: ReadonlyMap<string, string> = new Map([
  ["timeoutSec", "timeoutSeconds"],
  ["reference", "ref"],
  ["timezone", "timeZone"],
  ["ingress", "ingressSettings"],
]);

/** The functions that a Python file declares with decorators of firebase_functions or functions_framework. */
export function functionsInPython(file: SourceFile): readonly DeclaredFunction[] {
  const values = new PythonValues(file.root);
  return [...nodesOf(file.root, "decorated_definition")].flatMap((node) => {
    const name = node.get("definition")?.get("name")?.text;
    if (node.parent?.type !== "module" || node.get("definition")?.type !== "function_definition" || name === undefined) return [];
    const decorators = node.parts.filter((part) => part.type === "decorator").flatMap((part) => part.parts);
    return decorators
      .slice(0, 10)
      .flatMap((decorator) => declared(decorator, { name, node, file }, values))
      .slice(0, 1);
  });
}

function declared(decorator: CodeNode, of: { name: string; node: CodeNode; file: SourceFile }, values: PythonValues): readonly DeclaredFunction[] {
  const callee = decorator.type === "call" ? decorator.get("function") : decorator;
  const [object, method] = [callee?.get("object")?.text ?? "", callee?.get("attribute")?.text ?? callee?.text ?? ""];
  const common = { name: of.name, language: "python", generation: 2, path: of.file.path, at: of.node.at, triggerAt: decorator.at } as const;
  if (object === "functions_framework" && ["http", "cloud_event", "typed"].includes(method)) {
    return [{ ...common, by: "functions-framework", trigger: { kind: "framework" }, options: new Map() }];
  }
  const module = object.slice(object.lastIndexOf(".") + 1);
  if (!modules.has(module)) return [];
  const options = optionsOf(decorator, values);
  const trigger = triggerOf(camelCase(method), options);
  return trigger === undefined ? [] : [{ ...common, by: "firebase-functions", trigger, options }];
}

function triggerOf(method: string, options: ReadonlyMap<string, MapEntry>): Trigger | undefined {
  const eventType = secondGenerationEvents.get(method);
  if (eventType !== undefined) return eventTrigger(eventType, options);
  if (method === "onRequest" || method === "onCall") return { kind: "http" };
  if (method === "onSchedule") return { kind: "schedule", schedule: options.get("schedule")?.value, timeZone: options.get("timeZone")?.value };
  return method === "onTaskDispatched" ? { kind: "tasks" } : undefined;
}

/** The keyword arguments in the words of JavaScript. */
function optionsOf(decorator: CodeNode, values: PythonValues): ReadonlyMap<string, MapEntry> {
  const options = new Map<string, MapEntry>();
  for (const part of decorator.get("arguments")?.parts ?? []) {
    const [key, value] = [part.get("name"), part.get("value")];
    if (part.type !== "keyword_argument" || key === null || value === null) continue;
    const plain = camelCase(key.text);
    const name = renamed.get(plain) ?? plain;
    options.set(name, entry(name, optionValue(value, values), { key: key.at, at: part.at }));
  }
  return options;
}

/** `options.MemoryOption.MB_512` is `512MiB`; members of other enumerations are their own name. */
function optionValue(node: CodeNode, values: PythonValues): Value {
  const member = node.type === "attribute" ? /(?:^|\.)(MemoryOption|IngressSetting|VpcEgressSetting|SupportedRegion)\.(\w+)$/u.exec(node.text) : null;
  if (member === null) return values.valueOf(node);
  const size = /^(MB|GB)_(\d+)$/u.exec(member[2] ?? "");
  return scalar(size === null ? (member[2] ?? "") : `${size[2]}${size[1] === "MB" ? "MiB" : "GiB"}`, node.at);
}

function camelCase(name: string): string {
  return name.replaceAll(/_+([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
}
