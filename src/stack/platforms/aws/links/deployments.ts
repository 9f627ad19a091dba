import type { Link } from "../../../link.ts";
import { itemsOf } from "../../../value.ts";
import { valueAtPath } from "../property-path.ts";
import { type Declaration, endOf, makeLink } from "./declaration.ts";

/** What a gradual deployment is about: its function, and the alarms that stop it. */
export function* deploymentGroupLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  const alarms = itemsOf(valueAtPath(native.properties, "AlarmConfiguration.Alarms")).flatMap((alarm) => valueAtPath(alarm, "Name") ?? []);
  const named = (path: string) => valueAtPath(native.properties, path) ?? [];
  for (const [name, values] of [
    ["Alarms", alarms],
    ["Function", [named("Function")].flat()],
  ] as const) {
    for (const value of values) yield makeLink(declaration, { kind: "uses", name, from: { resource }, to: endOf(value, declaration), at: value.at });
  }
}
