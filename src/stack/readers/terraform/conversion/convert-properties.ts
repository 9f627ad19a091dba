import type { Location } from "../../../../change/location.ts";
import { entry, list, map, unknown } from "../../../value-builders.ts";
import { type MapEntry, type MapValue, type Value, itemsOf } from "../../../value.ts";
import type { ArgumentTable, ArgumentTarget, MappedType, ConversionContext } from "./type-table.ts";

/** The arguments of a resource in the platform's common shape. Arguments that the table does not name keep their own names. */
export function convertProperties(raw: MapValue, type: MappedType, context: ConversionContext): MapValue {
  const root: Branch = { at: raw.at, key: raw.at, children: new Map() };
  convertInto(root, raw, type.arguments, context);
  for (const computed of type.computed?.(raw, context) ?? []) put(root, computed.name, computed);
  return grown(root);
}

/** A map under construction: properties arrive by path, from arguments in any order. */
interface Branch {
  readonly at: Location;
  readonly key: Location;
  readonly children: Map<string, MapEntry | Branch>;
}

function convertInto(root: Branch, raw: MapValue, table: ArgumentTable, context: ConversionContext): void {
  const targets = new Map(Object.entries(table));
  for (const argument of raw.entries.values()) {
    const target = targets.get(argument.name);
    const path = target === undefined ? argument.name : typeof target === "string" ? target : target.to;
    const value = target === undefined ? argument.value : convertValue(argument.value, target, context);
    if (value === undefined) continue;
    if (path !== "") put(root, path, { ...argument, value });
    else if (value.kind === "map") for (const inner of value.entries.values()) put(root, inner.name, inner);
  }
}

function convertValue(value: Value, target: ArgumentTarget, context: ConversionContext): Value | undefined {
  if (typeof target === "string") return value;
  if ("as" in target) return target.as(value, context);
  const table = "block" in target ? target.block : target.blocks;
  if (value.kind !== "list" && value.kind !== "map") return value;
  const items = itemsOf(value).map((item) => convertBlock(item, table, context));
  if ("blocks" in target) return list(items, value.at);
  // A block without arguments is written all the same: it turns something on.
  return items[0] ?? map([], value.at);
}

function convertBlock(item: Value, table: ArgumentTable, context: ConversionContext): Value {
  if (item.kind !== "map") return item.kind === "scalar" ? unknown("not a block", item.at) : item;
  const branch: Branch = { at: item.at, key: item.at, children: new Map() };
  convertInto(branch, item, table, context);
  return grown(branch);
}

function put(root: Branch, path: string, found: MapEntry): void {
  const steps = path.split(".");
  const last = steps.pop() ?? path;
  let branch = root;
  for (const step of steps) {
    const existing = branch.children.get(step);
    const next: Branch = existing !== undefined && "children" in existing ? existing : opened(existing, found);
    branch.children.set(step, next);
    branch = next;
  }
  branch.children.set(last, { ...found, name: last });
}

function opened(existing: MapEntry | undefined, found: MapEntry): Branch {
  const children = new Map<string, MapEntry | Branch>();
  if (existing?.value.kind === "map") for (const inner of existing.value.entries.values()) children.set(inner.name, inner);
  return { at: existing?.at ?? found.at, key: existing?.key ?? found.key, children };
}

function grown(branch: Branch): MapValue {
  const entries = [...branch.children].map(([name, child]) =>
    "children" in child ? entry(name, grown(child), { key: child.key, at: child.at }) : child,
  );
  return map(entries, branch.at);
}
