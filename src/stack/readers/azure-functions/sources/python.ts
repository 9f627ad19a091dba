import type { CodeNode } from "../../../../handlers/code-node.ts";
import type { MapEntry } from "../../../value.ts";
import { entry, map, scalar, unknown } from "../../../value-builders.ts";
import { unlisted } from "../../arm/partial-map.ts";
import { type Binding, type DeclaredFunction, camelCase } from "../declared-function.ts";
import { PythonValues } from "./python-values.ts";
import { type SourceFile, nodesOf } from "./source-file.ts";

/** Decorators of the second programming model for Python, with the binding that each makes. https://learn.microsoft.com/azure/azure-functions/functions-reference-python */
const decorators: ReadonlyMap<string, { readonly type: string; readonly direction: Binding["direction"] }> = new Map([
  ["route", { type: "httpTrigger", direction: "in" }],
  ["timer_trigger", { type: "timerTrigger", direction: "in" }],
  ["schedule", { type: "timerTrigger", direction: "in" }],
  ["queue_trigger", { type: "queueTrigger", direction: "in" }],
  ["service_bus_queue_trigger", { type: "serviceBusTrigger", direction: "in" }],
  ["service_bus_topic_trigger", { type: "serviceBusTrigger", direction: "in" }],
  ["blob_trigger", { type: "blobTrigger", direction: "in" }],
  ["event_hub_message_trigger", { type: "eventHubTrigger", direction: "in" }],
  ["event_grid_trigger", { type: "eventGridTrigger", direction: "in" }],
  ["cosmos_db_trigger", { type: "cosmosDBTrigger", direction: "in" }],
  ["cosmos_db_trigger_v3", { type: "cosmosDBTrigger", direction: "in" }],
  ["sql_trigger", { type: "sqlTrigger", direction: "in" }],
  ["kafka_trigger", { type: "kafkaTrigger", direction: "in" }],
  ["dapr_service_invocation_trigger", { type: "daprServiceInvocationTrigger", direction: "in" }],
  ["warm_up_trigger", { type: "warmupTrigger", direction: "in" }],
  ["orchestration_trigger", { type: "orchestrationTrigger", direction: "in" }],
  ["activity_trigger", { type: "activityTrigger", direction: "in" }],
  ["entity_trigger", { type: "entityTrigger", direction: "in" }],
  ["durable_client_input", { type: "durableClient", direction: "in" }],
  ["blob_input", { type: "blob", direction: "in" }],
  ["blob_output", { type: "blob", direction: "out" }],
  ["queue_output", { type: "queue", direction: "out" }],
  ["service_bus_queue_output", { type: "serviceBus", direction: "out" }],
  ["service_bus_topic_output", { type: "serviceBus", direction: "out" }],
  ["event_hub_output", { type: "eventHub", direction: "out" }],
  ["event_grid_output", { type: "eventGrid", direction: "out" }],
  ["cosmos_db_input", { type: "cosmosDB", direction: "in" }],
  ["cosmos_db_output", { type: "cosmosDB", direction: "out" }],
  ["table_input", { type: "table", direction: "in" }],
  ["table_output", { type: "table", direction: "out" }],
  ["sql_input", { type: "sql", direction: "in" }],
  ["sql_output", { type: "sql", direction: "out" }],
  ["generic_trigger", { type: "generic", direction: "in" }],
  ["generic_input_binding", { type: "generic", direction: "in" }],
  ["generic_output_binding", { type: "generic", direction: "out" }],
]);

/** Frameworks whose applications have decorators of the same names. */
const otherFrameworks = ["Flask", "FastAPI", "APIRouter", "Quart", "Starlette"];
const appConstructors = new Set(["FunctionApp", "DFApp", "AsgiFunctionApp", "WsgiFunctionApp"]);

/** The authorization level that the app gives to routes without their own: `FunctionApp(http_auth_level=…)`. */
export function defaultAuthLevel(file: SourceFile): MapEntry | undefined {
  const values = new PythonValues(file.root);
  for (const call of nodesOf(file.root, "call")) {
    const callee = call.get("function");
    const name = callee?.type === "attribute" ? callee.get("attribute")?.text : callee?.text;
    if (name === undefined || !appConstructors.has(name)) continue;
    const found = keywords(call, values).find((one) => one.name === "httpAuthLevel");
    return found === undefined ? undefined : { ...found, name: "authLevel" };
  }
  return undefined;
}

