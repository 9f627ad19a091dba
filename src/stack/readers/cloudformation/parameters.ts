import type { Location } from "../../../change/location.ts";
import { type MapEntry, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { list, relocated, scalar, unknown } from "../../value-builders.ts";

/** What a parameter stands for where nothing is passed: its default, or the only value that it allows. */
export function defaultOfParameter(parameter: MapEntry, at: Location): Value {
  const { name, value: definition } = parameter;
  const type = textOf(entryOf(definition, "Type")?.value) ?? "String";
  if (type.startsWith("AWS::SSM::Parameter::Value")) return unknown(`parameter ${name} is read from Systems Manager at deployment`, at);
  const allowed = itemsOf(entryOf(definition, "AllowedValues")?.value);
  const given = entryOf(definition, "Default")?.value ?? (allowed.length === 1 ? allowed[0] : undefined);
  if (given?.kind !== "scalar") return unknown(`parameter ${name} has no default`, at);
  return typedParameter(relocated(given, at), parameter);
}

/** Text that is passed to a list parameter is a list. */
export function typedParameter(value: Value, parameter: MapEntry): Value {
  const type = textOf(entryOf(parameter.value, "Type")?.value) ?? "String";
  const isList = type === "CommaDelimitedList" || type.startsWith("List<");
  const text = textOf(value);
  if (!isList || text === undefined) return value;
  const items = text.split(",").map((item) => item.trim());
  return list(
    items.filter((item) => item !== "").map((item) => scalar(item, value.at)),
    value.at,
  );
}
