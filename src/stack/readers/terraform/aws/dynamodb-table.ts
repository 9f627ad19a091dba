import { entry, list, map, mapOf, scalar } from "../../../value-builders.ts";
import { type MapEntry, type MapValue, type Value, entryOf, itemsOf } from "../../../value.ts";
import { truthOf } from "../value-conversion.ts";
import { blockOf } from "../conversion/conversions.ts";

/** The arguments behind the properties that `tableProperties` makes. */
export const tablePropertyNames: Readonly<Record<string, string>> = {
  KeySchema: "hash_key",
  "StreamSpecification.StreamViewType": "stream_view_type",
  "TimeToLiveSpecification.AttributeName": "ttl.attribute_name",
  GlobalSecondaryIndexes: "global_secondary_index",
  LocalSecondaryIndexes: "local_secondary_index",
};

/** Keys, indexes, stream and time to live, which the provider writes in another shape. */
export function tableProperties(raw: MapValue): readonly MapEntry[] {
  return [...keySchema(raw), ...indexes(raw), ...stream(raw), ...timeToLive(raw)];
}

function keySchema(raw: MapValue): readonly MapEntry[] {
  const hash = entryOf(raw, "hash_key");
  if (hash === undefined) return [];
  return [{ ...hash, name: "KeySchema", value: keysOf(raw) }];
}

function keysOf(raw: MapValue): Value {
  const keys = [
    ["hash_key", "HASH"],
    ["range_key", "RANGE"],
  ] as const;
  const items = keys.flatMap(([argument, type]) => {
    const found = entryOf(raw, argument);
    return found === undefined ? [] : [mapOf({ AttributeName: found.value, KeyType: scalar(type, found.at) }, found.at)];
  });
  return list(items, items[0]?.at ?? raw.at);
}

function indexes(raw: MapValue): readonly MapEntry[] {
  const types = [
    ["global_secondary_index", "GlobalSecondaryIndexes"],
    ["local_secondary_index", "LocalSecondaryIndexes"],
  ] as const;
  return types.flatMap(([argument, property]) => {
    const found = entryOf(raw, argument);
    if (found === undefined) return [];
    const hashKey = argument === "local_secondary_index" ? entryOf(raw, "hash_key") : undefined;
    return [
      {
        ...found,
        name: property,
        value: list(
          itemsOf(found.value).map((item) => indexOf(item, hashKey)),
          found.value.at,
        ),
      },
    ];
  });
}

function indexOf(item: Value, hashKey: MapEntry | undefined): Value {
  if (item.kind !== "map") return item;
  const keyed = hashKey === undefined ? item : map([...item.entries.values(), hashKey], item.at);
  const projection = entryOf(item, "projection_type");
  return mapOf(
    {
      IndexName: entryOf(item, "name")?.value,
      KeySchema: keysOf(keyed),
      Projection:
        projection && mapOf({ ProjectionType: projection.value, NonKeyAttributes: entryOf(item, "non_key_attributes")?.value }, projection.at),
      ProvisionedThroughput: throughput(item),
    },
    item.at,
  );
}

function throughput(item: MapValue): Value | undefined {
  const read = entryOf(item, "read_capacity");
  const write = entryOf(item, "write_capacity");
  return read === undefined && write === undefined ? undefined : mapOf({ ReadCapacityUnits: read?.value, WriteCapacityUnits: write?.value }, item.at);
}

function stream(raw: MapValue): readonly MapEntry[] {
  const enabled = entryOf(raw, "stream_enabled");
  const view = entryOf(raw, "stream_view_type");
  if (enabled !== undefined && truthOf(enabled.value) === false) return [];
  const found = view ?? enabled;
  if (found === undefined) return [];
  // A stream without a view type carries both images.
  const value = view?.value ?? (truthOf(found.value) === true ? scalar("NEW_AND_OLD_IMAGES", found.at) : found.value);
  return [{ ...found, name: "StreamSpecification", value: map([{ ...found, name: "StreamViewType", value }], found.at) }];
}

function timeToLive(raw: MapValue): readonly MapEntry[] {
  const found = entryOf(raw, "ttl");
  const block = blockOf(raw, "ttl");
  if (found === undefined) return [];
  const name = entryOf(block, "attribute_name");
  const enabled = entryOf(block, "enabled");
  if (enabled !== undefined && truthOf(enabled.value) === false) return [];
  if (block === undefined || name === undefined) return [entry("TimeToLiveSpecification", found.value, found)];
  const value = map([{ ...name, name: "AttributeName" }, ...(enabled === undefined ? [] : [{ ...enabled, name: "Enabled" }])], block.at);
  return [{ ...found, name: "TimeToLiveSpecification", value }];
}
