import type { Resource } from "../../stack/resource.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { ChangeRuleContext, Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const table = (attributes: string) => `
Resources:
  Jobs:
    Type: AWS::SQS::Queue
  Orders:
    Type: AWS::DynamoDB::Table
${attributes}    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
`;
const without = `
Resources:
  Jobs:
    Type: AWS::SQS::Queue
`;
const bucket = (name: string, more = "") => `
resource "aws_s3_bucket" "${name}" {
  bucket        = "invoices-of-acme"
  force_destroy = true
}
${more}`;

/** Kinds that hold what cannot be made again. */
const stateful = new Set(["table", "bucket", "user-pool", "stream", "database"]);
const kept = new Set(["Retain", "RetainExceptOnCreate"]);

export const statefulRemovedWithoutRetain: Rule = {
  id: "stateful-removed-without-retain",
  title: "The deployment deletes a resource that holds data",
  topics: ["29.1", "37.4", "36.2"],
  category: "data",
  severity: "critical",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
  peers: ["cfn-lint:I3011"],
  bad: [
    { base: { "template.yaml": table("") }, head: { "template.yaml": without } },
    { base: { "template.yaml": table("") }, head: { "template.yaml": table("").replace("Orders:", "OrdersTable:") } },
    { base: { "main.tf": bucket("invoices") }, head: { "main.tf": bucket("bills") } },
    {
      base: cdkApp(`
new sqs.Queue(this, "Jobs");
new dynamodb.Table(this, "Orders", {
  partitionKey: { name: "id", type: dynamodb.AttributeType.STRING },
  removalPolicy: cdk.RemovalPolicy.DESTROY,
});
`),
      head: cdkApp(`
new sqs.Queue(this, "Jobs");
`),
    },
  ],
  good: [
    { base: { "template.yaml": table("    DeletionPolicy: Retain\n") }, head: { "template.yaml": without } },
    { base: { "template.yaml": table(""), "other/template.yaml": without }, head: { "other/template.yaml": without } },
    {
      base: { "main.tf": bucket("invoices") },
      head: { "main.tf": bucket("bills", `moved {\n  from = aws_s3_bucket.invoices\n  to   = aws_s3_bucket.bills\n}\n`) },
    },
  ],
  *checkChange(context): Iterable<Draft> {
    for (const resource of context.delta.removedResources) {
      if (resource.platform !== "aws" || !stateful.has(resource.kind) || isProtected(resource) || !isDeployedOn(resource, context)) continue;
      const successor = successorOf(resource, context);
      if (successor === "same") continue;
      const kind = resource.kind.replaceAll("-", " ");
      yield {
        subject: resource,
        claim: "removed",
        evidence: [
          { at: resource.at, side: "base", note: "gone after the change" },
          ...(successor === undefined ? [] : [{ at: successor.at, note: "a new one takes its place" }]),
        ],
        what: successor
          ? `The change declares ${named(successor)} in place of ${named(resource)}. For the deployment that is a new ${kind}, and the old one is deleted.`
          : `The change removes the ${kind} ${named(resource)}, and nothing tells the deployment to keep it.`,
        why: consequence(resource, kind),
        fix: cure(resource, successor),
        severity: severityOf(resource),
      };
    }
  },
};

/** Deletion protection makes the deployment fail instead of losing data. */
function isProtected(resource: Resource): boolean {
  const protection = resource.value("deletionProtection");
  const isOn = protection !== undefined && !(protection.kind === "scalar" && ["false", "INACTIVE"].includes(String(protection.value)));
  const policy = resource.attributes.get("DeletionPolicy") ?? resource.attributes.get("removalPolicy") ?? "";
  const isKeptByConstruct = resource.format === "cdk" && !/destroy|delete/i.test(policy);
  return isOn || kept.has(policy) || isKeptByConstruct || (policy === "Snapshot" && resource.kind === "database");
}

/** Whether a deployment is left that would delete it: a template that is gone as a whole is deployed by nobody. */
function isDeployedOn(resource: Resource, { stack, delta }: ChangeRuleContext): boolean {
  if (resource.format === "terraform") return stack.resources.some((one) => one.format === "terraform");
  return (
    stack.resources.some((one) => one.scope === resource.scope) ||
    delta.removedResources.some((one) => one.nativeShape === "AWS::CloudFormation::Stack")
  );
}

/** A resource of the same type that comes in place of the removed one; "same" where it is the same one under another address. */
function successorOf(resource: Resource, { stack, delta }: ChangeRuleContext): Resource | "same" | undefined {
  const isMoved = stack.resources.some((one) => one.attributes.get("moved_from") === resource.address);
  if (isMoved) return "same";
  const candidates = delta.addedResources.filter((one) => one.nativeShape === resource.nativeShape);
  const name = resource.string("name");
  const namesake = candidates.find((one) => {
    const other = one.string("name");
    return name.known && other.known && other.value === name.value;
  });
  // The same name in another template may be an import; what happens to it is not ours to tell.
  if (namesake !== undefined && namesake.scope !== resource.scope) return "same";
  return namesake ?? (candidates.length === 1 ? candidates[0] : undefined);
}

function consequence(resource: Resource, kind: string): string {
  const force = resource.boolean("forceDestroy");
  if (resource.kind === "bucket" && !(force.known && force.value))
    return `The deployment deletes the bucket if it is empty; if it is not, the deletion fails and the deployment is left half done.`;
  if (resource.kind === "database" && resource.format !== "terraform")
    return `The deployment deletes the database after a last snapshot; until somebody restores that, everything that uses the database fails.`;
  return `The deployment deletes the ${kind} with everything in it. Only a backup that exists apart from it brings the data back.`;
}

function cure(resource: Resource, successor: Resource | undefined): string {
  if (resource.format === "terraform") {
    return successor
      ? `Add a \`moved\` block from \`${resource.address}\` to \`${successor.address}\`, so that Terraform keeps the resource.`
      : `Take it out of the state instead of deleting it (a \`removed\` block with \`destroy = false\`), or back the data up first. \`prevent_destroy\` does not help once its block is gone.`;
  }
  return successor
    ? `Keep the old logical id. Where it must change, first deploy \`DeletionPolicy: Retain\`, then import the resource under the new id.`
    : `First deploy \`DeletionPolicy: Retain\` on it, and remove it in a later change once the data is known to be of no more use.`;
}

function severityOf(resource: Resource): "critical" | "high" {
  const force = resource.boolean("forceDestroy");
  const isEmptied = force.known && force.value;
  if (resource.kind === "bucket") return isEmptied ? "critical" : "high";
  if (resource.kind === "database") return resource.format === "terraform" ? "critical" : "high";
  return resource.kind === "stream" ? "high" : "critical";
}
