import type { Location } from "../../change/location.ts";
import type { Resource } from "../../stack/resource.ts";
import { type Value, itemsOf, textOf, valueAt } from "../../stack/value.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (rule: string) => `
Resources:
  Frames:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration:
        Status: Enabled
      LifecycleConfiguration:
        Rules:
          - Id: frames
            Status: Enabled
            ExpirationInDays: 30
${rule}`;

export const s3ExpirationKeepsNoncurrent: Rule = {
  id: "s3-expiration-keeps-noncurrent",
  title: "Expired objects of a versioned bucket are kept and billed",
  topics: ["33.4", "8.5"],
  category: "cost",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html",
  bad: [
    { head: { "template.yaml": template("") } },
    {
      head: {
        "main.tf": `
resource "aws_s3_bucket" "frames" {
  bucket = "frames"
}

resource "aws_s3_bucket_versioning" "frames" {
  bucket = aws_s3_bucket.frames.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "frames" {
  bucket = aws_s3_bucket.frames.id
  rule {
    id     = "frames"
    status = "Enabled"
    expiration {
      days = 30
    }
  }
}
`,
      },
    },
    {
      head: cdkApp(`
new s3.Bucket(this, "Frames", { versioned: true, lifecycleRules: [{ expiration: cdk.Duration.days(30) }] });
`),
    },
  ],
  good: [
    { head: { "template.yaml": template("            NoncurrentVersionExpiration: { NoncurrentDays: 7 }\n") } },
    { head: { "template.yaml": template("").replace("Status: Enabled", "Status: Suspended") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const bucket of stack.resourcesOf("bucket", "aws")) {
      const versioning = bucket.boolean("versioning");
      const rules = bucket.value("lifecycleRules");
      if (!versioning.known || !versioning.value || rules?.kind !== "list" || rules.items.some(expiresNoncurrent)) continue;
      const expiring = rules.items.map((rule) => expirationOf(rule)).find((found) => found !== null);
      if (!expiring) continue;
      yield {
        subject: bucket,
        claim: "noncurrentVersions",
        evidence: [
          { at: expiring, note: "expires current versions only" },
          { at: versioning.at, note: "versioning is on" },
        ],
        what: `The lifecycle of ${named(bucket)} expires objects, but the bucket is versioned and nothing expires noncurrent versions.`,
        why: `Expiration only puts a delete marker on top: each object lives on as a noncurrent version and is billed for ever.`,
        fix: `Add a noncurrent version expiration to the rule (\`NoncurrentVersionExpiration\`, \`noncurrent_version_expiration\`), and remove expired delete markers.`,
        severity: retained(bucket) ? "low" : "medium",
      };
    }
  },
};

/** A rule that is not known whole may expire noncurrent versions. */
function expiresNoncurrent(rule: Value): boolean {
  if (rule.kind !== "map") return true;
  return (
    [...rule.entries.keys()].some((name) => name.startsWith("NoncurrentVersionExpiration")) ||
    [...rule.entries.values()].some((entry) => entry.value.kind === "unknown")
  );
}

function expirationOf(rule: Value): Location | null {
  if (rule.kind !== "map" || textOf(valueAt(rule, "Status")) === "Disabled") return null;
  const days = rule.entries.get("ExpirationInDays") ?? rule.entries.get("ExpirationDate");
  if (days !== undefined) return days.at;
  const expiration = rule.entries.get("Expiration");
  return itemsOf(expiration?.value).some((value) => valueAt(value, "Days") ?? valueAt(value, "Date")) ? (expiration?.at ?? null) : null;
}

/** Object lock keeps versions on purpose. */
function retained(bucket: Resource): boolean {
  return bucket.properties.entries.has("ObjectLockConfiguration");
}
