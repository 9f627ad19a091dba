import type { Link } from "../../../link.ts";
import { type Value, textOf } from "../../../value.ts";
import { type FoundProperty, partsAt, propertyAt, valueAtPath } from "../property-path.ts";
import { type Declaration, calledFunction, endOf, makeTrigger } from "./declaration.ts";
import { type ServiceCaller, serviceCallers } from "./service-callers.ts";

/** The functions that a service calls for a declaration. What else may stand at the same places, topics and rules of the service, is no trigger. */
export function* serviceCallerLinks(declaration: Declaration): Iterable<Link> {
  for (const caller of serviceCallers.get(declaration.native.type) ?? []) {
    for (const part of partsWithin(declaration.native.properties, caller.within ?? [])) {
      const target = targetIn(part, caller);
      if (target !== undefined && calledFunction(target.value, declaration) !== undefined) yield callOf(declaration, caller, target);
    }
  }
}

function partsWithin(value: Value, lists: readonly string[]): readonly Value[] {
  return lists.reduce<readonly Value[]>((parts, list) => parts.flatMap((part) => partsAt(part, list)), [value]);
}

function targetIn(part: Value, { target, when }: ServiceCaller): FoundProperty | undefined {
  if (when !== undefined) {
    const said = valueAtPath(part, when.path);
    const word = said === undefined ? null : textOf(said);
    if (word === undefined || !when.is.includes(word)) return undefined;
  }
  return target === undefined ? { value: part, at: part.at } : propertyAt(part, target);
}

function callOf(declaration: Declaration, { service, source }: ServiceCaller, target: FoundProperty): Link {
  const { native, resource } = declaration;
  const origin = source === undefined ? undefined : valueAtPath(native.properties, source);
  const from = origin === undefined ? { resource } : endOf(origin, declaration);
  return makeTrigger(declaration, target.value, { name: native.name, from, at: target.at, service });
}
