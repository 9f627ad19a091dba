import { type MapValue, type Value, entryOf, textOf } from "../../value.ts";
import { joined, scalar } from "../../value-builders.ts";
import type { ArmScope } from "./arm-scope.ts";
import type { Evaluator } from "./evaluator.ts";
import { nameKey } from "./name-key.ts";

/** A resource of a template, before its properties are evaluated. */
export interface Declaration {
  readonly address: string;
  /** The whole type, also of a child: `Microsoft.Web/sites/config`. */
  readonly type: string;
  /** The whole name: `site/appsettings`. */
  readonly fullName: Value;
  /** Comparable form of the whole name. */
  readonly key: string;
  readonly body: MapValue;
  readonly evaluator: Evaluator;
  readonly conditional: boolean;
  readonly existing: boolean;
  /** The symbolic name, where the template uses them. */
  readonly symbol: string | undefined;
  readonly inside: Declaration | undefined;
}

interface Place {
  readonly symbol?: string;
  readonly inside?: Declaration;
  readonly evaluator: Evaluator;
  readonly taken: Set<string>;
}

const deepestChild = 8;

/** The resources of a template and their children, with copies expanded and those left out whose condition is false. */
export function declarationsOf(scope: ArmScope): readonly Declaration[] {
  return listed(entryOf(scope.root, "resources")?.value, scope, { evaluator: scope.evaluator, taken: new Set() }, 0);
}

function listed(resources: Value | undefined, scope: ArmScope, place: Place, depth: number): readonly Declaration[] {
  if (depth > deepestChild) return [];
  if (resources?.kind === "list") return resources.items.flatMap((item) => expanded(item, scope, place, depth));
  if (resources?.kind !== "map") return [];
  return [...resources.entries.values()].flatMap((one) => expanded(one.value, scope, { ...place, symbol: one.name }, depth));
}

function expanded(resource: Value, scope: ArmScope, place: Place, depth: number): readonly Declaration[] {
  if (resource.kind !== "map") return [];
  const loop = entryOf(resource, "copy")?.value;
  const rounds = loop === undefined ? [place.evaluator] : scope.library.budget.asking("whether", () => scope.copies(loop, place.evaluator));
  const counted = rounds !== undefined;
  return (rounds ?? [place.evaluator]).flatMap((evaluator) => declared(resource, scope, { ...place, evaluator }, { depth, counted }));
}

function declared(resource: MapValue, scope: ArmScope, place: Place, how: { depth: number; counted: boolean }): readonly Declaration[] {
  const condition = entryOf(resource, "condition")?.value;
  const judged = condition && scope.library.budget.asking("whether", () => scope.resolve(condition, place.evaluator));
  const outcome = condition === undefined ? "true" : textOf(judged)?.toLowerCase();
  if (outcome === "false") return [];
  const [typeValue, nameValue] = [entryOf(resource, "type")?.value, entryOf(resource, "name")?.value];
  const ownType = typeValue === undefined ? undefined : textOf(scope.resolve(typeValue, place.evaluator));
  if (ownType === undefined) return [];
  const ownName = nameValue === undefined ? scalar("", resource.at) : scope.resolve(nameValue, place.evaluator);
  const { inside } = place;
  const fullName = inside === undefined ? ownName : joined([inside.fullName, scalar("/", ownName.at), ownName], ownName.at);
  const type = inside === undefined ? ownType : `${inside.type}/${ownType}`;
  const key = nameKey(fullName);
  const declaration: Declaration = {
    address: freeAddress(place.symbol ?? `${type}/${key}`, place.taken),
    type,
    fullName,
    key,
    body: resource,
    evaluator: place.evaluator,
    conditional: outcome === undefined || !how.counted || inside?.conditional === true,
    existing: textOf(entryOf(resource, "existing")?.value) === "true",
    symbol: place.symbol,
    inside,
  };
  const { symbol: _, ...rest } = place;
  return [declaration, ...listed(entryOf(resource, "resources")?.value, scope, { ...rest, inside: declaration }, how.depth + 1)];
}

function freeAddress(wanted: string, taken: Set<string>): string {
  let address = wanted;
  for (let count = 2; taken.has(address); count += 1) address = `${wanted}#${count}`;
  taken.add(address);
  return address;
}
