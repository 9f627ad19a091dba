import type { Location } from "../../../change/location.ts";
import type { MapEntry, MapValue, Value } from "../../value.ts";
import { entry, list, map, mapOf, scalar } from "../../value-builders.ts";

/** How a function is declared. Names and defaults differ between them. */
type ProgrammingModel = "function-json" | "node-4" | "python-2" | "dotnet-isolated" | "dotnet-in-process" | "java";

/** A trigger, input or output of a function, in the words of function.json. */
export interface Binding {
  /** `queueTrigger`, `blob`, `http` … */
  readonly type: string;
  readonly direction: "in" | "out";
  readonly settings: readonly MapEntry[];
  readonly at: Location;
}

/** A function as some source declares it. */
export interface DeclaredFunction {
  readonly name: string;
  readonly model: ProgrammingModel;
  readonly bindings: readonly Binding[];
  /** Path of the file with its code from the repository's root, or the reason why it is not known. */
  readonly scriptFile: Value | undefined;
  /** Whether the file is in the repository; undefined where it is not known. */
  readonly scriptFileExists?: boolean;
  /** What runs, as the code finds it: an exported name, the registered name, a Python function, a method. */
  readonly entryPoint: Value | undefined;
  readonly retry: MapEntry | undefined;
  readonly disabled: MapEntry | undefined;
  readonly at: Location;
}

/** The properties under which a function's native resource keeps what was declared. */
export function functionProperties(declared: DeclaredFunction, app: Value): MapValue {
  const { at } = declared;
  const entries = [
    entry("name", scalar(declared.name, at)),
    entry("app", app),
    entry("programmingModel", scalar(declared.model, at)),
    entry("bindings", list(declared.bindings.map(bindingValue), at)),
    ...(declared.scriptFile === undefined ? [] : [entry("scriptFile", declared.scriptFile)]),
    ...(declared.scriptFileExists === undefined ? [] : [entry("scriptFileExists", scalar(declared.scriptFileExists, declared.scriptFile?.at ?? at))]),
    ...(declared.entryPoint === undefined ? [] : [entry("entryPoint", declared.entryPoint)]),
    ...(declared.retry === undefined ? [] : [declared.retry]),
    ...(declared.disabled === undefined ? [] : [declared.disabled]),
  ];
  return map(entries, at);
}

function bindingValue(binding: Binding): MapValue {
  const fixed = mapOf({ type: scalar(binding.type, binding.at), direction: scalar(binding.direction, binding.at) }, binding.at);
  return map([...fixed.entries.values(), ...binding.settings.filter((one) => one.name !== "type" && one.name !== "direction")], binding.at);
}

/** Properties of a function that no source writes in words of its own. */
const ownWords = new Set(["scriptFile", "entryPoint", "disabled"]);

/** How a source writes a binding's property: Python in snake case, C# with a capital. */
export function nameInSource(model: ProgrammingModel, name: string): string {
  if (ownWords.has(name)) return name;
  if (model === "python-2") return name.replaceAll(/[A-Z]/gu, (capital) => `_${capital.toLowerCase()}`);
  if (model === "dotnet-isolated" || model === "dotnet-in-process") return name.charAt(0).toUpperCase() + name.slice(1);
  return name;
}

/** The words of function.json for a name in snake case. */
export function camelCase(name: string): string {
  return name
    .split("_")
    .map((word, position) => (position === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
}
