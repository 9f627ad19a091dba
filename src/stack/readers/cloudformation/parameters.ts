import type { Location } from "../../../change/location.ts";
import { type MapEntry, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { awaiting, list, relocated, scalar, unknown } from "../../value-builders.ts";

const storedType = "AWS::SSM::Parameter::Value";

/** What a parameter stands for where nothing is passed: its default, or the only value that it allows. */
export function defaultOfParameter(parameter: MapEntry, at: Location): Value {
  const { name, value: definition } = parameter;
  const type = textOf(entryOf(definition, "Type")?.value) ?? "String";
  const allowed = itemsOf(entryOf(definition, "AllowedValues")?.value);
  const given = entryOf(definition, "Default")?.value ?? (allowed.length === 1 ? allowed[0] : undefined);
  if (given?.kind !== "scalar") {
    if (type.startsWith(storedType)) return unknown(readAtDeployment(name), at);
    return unknown(`parameter ${name} has no default`, at);
  }
  return typedParameter({ ...relocated(given, at), isDefault: true }, parameter);
}

/** Whether a deployment may pass a parameter another value than its default. */
export function isOpen(parameter: MapEntry): boolean {
  return itemsOf(entryOf(parameter.value, "AllowedValues")?.value).length !== 1;
}

/** Text that is passed to a list parameter is a list; text that is passed to a stored parameter is the name under which Systems Manager holds the value. */
export function typedParameter(value: Value, parameter: MapEntry): Value {
  const type = textOf(entryOf(parameter.value, "Type")?.value) ?? "String";
  if (type.startsWith(storedType)) return storedValue(value, parameter.name, type);
  const isList = type === "CommaDelimitedList" || type.startsWith("List<");
  const text = textOf(value);
  if (!isList || text === undefined) return value;
  const items = text.split(",").map((item) => item.trim());
  return list(
    items.filter((item) => item !== "").map((item) => scalar(item, value.at)),
    value.at,
  );
}

function storedValue(name: Value, parameter: string, type: string): Value {
  const key = textOf(name);
  const held = type.slice(storedType.length);
  const isList = held.startsWith("<List<") || held.startsWith("<CommaDelimitedList");
  const reason = readAtDeployment(parameter);
  return key === undefined || isList ? unknown(reason, name.at) : awaiting({ store: "parameter", key }, reason, name.at);
}

function readAtDeployment(parameter: string): string {
  return `parameter ${parameter} is read from Systems Manager at deployment`;
}
