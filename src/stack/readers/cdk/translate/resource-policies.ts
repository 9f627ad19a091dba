import type { Location } from "../../../../change/location.ts";
import type { Value } from "../../../value.ts";
import { entry, list, map, mapOf, scalar, unknown } from "../../../value-builders.ts";
import type { ConstructNode } from "../evaluate/construct-node.ts";
import { type Datum, nodeOf } from "../evaluate/datum.ts";
import type { Conversion } from "./conversion.ts";
import { policyDocument } from "./statements.ts";
import type { Translation } from "./translation.ts";

interface PolicyKind {
  readonly type: string;
  /** The property that names what the policy protects. */
  readonly target: string;
}

const kinds: ReadonlyMap<string, PolicyKind> = new Map([
  ["aws-sqs.Queue", { type: "AWS::SQS::QueuePolicy", target: "Queues" }],
  ["aws-sns.Topic", { type: "AWS::SNS::TopicPolicy", target: "Topics" }],
  ["aws-s3.Bucket", { type: "AWS::S3::BucketPolicy", target: "Bucket" }],
  ["aws-events.EventBus", { type: "AWS::Events::EventBusPolicy", target: "EventBusName" }],
]);

/** A delivery by a service to a queue or topic: `sns.amazonaws.com` sends for a topic. */
export interface Delivery {
  readonly service: string;
  readonly action: string;
  /** What the service acts for; absent where any may. */
  readonly source?: (conversion: Conversion) => Value;
  readonly at: Location;
}

/** The policies that the CDK and the author put on queues, topics, buckets and buses: one for each. */
export class ResourcePolicies {
  private readonly translation: Translation;
  private readonly statements = new Map<ConstructNode, Value[]>();

  constructor(translation: Translation) {
    this.translation = translation;
  }

  /** Lets a service deliver. Things that are imported keep the policy that they have elsewhere. */
  deliver(target: Datum | undefined, delivery: Delivery): void {
    const node = targetNode(target);
    if (node === undefined) return;
    const conversion = this.translation.conversion(node.scope);
    const { at } = delivery;
    const source = delivery.source?.(conversion);
    const condition = source && map([entry("ArnEquals", map([entry("aws:SourceArn", source, { at })], at), { at })], at);
    this.add(
      node,
      mapOf(
        {
          Effect: scalar("Allow", at),
          Principal: mapOf({ Service: scalar(delivery.service, at) }, at),
          Action: scalar(delivery.action, at),
          Resource: conversion.reference(node, at, { attribute: node.type === "aws-sns.Topic" ? undefined : "Arn" }),
          Condition: condition,
        },
        at,
      ),
    );
  }

  add(node: ConstructNode, statement: Value): void {
    const known = this.statements.get(node) ?? [];
    known.push(statement);
    this.statements.set(node, known);
  }

  /** Says that a policy may hold more than is known, where its holder is handed to code that nobody can read. */
  openHanded(nodes: readonly ConstructNode[]): void {
    for (const node of nodes) {
      if (kinds.has(node.type) && this.translation.state.escaped.has(node.instance))
        this.add(node, unknown("it is handed to code that was not read", node.at));
    }
  }

  addAll(): void {
    for (const [node, statements] of this.statements) {
      const kind = kinds.get(node.type);
      const [first] = statements;
      if (kind === undefined || first === undefined) continue;
      const target = this.translation.conversion(node.scope).reference(node, first.at);
      const isList = kind.target.endsWith("s");
      const document = kind.type === "AWS::Events::EventBusPolicy" ? "Statement" : "PolicyDocument";
      const value = document === "Statement" ? first : policyDocument(statements, first.at);
      this.translation.add(node, {
        type: kind.type,
        suffix: "Policy",
        nativeType: "policy made by the CDK",
        implicit: true,
        at: first.at,
        properties: mapOf({ [kind.target]: isList ? list([target], first.at) : target, [document]: value }, first.at),
      });
    }
  }
}

/** The queue, topic, bucket or bus that a policy may stand on. */
function targetNode(target: Datum | undefined): ConstructNode | undefined {
  const node = nodeOf(target);
  return node !== undefined && node.importedBy === undefined && kinds.has(node.type) ? node : undefined;
}