/** Functions declared with decorators of an app or a blueprint. */
export function functionsInPython(file: SourceFile, authLevel: MapEntry | undefined): readonly DeclaredFunction[] {
  const values = new PythonValues(file.root);
  const foreign = applicationsOfOthers(file.root);
  return [...nodesOf(file.root, "decorated_definition")].flatMap((node) => {
    const definition = node.get("definition");
    const name = definition?.get("name")?.text;
    if (definition?.type !== "function_definition" || name === undefined) return [];
    const calls = node.parts
      .filter((part) => part.type === "decorator")
      .flatMap((part) => part.parts)
      .filter((call) => !foreign.has(call.get("function")?.get("object")?.text ?? ""));
    const bindings = calls.flatMap((call) => bindingOf(call, values, authLevel));
    if (!bindings.some((binding) => binding.type.endsWith("Trigger"))) return [];
    const given = calls
      .flatMap((call) => (methodOf(call) === "function_name" ? keywords(call, values) : []))
      .find((one) => one.name === "name" || one.name === "0");
    const text = given?.value.kind === "scalar" ? String(given.value.value) : name;
    const retry = calls.find((call) => methodOf(call) === "retry");
    return [
      {
        name: text,
        model: "python-2",
        bindings,
        scriptFile: scalar(file.path, definition.at),
        entryPoint: scalar(name, definition.get("name")?.at ?? definition.at),
        retry: retry === undefined ? undefined : entry("retry", map(keywords(retry, values), retry.at)),
        disabled: undefined,
        at: node.at,
      },
    ];
  });
}

/** Names of the file that hold an application of another framework, which may be served through this one. */
function applicationsOfOthers(root: CodeNode): ReadonlySet<string> {
  const names = [...nodesOf(root, "assignment")].flatMap((assignment) => {
    const made = assignment.get("right")?.get("function")?.text.split(".").at(-1) ?? "";
    return otherFrameworks.includes(made) ? [assignment.get("left")?.text ?? ""] : [];
  });
  return new Set(names);
}

function methodOf(call: CodeNode): string | undefined {
  const callee = call.type === "call" ? call.get("function") : null;
  return callee?.type === "attribute" ? callee.get("attribute")?.text : undefined;
}

function bindingOf(call: CodeNode, values: PythonValues, authLevel: MapEntry | undefined): readonly Binding[] {
  const method = methodOf(call);
  const known = method === undefined ? undefined : decorators.get(method);
  if (known === undefined) return [];
  const settings = keywords(call, values).map((one) =>
    one.name === "argName" ? { ...one, name: "name" } : one.name === "authLevel" ? { ...one, value: lowered(one.value) } : one,
  );
  const isOpen = known.type === "httpTrigger" && !settings.some((one) => one.name === "authLevel");
  const inherited = isOpen && authLevel !== undefined ? [{ ...authLevel, value: lowered(authLevel.value) }] : [];
  const generic = known.type === "generic" ? settings.find((one) => one.name === "type")?.value : undefined;
  const type = generic?.kind === "scalar" ? String(generic.value) : known.type;
  return [{ type, direction: known.direction, settings: [...settings, ...inherited], at: call.at }];
}

function lowered(value: MapEntry["value"]): MapEntry["value"] {
  return value.kind === "scalar" && typeof value.value === "string" ? scalar(value.value.toLowerCase(), value.at) : value;
}

/** The arguments of a call by name, in the words of function.json; positional ones by their position. */
function keywords(call: CodeNode, values: PythonValues): readonly MapEntry[] {
  const given = call.get("arguments");
  return (given?.parts ?? []).flatMap((part, position) => {
    const [name, value] = [part.get("name"), part.get("value")];
    if (part.type !== "keyword_argument")
      return part.type.endsWith("splat")
        ? [unlisted(unknown("computed in code", part.at))]
        : [entry(String(position), values.valueOf(part), { at: part.at })];
    return name === null || value === null ? [] : [entry(camelCase(name.text), values.valueOf(value), { key: name.at, at: part.at })];
  });
}
