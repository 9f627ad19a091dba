import type { SdkCall } from "../../handlers/facts.ts";
import { resourceOfCall } from "../../stack/call-target.ts";
import type { Link } from "../../stack/link.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (filter: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Uploads:
    Type: AWS::S3::Bucket
  Resize:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: resize.handler
      Runtime: python3.13
      Environment:
        Variables:
          BUCKET: !Ref Uploads
      Events:
        Upload:
          Type: S3
          Properties:
            Bucket: !Ref Uploads
            Events: s3:ObjectCreated:*
${filter}`;
const code = `
import os
import boto3

s3 = boto3.client("s3")

def handler(event, context):
    for record in event["Records"]:
        key = record["s3"]["object"]["key"]
        s3.put_object(Bucket=os.environ["BUCKET"], Key="small/" + key, Body=b"")
`;

export const s3TriggerWritesSameBucket: Rule = {
  id: "s3-trigger-writes-same-bucket",
  title: "Function is triggered by its own writes",
  topics: ["4.5", "8.6", "2.3"],
  category: "cost",
  severity: "critical",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html",
  bad: [
    { head: { "template.yaml": template(""), "src/resize.py": code } },
    {
      head: {
        "serverless.yml": serverlessService({
          runtime: "python3.13",
          functions: `
resize:
  handler: src/resize.handler
  environment:
    BUCKET: uploads-of-acme
  events:
    - s3:
        bucket: uploads-of-acme
        event: s3:ObjectCreated:*
`,
        }),
        "src/resize.py": code,
      },
    },
    {
      head: {
        ...cdkApp(`
const uploads = new s3.Bucket(this, "Uploads");
const resize = new lambda.Function(this, "Resize", {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: "resize.handler",
  code: lambda.Code.fromAsset("src"),
  environment: { BUCKET: uploads.bucketName },
});
uploads.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.LambdaDestination(resize));
`),
        "src/resize.py": code,
      },
    },
  ],
  good: [
    {
      head: {
        "template.yaml": template(`            Filter:
              S3Key:
                Rules:
                  - Name: prefix
                    Value: original/
`),
        "src/resize.py": code,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const bucket = link.from.resource;
      const lambda = link.to.resource;
      if (bucket?.kind !== "bucket" || lambda?.kind !== "function" || isFiltered(link) || !isOnCreation(link)) continue;
      const write = writesOf(lambda, stack).find((call) => resourceOfCall(call, lambda, stack) === bucket);
      if (write === undefined) continue;
      yield {
        subject: lambda,
        claim: `writes:${bucket.id}`,
        evidence: [
          { at: write.at, note: `writes to ${named(bucket)}` },
          { at: link.at, note: "triggered by every new object" },
        ],
        what: `${named(lambda)} runs for every object created in ${named(bucket)} and writes its result into the same bucket.`,
        why: `Each result starts the function again, which writes again: a loop that multiplies calls and cost until Lambda's loop detection cuts it off after about 16 rounds, for each upload.`,
        fix: `Write to another bucket, or give the notification a prefix (for example \`incoming/\`) that no result carries.`,
      };
    }
  },
};

/** A prefix or suffix, known or not, may keep results apart. */
function isFiltered(link: Link): boolean {
  return link.has("prefix") || link.has("suffix");
}

function isOnCreation(link: Link): boolean {
  const events = link.value("events");
  const texts = events?.kind === "list" ? events.items : events ? [events] : [];
  return texts.some((event) => event.kind === "scalar" && String(event.value).startsWith("s3:ObjectCreated"));
}

function writesOf(lambda: Resource, stack: Stack): readonly SdkCall[] {
  const handler = stack.handlerOf(lambda);
  return handler?.state === "found"
    ? handler.facts.calls.filter((call) => call.service === "s3" && (call.action === "PutObject" || call.action === "CopyObject"))
    : [];
}
