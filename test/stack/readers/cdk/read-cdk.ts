import { snapshotOf } from "../../../../src/change/lazy-snapshot.ts";
import type { NativeResource, Reading } from "../../../../src/stack/native.ts";
import { cdkReader } from "../../../../src/stack/readers/cdk/cdk-reader.ts";
import { shown } from "../../../support/shown-value.ts";

/** What the reader makes of a repository of these files. */
export function readCdk(files: Readonly<Record<string, string>>): Reading {
  const snapshot = snapshotOf(files);
  return cdkReader.read(
    [...snapshot.entries.keys()].filter((path) => cdkReader.claims(path)),
    snapshot,
  );
}

/** Resources by address; the last segment of the scope's stack is left out. */
export function resourcesOf(files: Readonly<Record<string, string>>): ReadonlyMap<string, NativeResource> {
  return new Map(readCdk(files).resources.map((resource) => [resource.address, resource]));
}

/** The properties of one resource as plain data. */
export function propertiesOf(files: Readonly<Record<string, string>>, address: string): unknown {
  return shown(resourcesOf(files).get(address)?.properties);
}

/** Everything that a role allows, as "action on resource". */
export function allowedBy(role: NativeResource | undefined): readonly string[] {
  const policies = shown(role?.properties) as { Policies?: readonly unknown[] } | undefined;
  return (policies?.Policies ?? []).flatMap((policy) => {
    if (typeof policy === "string") return [policy];
    const { PolicyDocument: document } = policy as {
      PolicyDocument: { Statement: readonly { Action: string | string[]; Resource: string | string[] }[] };
    };
    return document.Statement.flatMap((statement) =>
      [statement.Action].flat().flatMap((action) => [statement.Resource].flat().map((resource) => `${action} on ${resource}`)),
    );
  });
}

/** A stack of TypeScript with these imports and lines in its constructor. The first of these lines is line 19 where there are no more imports. */
export function stackOf(body: string, imports = ""): Readonly<Record<string, string>> {
  return {
    "cdk.json": `{ "app": "npx ts-node bin/app.ts" }`,
    "bin/app.ts": `import { App } from "aws-cdk-lib";
import { OrdersStack } from "../lib/orders-stack";
new OrdersStack(new App(), "Orders");
`,
    "lib/orders-stack.ts": `import * as cdk from "aws-cdk-lib";
import * as path from "path";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as nodejs from "aws-cdk-lib/aws-lambda-nodejs";
import * as sqs from "aws-cdk-lib/aws-sqs";
import * as sns from "aws-cdk-lib/aws-sns";
import * as subscriptions from "aws-cdk-lib/aws-sns-subscriptions";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as s3 from "aws-cdk-lib/aws-s3";
import * as s3n from "aws-cdk-lib/aws-s3-notifications";
import * as events from "aws-cdk-lib/aws-events";
import * as targets from "aws-cdk-lib/aws-events-targets";
import * as sources from "aws-cdk-lib/aws-lambda-event-sources";
import * as iam from "aws-cdk-lib/aws-iam";
${imports}
export class OrdersStack extends cdk.Stack {
  constructor(scope: cdk.App, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
${body}
  }
}
`,
  };
}
