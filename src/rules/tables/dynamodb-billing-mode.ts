import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Value } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, orDefault, setValue } from "../words.ts";

const template = (more: string, others = "") => `
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
${more}${others}`;
const terraform = (more: string, others = "") => `
resource "aws_dynamodb_table" "orders" {
  name     = "orders"
  hash_key = "id"
${more}  attribute {
    name = "id"
    type = "S"
  }
}
${others}`;
const throughput = "      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 }\n";
const capacity = "  read_capacity  = 5\n  write_capacity = 5\n";
const target = (id: string) => `
  OrdersWrites:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: dynamodb
      ScalableDimension: dynamodb:table:WriteCapacityUnits
      ResourceId: ${id}
      MinCapacity: 5
      MaxCapacity: 100
`;

const modes = new Set(["PAY_PER_REQUEST", "PROVISIONED"]);

export const dynamodbBillingMode: Rule = {
  id: "dynamodb-billing-mode",
  title: "The table's capacity does not follow its load",
  topics: ["12.5", "8.4", "39.1"],
  category: "reliability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html",
  onByDefault: false,
  peers: ["checkov:CKV2_AWS_16", "cfn-lint:E3638", "cfn-lint:E3639"],
  bad: [
    { head: { "template.yaml": template(throughput) } },
    { head: { "template.yaml": template("") } },
    { head: { "template.yaml": template("      BillingMode: ON_DEMAND\n") } },
    { head: { "main.tf": terraform(capacity) } },
  ],
  good: [
    { head: { "template.yaml": template("      BillingMode: PAY_PER_REQUEST\n") } },
    { head: { "template.yaml": template("      BillingMode: !Ref Mode\n") } },
    { head: { "template.yaml": template(throughput, target("!Sub table/${Orders}")) } },
    { head: { "template.yaml": template(throughput, target("!ImportValue orders-table")) } },
    {
      head: {
        "main.tf": terraform(
          capacity,
          `
resource "aws_appautoscaling_target" "writes" {
  service_namespace  = "dynamodb"
  scalable_dimension = "dynamodb:table:WriteCapacityUnits"
  resource_id        = "table/\${aws_dynamodb_table.orders.name}"
  min_capacity       = 5
  max_capacity       = 100
}
`,
        ),
      },
    },
    { head: { "template.yaml": "Transform: AWS::Serverless-2016-10-31\nResources:\n  Orders:\n    Type: AWS::Serverless::SimpleTable\n" } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const table of stack.resourcesOf("table", "aws")) {
      const mode = table.string("billingMode");
      if (!mode.known || mode.value === "PAY_PER_REQUEST") continue;
      if (!modes.has(mode.value)) yield invalid(table, mode.value);
      // Global tables scale by a setting of their own, and the CDK by calls that are not read.
      else if (table.nativeShape !== "AWS::DynamoDB::Table" || table.format === "cdk") continue;
      else if (table.properties.entries.has("ProvisionedThroughput")) {
        if (!isScaled(table, stack)) yield fixed(table);
      } else if (table.format !== "terraform") yield withoutThroughput(table);
    }
  },
};

function invalid(table: Resource, written: string): Draft {
  const mode = table.string("billingMode");
  return {
    subject: table,
    claim: "billingMode",
    evidence: [{ at: mode.at, note: "no such mode" }],
    what: `The billing mode of ${named(table)} is ${named(written)}; DynamoDB knows \`PAY_PER_REQUEST\` and \`PROVISIONED\`.`,
    why: `DynamoDB refuses the table, and the deployment is rolled back.`,
    fix: `Set \`${mode.nativeName}\` to \`PAY_PER_REQUEST\` (on demand), or to \`PROVISIONED\` with read and write capacity.`,
    edit: mode.known ? setValue(mode, "PAY_PER_REQUEST") : undefined,
  };
}

/** Terraform asks for a capacity before it plans; CloudFormation finds out at deployment. */
function withoutThroughput(table: Resource): Draft {
  const mode = table.string("billingMode");
  const edit = mode.known && mode.isDefault ? addProperty(table.properties, table.at, { name: "BillingMode", value: "PAY_PER_REQUEST" }) : undefined;
  return {
    subject: table,
    claim: "billingMode",
    evidence: [{ at: mode.at, note: "PROVISIONED without a capacity" }],
    what: `${named(table)} has provisioned capacity${mode.known ? orDefault(mode) : ""} and no \`ProvisionedThroughput\`.`,
    why: `DynamoDB refuses a provisioned table without read and write capacity, and the deployment is rolled back.`,
    fix: `Set \`BillingMode\` to \`PAY_PER_REQUEST\`, or give the table a \`ProvisionedThroughput\`.`,
    edit: edit ?? (mode.known ? setValue(mode, "PAY_PER_REQUEST") : undefined),
  };
}

function fixed(table: Resource): Draft {
  const [mode, reads, writes] = [table.string("billingMode"), table.number("readCapacity"), table.number("writeCapacity")];
  const units = reads.known && writes.known ? ` of ${reads.value} read and ${writes.value} write units a second` : "";
  return {
    subject: table,
    claim: "billingMode",
    evidence: [{ at: writes.known ? writes.at : mode.at, note: "fixed capacity" }],
    what: `${named(table)} has a provisioned capacity${units}, and nothing of this stack scales it.`,
    why: `Beyond it DynamoDB answers \`ProvisionedThroughputExceededException\` once its short burst reserve is used up: functions retry, run longer and fail at the peak, while the capacity is paid for through the night.`,
    fix: `Use on-demand capacity (\`PAY_PER_REQUEST\`), or register the table with Application Auto Scaling for reads and writes. It does not matter for a load that is known and even.`,
    confidence: 0.8,
  };
}

/** By a target of Application Auto Scaling that names the table, or of which the name is not known. */
function isScaled(table: Resource, stack: Stack): boolean {
  return stack.resourcesOf("scaling-target", "aws").some((one) => {
    const dimension = one.string("dimension");
    if (dimension.known && !dimension.value.startsWith("dynamodb:")) return false;
    const id = one.value("resourceId");
    return id === undefined || mayName(id, table);
  });
}

function mayName(id: Value, table: Resource): boolean {
  const name = table.string("name");
  switch (id.kind) {
    case "scalar":
      return !name.known || String(id.value).split("/")[1] === name.value;
    case "reference":
      return id.address === table.address;
    case "joined":
      return id.parts.some((part) => part.kind !== "scalar" && mayName(part, table));
    default:
      return true;
  }
}
