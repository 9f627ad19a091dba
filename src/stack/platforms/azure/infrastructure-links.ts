import { Link, type LinkEnd } from "../../link.ts";
import type { NativeResource } from "../../native.ts";
import type { Resource } from "../../resource.ts";
import { type Value, entryOf, itemsOf, textOf, valueAt } from "../../value.ts";
import type { LinkKind, ResourceKind } from "../../vocabulary.ts";
import type { NativeIndex } from "./native-index.ts";

/** Links between resources that templates declare, without those of function bindings. */
export function infrastructureLinks(index: NativeIndex, resources: ReadonlyMap<NativeResource, Resource>): readonly Link[] {
  const find = { index, resources };
  return [...resources].flatMap(([native, resource]) => [
    ...containment(native, resource, find),
    ...(resource.kind === "alarm" ? watched(native, resource, find) : []),
    ...deadLetters(native, resource, find),
    ...(native.type.toLowerCase().endsWith("eventsubscriptions") ? eventSubscription(native, resource, find) : []),
  ]);
}

interface Find {
  readonly index: NativeIndex;
  readonly resources: ReadonlyMap<NativeResource, Resource>;
}

/** A link of the platform; the name tells links of one kind between the same ends apart. */
export function link(
  kind: LinkKind,
  ends: { readonly from: LinkEnd; readonly to: LinkEnd },
  how: { readonly name: string; readonly at: Link["at"]; readonly declaredBy?: Resource },
): Link {
  return new Link({ kind, platform: "azure", ...ends, ...how });
}

const contained: ReadonlySet<ResourceKind> = new Set([
  "queue",
  "topic",
  "subscription",
  "stream",
  "table",
  "bucket",
  "secret",
  "subnet",
  "slot",
  "route",
]);

function containment(native: NativeResource, resource: Resource, find: Find): readonly Link[] {
  if (!contained.has(resource.kind)) return [];
  let parent = find.index.parentOf(native);
  for (let steps = 0; parent !== undefined && !find.resources.has(parent) && steps < 8; steps += 1) parent = find.index.parentOf(parent);
  const container = parent === undefined ? undefined : find.resources.get(parent);
  return container === undefined
    ? []
    : [link("contains", { from: { resource: container }, to: { resource } }, { name: resource.name, at: resource.at })];
}

/** What an alert watches; its scopes may be anything. */
function watched(native: NativeResource, alarm: Resource, find: Find): readonly Link[] {
  return itemsOf(valueAt(native.properties, "properties", "scopes")).flatMap((scope) => {
    const target = find.index.resolve(scope, native.scope);
    const resource = target === undefined ? undefined : find.resources.get(target);
    const to: LinkEnd = resource === undefined ? { resource: null, value: scope } : { resource, value: scope };
    return [link("alarms", { from: { resource: alarm }, to }, { name: alarm.name, at: scope.at, declaredBy: alarm })];
  });
}

function deadLetters(native: NativeResource, resource: Resource, find: Find): readonly Link[] {
  const value = resource.value("deadLetterTarget");
  if (value === undefined) return [];
  const target = find.index.mentioned(value, native.scope).flatMap((one) => find.resources.get(one) ?? [])[0] ?? sibling(native, value, find);
  const to: LinkEnd = target === undefined ? { resource: null, value } : { resource: target, value };
  return [link("dead-letters", { from: { resource }, to }, { name: resource.name, at: resource.placeOf("deadLetterTarget") })];
}

/** A queue or topic of the same namespace, by name. */
function sibling(native: NativeResource, value: Value, find: Find): Resource | undefined {
  const name = textOf(value)?.toLowerCase();
  const namespace = find.index.ancestorOf(native, "Microsoft.ServiceBus/namespaces");
  const types = ["Microsoft.ServiceBus/namespaces/queues", "Microsoft.ServiceBus/namespaces/topics"];
  const found = types
    .flatMap((type) => find.index.ofType(type))
    .find((one) => find.index.parentOf(one) === namespace && find.index.keyOf(one) === name);
  return found === undefined ? undefined : find.resources.get(found);
}

/** An event subscription with a queue or hub as its destination. */
function eventSubscription(native: NativeResource, resource: Resource, find: Find): readonly Link[] {
  const destination =
    valueAt(native.properties, "properties", "destination") ??
    valueAt(native.properties, "properties", "deliveryWithResourceIdentity", "destination");
  const kind = textOf(entryOf(destination, "endpointType")?.value)?.toLowerCase();
  if (destination === undefined || kind === undefined || kind === "azurefunction" || kind === "webhook") return [];
  const mentioned = find.index.mentioned(destination, native.scope);
  const queue = textOf(valueAt(destination, "properties", "queueName"))?.toLowerCase();
  const inAccount =
    queue === undefined
      ? []
      : find.index.ofType("Microsoft.Storage/storageAccounts/queueServices/queues").filter((one) => find.index.keyOf(one) === queue);
  const target = [...inAccount, ...mentioned].flatMap((one) => find.resources.get(one) ?? [])[0];
  const to: LinkEnd = target === undefined ? { resource: null, value: destination } : { resource: target, value: destination };
  return [link("subscribes", { from: { resource }, to }, { name: resource.name, at: destination.at, declaredBy: resource })];
}
