import type { Location } from "../../change/location.ts";
import type { Snapshot } from "../../change/snapshot.ts";
import type { ResourceChange } from "../../stack/delta.ts";
import type { Resource } from "../../stack/resource.ts";
import { piecesOf } from "../../stack/platforms/aws/pieces.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const table = (key: string) => `
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: ${key}
          AttributeType: S
      KeySchema:
        - AttributeName: ${key}
          KeyType: HASH
`;

const logs = (name: string) => `
Parameters: { Old: { Type: String }, New: { Type: String } }
Resources:
  Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: !Sub "/aws/lambda/${name}-${name === "${Old}" ? "a" : "b"}" } }
`;

const secret = (name: string) => `
Resources:
  Login:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: ${name}
      GenerateSecretString: { PasswordLength: 24 }
`;

const photos = (given: string, name: string) => `
Parameters:
  Name: { Type: String, Default: ${given} }
Resources:
  Photos: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub "${name}" } }
`;

const service = (name: string) => `
service: ${name}
provider:
  name: aws
  runtime: nodejs22.x
functions:
  book:
    handler: index.handler
`;

/** Kinds that hold what cannot be made again. */
const stateful = new Set(["table", "bucket", "queue", "stream", "database", "user-pool", "secret", "log-group", "topic", "bus"]);

export const statefulReplacementInDiff: Rule = {
  id: "stateful-replacement-in-diff",
  title: "The change replaces a resource that holds data",
  topics: ["29.1", "37.1", "27.4"],
  category: "data",
  severity: "critical",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html",
  bad: [
    {
      base: { "template.yaml": secret("orders-db") },
      head: { "template.yaml": secret("shop-db") },
    },
    { base: { "template.yaml": table("id") }, head: { "template.yaml": table("orderId") } },
    { base: { "template.yaml": photos("photos", "shop-${Name}") }, head: { "template.yaml": photos("photos", "live-${Name}") } },
    {
      base: { "main.tf": `resource "aws_kinesis_stream" "clicks" {\n  name        = "clicks"\n  shard_count = 1\n}\n` },
      head: { "main.tf": `resource "aws_kinesis_stream" "clicks" {\n  name        = "clicks-of-shop"\n  shard_count = 1\n}\n` },
    },
  ],
  good: [
    {
      base: { "template.yaml": logs("${Old}") },
      head: { "template.yaml": logs("${New}") },
    },
    // A default for a parameter: the name may have been given so all along.
    {
      base: {
        "template.yaml":
          "Parameters:\n  Name: { Type: String }\nResources:\n  Photos: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Name } }\n",
      },
      head: {
        "template.yaml":
          "Parameters:\n  Name: { Type: String, Default: photos }\nResources:\n  Photos: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Name } }\n",
      },
    },
    // Another default: stacks that stand keep the name that they have.
    { base: { "template.yaml": photos("photos", "shop-${Name}") }, head: { "template.yaml": photos("pictures", "shop-${Name}") } },
    { base: { "template.yaml": table("id") }, head: { "template.yaml": table("id").replace("PAY_PER_REQUEST", "PAY_PER_REQUEST # on demand") } },
    // The log group goes with the name of its function: nobody meant to keep it.
    { base: { "serverless.yml": service("orders") }, head: { "serverless.yml": service("shop-orders") } },
  ],
  *checkChange({ delta, change: { base, head } }): Iterable<Draft> {
    for (const change of delta.changedResources) {
      const { after, before, replacedBecauseOf } = change;
      const property = replacedBecauseOf.find((name) => !isOtherDefault(change, name, { base, head }));
      if (property === undefined || !stateful.has(after.kind) || isNamedByService(after)) continue;
      const isKept = retains(before) || retains(after);
      yield {
        subject: after,
        claim: `replaced:${property}`,
        evidence: [
          { at: placeOf(change, property, "after"), note: "forces a new resource" },
          { at: placeOf(change, property, "before"), side: "base" },
        ],
        what: `Changing \`${property}\` of ${named(after)} makes the deployment create a new ${after.kind.replaceAll("-", " ")} in place of the one that exists.`,
        why: isKept
          ? `The new one starts empty. The old one stays, detached from the stack, and consumers, alarms and policies that name it point to the wrong one.`
          : isGenerated(after)
            ? `The new one gets a newly generated value, and the old one is deleted with its value and versions: whoever still names it finds nothing.`
            : `The new one starts empty, and the old one is deleted with everything in it.`,
        fix: `Create the new ${after.kind.replaceAll("-", " ")} beside the old one under a new name, move the data, switch the readers, and remove the old one in a later change. Keep the old one with a retain policy until then.`,
        severity: severityOf(after, isKept),
      };
    }
  },
};

/** Whether nothing but a parameter's default is another: what is written for the property is the same, and made with the default. */
function isOtherDefault({ before, after }: ResourceChange, property: string, { base, head }: { base: Snapshot; head: Snapshot }): boolean {
  const [one, other] = [before, after].map((resource) => resource.properties.entries.get(property));
  if (one?.value.kind !== "scalar" || other?.value.kind !== "scalar" || other.value.isDefault !== true) return false;
  const written = writtenAt(one.at, base);
  return written !== undefined && written === writtenAt(other.at, head);
}

function writtenAt({ path, start, end }: Location, snapshot: Snapshot): string | undefined {
  const content = snapshot.read(path);
  return content.state === "text" && start !== undefined ? content.text.slice(start, end) : undefined;
}

/** A service's own log group: it gets another name with the function, API or build that writes it. */
function isNamedByService(resource: Resource): boolean {
  const [start] = piecesOf(resource.value("name") ?? resource.properties) ?? [];
  return resource.kind === "log-group" && start !== undefined && "text" in start && start.text.startsWith("/aws/");
}

function severityOf(resource: Resource, isKept: boolean): "critical" | "high" | "medium" {
  const holdsRecords = ["table", "bucket", "database", "user-pool", "secret"].includes(resource.kind);
  if (isGenerated(resource)) return "high";
  if (holdsRecords) return isKept ? "high" : "critical";
  return resource.kind === "log-group" || resource.kind === "topic" || resource.kind === "bus" ? "medium" : "high";
}

function retains(resource: Resource): boolean {
  return (
    ["Retain", "Snapshot", "RetainExceptOnCreate"].includes(resource.attributes.get("UpdateReplacePolicy") ?? "") ||
    resource.attributes.get("prevent_destroy") === "true"
  );
}

function placeOf(change: ResourceChange, property: string, side: "before" | "after") {
  const resource = change[side];
  return resource.properties.entries.get(property)?.at ?? resource.at;
}

/** A secret whose value the service makes: a new one works at once for all that read it by reference. */
function isGenerated(resource: Resource): boolean {
  return resource.kind === "secret" && resource.properties.entries.has("GenerateSecretString");
}
