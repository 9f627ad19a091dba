import type { NativeResource } from "../../../native.ts";
import { entry, list, map, mapOf, scalar } from "../../../value-builders.ts";
import { type MapEntry, type MapValue, entryOf, itemsOf } from "../../../value.ts";

const configurations = ["LambdaConfigurations", "QueueConfigurations", "TopicConfigurations"] as const;

/** Nested arguments stand in one block of the resource. */
const argumentNames = new Map([
  ["Function", "lambda_function.lambda_function_arn"],
  ["Queue", "queue.queue_arn"],
  ["Topic", "topic.topic_arn"],
  ["Events", "events"],
  ["Filter", "filter_prefix"],
  ["Bucket", "bucket"],
]);

/** A bucket's notifications, one declaration for each target: what CloudFormation writes into the bucket and Terraform into one resource. */
export function splitNotification(native: NativeResource): readonly NativeResource[] {
  const bucket = entryOf(native.properties, "Bucket");
  const blocks = configurations.flatMap((name) => itemsOf(entryOf(native.properties, name)?.value));
  const known = blocks.filter((block) => block.kind === "map");
  if (known.length === 0 || bucket === undefined) return [native];
  return known.map((block, index) => ({
    ...native,
    address: index === 0 ? native.address : `${native.address}#${index + 1}`,
    name: index === 0 ? native.name : `${native.name}#${index + 1}`,
    at: block.at,
    properties: notification(block, bucket),
    nativeNames: (path: string) => argumentNames.get(path.split(".")[0] ?? path),
  }));
}

function notification(block: MapValue, bucket: MapEntry): MapValue {
  const kept = [...block.entries.values()].filter((one) => !one.name.startsWith("Filter"));
  const rules = (["prefix", "suffix"] as const).flatMap((name) => {
    const found = entryOf(block, name === "prefix" ? "FilterPrefix" : "FilterSuffix");
    return found === undefined ? [] : [{ found, rule: mapOf({ Name: scalar(name, found.at), Value: found.value }, found.at) }];
  });
  const [first] = rules;
  if (first === undefined) return map([bucket, ...kept], block.at);
  const at = first.found.at;
  const filter = mapOf(
    {
      S3Key: mapOf(
        {
          Rules: list(
            rules.map(({ rule }) => rule),
            at,
          ),
        },
        at,
      ),
    },
    at,
  );
  return map([bucket, ...kept, entry("Filter", filter, { at })], block.at);
}
