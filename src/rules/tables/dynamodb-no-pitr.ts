import type { Resource } from "../../stack/resource.ts";
import type { KnownSetting } from "../../stack/setting.ts";
import { templateTable, terraformTable } from "../examples/plain-table.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, nestedName, setValue } from "../words.ts";

const recovery = (enabled: string) => `      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: ${enabled} }\n`;

export const dynamodbNoPitr: Rule = {
  id: "dynamodb-no-pitr",
  title: "The table cannot be brought back to an earlier moment",
  topics: ["37.1", "36.2", "4.1"],
  category: "data",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html",
  onByDefault: false,
  peers: ["checkov:CKV_AWS_28", "checkov:CKV_AWS_165", "cfn_nag:W78", "cdk-nag:AwsSolutions-DDB3", "trivy:AWS-0024", "guard:DYNAMODB_PITR_ENABLED"],
  bad: [
    { head: { "template.yaml": templateTable("") } },
    { head: { "template.yaml": templateTable(recovery("false")) } },
    { head: { "main.tf": terraformTable("") } },
    { head: { "template.yaml": "Transform: AWS::Serverless-2016-10-31\nResources:\n  Orders:\n    Type: AWS::Serverless::SimpleTable\n" } },
  ],
  good: [
    { head: { "template.yaml": templateTable(recovery("true")) } },
    { head: { "template.yaml": templateTable(recovery("!Ref Recoverable")) } },
    { head: { "main.tf": terraformTable("  point_in_time_recovery {\n    enabled = true\n  }\n") } },
    { head: { "main.tf": terraformTable("  point_in_time_recovery {\n    enabled = var.recoverable\n  }\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const table of stack.resourcesOf("table", "aws")) {
      const recovery = table.boolean("pointInTimeRecovery");
      if (!recovery.known || recovery.value) continue;
      const name = pathOf(table, recovery);
      yield {
        subject: table,
        claim: "pointInTimeRecovery",
        evidence: [{ at: recovery.at, note: recovery.isDefault ? "no point-in-time recovery" : "switched off" }],
        what: `The table ${named(table)} has no point-in-time recovery.`,
        why: `When a faulty release or script overwrites or deletes items, replication and streams carry the damage on at once: what was there before is gone, or as old as the last backup that somebody took by hand.`,
        fix: `Set \`${name}\` to \`true\`: the table can then be restored to any second of the last 35 days, for about the price of its storage. It does not matter for tables that hold caches, sessions or what can be computed again.`,
        edit: editOf(table, recovery, name),
      };
    }
  },
};

function pathOf(table: Resource, recovery: KnownSetting<boolean>): string {
  return table.format === "cdk"
    ? recovery.nativeName
    : nestedName(recovery.nativeName, "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled");
}

/** A global table sets it for each replica. */
function editOf(table: Resource, recovery: KnownSetting<boolean>, name: string) {
  if (!recovery.isDefault) return setValue(recovery, true);
  if (table.nativeShape !== "AWS::DynamoDB::Table") return undefined;
  return addProperty(table.properties, table.at, { name, value: true });
}
