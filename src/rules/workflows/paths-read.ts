import type { Location } from "../../change/location.ts";
import { type Value, entryOf, itemsOf, textOf, valueAt } from "../../stack/value.ts";
import type { State } from "./states.ts";

/** A path into the state's input, as JSONPath writes it. */
interface PathRead {
  /** The first field of the path. */
  readonly field: string;
  readonly text: string;
  readonly at: Location;
}

const plainPaths = [
  "ItemsPath",
  "SecondsPath",
  "TimestampPath",
  "TimeoutSecondsPath",
  "HeartbeatSecondsPath",
  "MaxConcurrencyPath",
  "ErrorPath",
  "CausePath",
];
const templates = ["Parameters", "ItemSelector"];
const deepest = 30;

/** The fields of its input that a state names in JSONPath. Where it narrows its input first, only that path counts. */
export function pathsReadBy(state: State): readonly PathRead[] {
  const narrowed = entryOf(state.body, "InputPath");
  if (narrowed !== undefined) return pathsIn(narrowed.value, narrowed.at);
  return [
    ...plainPaths.flatMap((name) => {
      const found = entryOf(state.body, name);
      return found === undefined ? [] : pathsIn(found.value, found.at);
    }),
    ...templates.flatMap((name) => pathsInTemplate(valueAt(state.body, name), 0)),
    ...itemsOf(valueAt(state.body, "Choices")).flatMap((rule) => pathsOfChoice(rule, 0)),
  ];
}

/** Whether a state hands its whole input on, as it is or under a name of its own. */
export function handsWholeInputOn(state: State): boolean {
  if (state.type !== "Task" || state.body.entries.has("InputPath")) return false;
  const parameters = valueAt(state.body, "Parameters");
  return parameters === undefined || holdsWholeInput(parameters, 0);
}

function holdsWholeInput(template: Value, depth: number): boolean {
  if (template.kind !== "map" || depth > deepest) return false;
  return [...template.entries.values()].some((entry) =>
    entry.name.endsWith(".$") ? textOf(entry.value) === "$" : holdsWholeInput(entry.value, depth + 1),
  );
}

/** Fields that end in `.$` hold paths and intrinsic functions. */
function pathsInTemplate(value: Value | undefined, depth: number): readonly PathRead[] {
  if (value === undefined || depth > deepest) return [];
  if (value.kind === "list") return value.items.flatMap((item) => pathsInTemplate(item, depth + 1));
  if (value.kind !== "map") return [];
  return [...value.entries.values()].flatMap((entry) =>
    entry.name.endsWith(".$") ? pathsIn(entry.value, entry.at) : pathsInTemplate(entry.value, depth + 1),
  );
}

function pathsOfChoice(rule: Value, depth: number): readonly PathRead[] {
  if (rule.kind !== "map" || depth > deepest) return [];
  const presence = rule.entries.has("IsPresent");
  return [...rule.entries.values()].flatMap(({ name, value, at }) => {
    if (name === "Variable" || name.endsWith("Path")) return presence ? [] : pathsIn(value, at);
    if (name === "And" || name === "Or") return guards(value) ? [] : itemsOf(value).flatMap((inner) => pathsOfChoice(inner, depth + 1));
    return name === "Not" ? pathsOfChoice(value, depth + 1) : [];
  });
}

/** `And: [{ Variable, IsPresent: true }, …]` asks whether the field is there before it reads it. */
function guards(rules: Value): boolean {
  return itemsOf(rules).some((rule) => valueAt(rule, "IsPresent") !== undefined);
}

/** `$.order.id`, also inside an intrinsic function; `$$` is the context and no input. */
function pathsIn(value: Value, at: Location): readonly PathRead[] {
  const text = textOf(value) ?? "";
  return [...text.matchAll(/(?<![$\w])\$\.([\w-]+)[\w.[\]-]*/g)].map((match) => ({ field: match[1] ?? "", text: match[0], at }));
}
