import type { Location } from "../../change/location.ts";
import { awsLimits } from "../../facts/aws-numbers.ts";
import { provisionedOf } from "../../stack/provisioned-concurrency.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { entryOf } from "../../stack/value.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (more: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Function
    Properties:
      Handler: shop.handler
      Runtime: python3.13
      AutoPublishAlias: live
      SnapStart: { ApplyOn: PublishedVersions }
${more}`;

/** SnapStart takes no larger /tmp. */
const largestStorage = awsLimits.snapStartTemporaryStorage.value;

export const snapstartConflict: Rule = {
  id: "snapstart-conflict",
  title: "SnapStart does not go with another setting",
  topics: ["5.6"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html",
  peers: ["cfn-lint:E2530"],
  bad: [
    { head: { "template.yaml": template("      EphemeralStorage: { Size: 1024 }\n") } },
    { head: { "template.yaml": template("      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 }\n") } },
    {
      head: {
        "main.tf": `
resource "aws_lambda_function" "shop" {
  function_name = "shop"
  role          = "arn:aws:iam::123456789012:role/shop"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  snap_start {
    apply_on = "PublishedVersions"
  }
}
`,
      },
    },
    {
      head: cdkApp(`
new lambda.Function(this, "Shop", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "shop.handler",
  code: lambda.Code.fromAsset("src"),
  snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS,
});
`),
    },
  ],
  good: [{ head: { "template.yaml": template("      EphemeralStorage: { Size: 512 }\n") } }],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const snap = lambda.string("snapStart");
      const conflict = snap.known && snap.value === "PublishedVersions" ? conflictOf(lambda, stack) : undefined;
      if (conflict === undefined) continue;
      const entry = entryOf(lambda.properties, "SnapStart");
      yield {
        subject: lambda,
        claim: `snapStart:${conflict.claim}`,
        evidence: [
          { at: conflict.at, note: "not with SnapStart" },
          { at: snap.at, note: "SnapStart" },
        ],
        what: `${named(lambda)} has SnapStart and ${conflict.text}.`,
        why: `Lambda refuses the combination: the deployment fails and rolls back.`,
        fix: `Keep one of the two: drop SnapStart, or ${conflict.cure}.`,
        edit: conflict.claim === "runtime" && entry !== undefined ? { kind: "remove", entry: entry.at } : undefined,
      };
    }
  },
};

interface Conflict {
  readonly claim: string;
  readonly at: Location;
  readonly text: string;
  readonly cure: string;
}

function conflictOf(lambda: Resource, stack: Stack): Conflict | undefined {
  const [warm] = provisionedOf(lambda, stack);
  if (warm !== undefined)
    return { claim: "provisioned", at: warm.instances.at, text: "provisioned concurrency", cure: "drop the provisioned concurrency" };
  if (lambda.has("fileSystems"))
    return { claim: "fileSystems", at: lambda.placeOf("fileSystems"), text: "a mounted file system", cure: "read the files from S3" };
  const [storage, kind, runtime] = [lambda.number("ephemeralStorageMegabytes"), lambda.string("packageType"), lambda.string("runtime")];
  if (storage.known && storage.value > largestStorage) {
    return { claim: "storage", at: storage.at, text: `${storage.value} MB of \`/tmp\``, cure: `set \`${storage.nativeName}\` to ${largestStorage}` };
  }
  if (kind.known && kind.value === "Image") return { claim: "image", at: kind.at, text: "is a container image", cure: "package it as a zip file" };
  // Java 11, Python 3.12, .NET 8 and later have it.
  if (runtime.known && !/^(?:java(?:11|17|2\d)|python3\.(?:1[2-9]|[2-9]\d)|dotnet(?:8|9|\d\d))$/.test(runtime.value)) {
    return {
      claim: "runtime",
      at: runtime.at,
      text: `the runtime \`${runtime.value}\``,
      cure: "use a Java, Python (3.12 or later) or .NET (8 or later) runtime",
    };
  }
  return undefined;
}
