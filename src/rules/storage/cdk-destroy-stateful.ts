import { isTestPath } from "../../change/classify.ts";
import type { Resource } from "../../stack/resource.ts";
import { cdkPythonApp } from "../examples/cdk-python-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const stack = (policy: string) => ({
  "cdk.json": `{ "app": "npx tsx bin/app.ts" }`,
  "bin/app.ts": `import { App } from "aws-cdk-lib";
import { OrdersStack } from "../lib/orders-stack";

new OrdersStack(new App(), "Orders");
`,
  "lib/orders-stack.ts": `import { RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    new dynamodb.Table(this, "Orders", {
      partitionKey: { name: "id", type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.${policy},
    });
  }
}
`,
});

/** Kinds that hold what cannot be made again. Buckets are left out: many hold logs or build output, and nothing in the code tells which. */
const stateful = new Set(["table", "user-pool", "database"]);
const temporary = /test|dev|sandbox|example|demo|ephemeral|preview|cache|temp|log/iu;

export const cdkDestroyStateful: Rule = {
  id: "cdk-destroy-stateful",
  title: "Data goes with the stack: the removal policy destroys it",
  topics: ["37.1", "36.2", "29.1"],
  category: "data",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/cdk/v2/guide/resources.html",
  bad: [
    { head: stack("DESTROY") },
    {
      head: cdkPythonApp(`
dynamodb.Table(
    self,
    "Orders",
    partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
    removal_policy=RemovalPolicy.DESTROY,
)
`),
    },
  ],
  good: [{ head: stack("RETAIN") }],
  *check({ stack: system }): Iterable<Draft> {
    for (const resource of system.resources) {
      if (resource.format !== "cdk" || !stateful.has(resource.kind) || resource.conditional || isTemporary(resource)) continue;
      if (resource.attributes.get("DeletionPolicy") !== "Delete" || resource.nativeType.includes("Cfn")) continue;
      const what = resource.kind.replaceAll("-", " ");
      yield {
        subject: resource,
        claim: "removalPolicy",
        evidence: [{ at: resource.at, note: "`RemovalPolicy.DESTROY`" }],
        what: `The ${what} ${named(resource)} has \`RemovalPolicy.DESTROY\`.`,
        why: `When the stack is deleted, the construct renamed or moved, or a property changed that replaces it, CloudFormation deletes the ${what} with everything in it.`,
        fix: `Use \`RemovalPolicy.RETAIN\` (or \`SNAPSHOT\` where there is one) for stages that hold real data; keep \`DESTROY\` for throw-away stages, chosen by a condition.`,
      };
    }
  },
};

/** Names by which people mark what may be thrown away. */
function isTemporary(resource: Resource): boolean {
  return temporary.test(resource.name) || temporary.test(resource.scope) || isTestPath(resource.at.path);
}
