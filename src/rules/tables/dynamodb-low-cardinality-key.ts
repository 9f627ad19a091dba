import type { Resource } from "../../stack/resource.ts";
import { type Value, entryOf, itemsOf, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (key: string, index = "") => `
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: ${key}, AttributeType: S }, { AttributeName: orderStatus, AttributeType: S }]
      KeySchema: [{ AttributeName: ${key}, KeyType: HASH }]
${index}`;
const index = (key: string) =>
  `      GlobalSecondaryIndexes:\n        - IndexName: by-status\n          KeySchema: [{ AttributeName: ${key}, KeyType: HASH }, { AttributeName: createdAt, KeyType: RANGE }]\n          Projection: { ProjectionType: ALL }\n`;
const terraform = (key: string) => `
resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "${key}"
  range_key    = "orderId"
  attribute {
    name = "${key}"
    type = "S"
  }
  attribute {
    name = "orderId"
    type = "S"
  }
}
`;

/** Attributes that have few values by what they are called, written without case, dashes and underscores. */
const fewValues = new Set([
  "status",
  "orderstatus",
  "jobstatus",
  "taskstatus",
  "paymentstatus",
  "state",
  "type",
  "entitytype",
  "itemtype",
  "recordtype",
  "eventtype",
  "kind",
  "date",
  "day",
  "month",
  "year",
  "flag",
  "isactive",
  "isdeleted",
  "isprocessed",
  "active",
  "enabled",
  "deleted",
  "processed",
  "published",
  "country",
  "countrycode",
  "region",
  "language",
  "locale",
  "currency",
  "gender",
  "tier",
  "tenanttier",
  "plan",
  "priority",
  "environment",
  "stage",
]);

export const dynamodbLowCardinalityKey: Rule = {
  id: "dynamodb-low-cardinality-key",
  title: "A key with few values puts all traffic on few partitions",
  topics: ["12.2", "12.3", "4.1"],
  category: "performance",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html",
  onByDefault: false,
  bad: [
    { head: { "template.yaml": template("country") } },
    { head: { "template.yaml": template("orderId", index("orderStatus")) } },
    { head: { "main.tf": terraform("entity_type") } },
  ],
  good: [
    { head: { "template.yaml": template("orderId") } },
    { head: { "template.yaml": template("pk", index("gsi1pk")) } },
    // Together with something that has many values it spreads well.
    { head: { "template.yaml": template("orderId", index("statusShard")) } },
    { head: { "template.yaml": template("!Ref KeyName") } },
    { head: { "main.tf": terraform("tenant_id") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const table of stack.resourcesOf("table", "aws")) {
      for (const { key, where } of partitionKeysOf(table)) {
        const name = textOf(key) ?? "";
        if (!fewValues.has(name.replaceAll(/[-_]/g, "").toLowerCase())) continue;
        yield {
          subject: table,
          claim: `partitionKey:${where ?? "table"}`,
          evidence: [{ at: key.at, note: "few values" }],
          what: `The partition key of ${where === null ? `the table ${named(table)}` : `the index ${named(where)} of ${named(table)}`} is ${named(name)}, which by its name has few values.`,
          why: `Items of one value share a partition, which takes 1,000 writes and 3,000 reads a second whatever the table's capacity: a busy value is throttled${where === null ? "" : ", and writes to the table are with it, since the index must follow"}.`,
          fix: `Choose a key with many values, or spread each value over shards (\`${name.replaceAll("`", "")}#0\` to \`#9\`) and ask for all of them. It does not matter for tables that stay far below these rates${where === null ? "" : ", or for an index that only few items enter"}.`,
          confidence: 0.6,
        };
      }
    }
  },
};

interface PartitionKey {
  readonly key: Value;
  /** The index; null for the table itself. */
  readonly where: string | null;
}

function partitionKeysOf(table: Resource): readonly PartitionKey[] {
  const own = hashKeyOf(table.value("keySchema"));
  const indexes = itemsOf(table.value("globalIndexes")).flatMap((index) => {
    const key = hashKeyOf(entryOf(index, "KeySchema")?.value);
    return key === undefined ? [] : [{ key, where: textOf(entryOf(index, "IndexName")?.value) ?? "index" }];
  });
  return [...(own === undefined ? [] : [{ key: own, where: null }]), ...indexes];
}

function hashKeyOf(schema: Value | undefined): Value | undefined {
  const hash = itemsOf(schema).find((part) => textOf(entryOf(part, "KeyType")?.value) === "HASH");
  return entryOf(hash, "AttributeName")?.value;
}
