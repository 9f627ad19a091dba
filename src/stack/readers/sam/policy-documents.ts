import type { Location } from "../../../change/location.ts";
import type { MapValue, Value } from "../../value.ts";
import { entry, joined, list, map, mapOf, scalar, unknown } from "../../value-builders.ts";

/** One Allow statement in IAM's shape. */
export function allow(actions: readonly string[], resources: readonly Value[], at: Location): MapValue {
  return mapOf(
    {
      Effect: scalar("Allow", at),
      Action: list(
        actions.map((action) => scalar(action, at)),
        at,
      ),
      Resource: list(resources, at),
    },
    at,
  );
}

/** An inline policy of a role; the name says where its statements come from, and readers of a finding see it. */
export function inlinePolicy(name: string, statements: readonly Value[], at: Location): MapValue {
  return mapOf({ PolicyName: scalar(name, at), PolicyDocument: policyDocument(statements, at) }, at);
}

export function policyDocument(statements: readonly Value[], at: Location): MapValue {
  return mapOf({ Version: scalar("2012-10-17", at), Statement: list(statements, at) }, at);
}

/** The trust policy that lets a service take a role. */
export function trustPolicy(service: string, at: Location): MapValue {
  const statement = mapOf(
    {
      Effect: scalar("Allow", at),
      Principal: map([entry("Service", list([scalar(service, at)], at), { at })], at),
      Action: list([scalar("sts:AssumeRole", at)], at),
    },
    at,
  );
  return policyDocument([statement], at);
}

/** `arn:aws:iam::aws:policy/…`; names of service roles stand in a path of their own. */
export function managedPolicyArn(name: string, at: Location): Value {
  return scalar(`arn:aws:iam::aws:policy/${name}`, at);
}

/** An ARN of this account and Region; a tail that starts with ":::" names a resource without either, as in S3. */
export function accountArn(service: string, tail: readonly Value[], at: Location): Value {
  const [first] = tail;
  const isGlobal = first?.kind === "scalar" && String(first.value).startsWith(":::");
  const head = isGlobal
    ? [scalar(`:${service}`, at)]
    : [scalar(`:${service}:`, at), unknown("AWS::Region", at), scalar(":", at), unknown("AWS::AccountId", at), scalar(":", at)];
  return joined([scalar("arn:", at), unknown("AWS::Partition", at), ...head, ...tail], at);
}
