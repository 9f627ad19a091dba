import { type ManagedPolicy, managedPolicy } from "../../../../facts/managed-policies.ts";
import type { NativeResource } from "../../../native.ts";
import type { Statement } from "../../../statement.ts";
import { type Value, entryOf, itemsOf, textOf } from "../../../value.ts";
import { scalar, unknown } from "../../../value-builders.ts";
import type { NativeIndex } from "../native-index.ts";
import { piecesOf } from "../pieces.ts";
import { partsAt, valueAtPath } from "../property-path.ts";
import { resolveNative } from "../resolve-target.ts";
import { statementsOf } from "./policy-document.ts";

/** What a role allows. `isComplete` is false where a policy, or a part of one, is not known. */
export interface RoleStatements {
  readonly statements: readonly Statement[];
  readonly isComplete: boolean;
}

const nothingUnknown: RoleStatements = { statements: [], isComplete: true };

/** Everything that a role allows: inline policies, policies attached to it from elsewhere, and policies of AWS. */
export function roleStatements(role: NativeResource, index: NativeIndex): RoleStatements {
  return together([
    ...partsAt(role.properties, "Policies").map((policy) => inlinePolicy(policy, role)),
    ...itemsOf(valueAtPath(role.properties, "ManagedPolicyArns")).map((policy) => attachedPolicy(policy, role, index)),
    ...["AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::ManagedPolicy"].flatMap((type) => attachedTo(role, type, index).map(ownPolicy)),
    ...attachedTo(role, "AWS::IAM::RolePolicyAttachment", index).flatMap((attachment) => {
      const policy = valueAtPath(attachment.properties, "PolicyArn");
      return policy === undefined ? [] : [attachedPolicy(policy, attachment, index)];
    }),
  ]);
}

function inlinePolicy(policy: Value, role: NativeResource): RoleStatements {
  const document = entryOf(policy, "PolicyDocument")?.value;
  if (policy.kind !== "map" || document === undefined) return { statements: [], isComplete: policy.kind === "map" && policy.entries.size === 0 };
  return judged(statementsOf(document, { native: role, origin: `inline policy ${textOf(entryOf(policy, "PolicyName")?.value) ?? ""}`.trim() }));
}

function ownPolicy(policy: NativeResource): RoleStatements {
  const document = valueAtPath(policy.properties, "PolicyDocument");
  return document === undefined
    ? { statements: [], isComplete: false }
    : judged(statementsOf(document, { native: policy, origin: `policy ${policy.name}` }));
}

function attachedPolicy(policy: Value, by: NativeResource, index: NativeIndex): RoleStatements {
  const name = policyNameIn(policy);
  const known = name === undefined ? undefined : managedPolicy(name);
  if (known !== undefined && name !== undefined) return ofAws(known, { name, policy, by });
  const found = resolveNative(policy, { index, scope: by.scope, types: ["AWS::IAM::ManagedPolicy"] });
  return found?.native.type === "AWS::IAM::ManagedPolicy" ? ownPolicy(found.native) : { statements: [], isComplete: false };
}

/** The name of a policy of AWS: their ARNs have no account. A bare name counts too, as SAM writes it. */
function policyNameIn(policy: Value): string | undefined {
  const last = piecesOf(policy)?.at(-1);
  if (last === undefined || !("text" in last)) return undefined;
  if (policy.kind === "scalar" && /^[\w+=,.@-]+$/.test(last.text)) return last.text;
  return /:iam::aws:policy\/(?:[\w-]+\/)*([\w+=,.@-]+)$/.exec(last.text)?.[1];
}

/** Where a policy of AWS binds an action to resources or conditions, nobody knows here whether it reaches what is asked for. */
function ofAws(known: ManagedPolicy, from: { name: string; policy: Value; by: NativeResource }): RoleStatements {
  const at = from.policy.at;
  const grants = [
    { actions: known.everywhere, resource: scalar("*", at) },
    { actions: known.somewhere, resource: unknown(`${from.name} allows it on some resources`, at) },
  ];
  const statements = grants
    .filter(({ actions }) => actions.length > 0)
    .map(({ actions, resource }): Statement => ({
      effect: "Allow",
      actions: actions.map((text) => ({ text, at })),
      isNotAction: false,
      resources: [resource],
      isNotResource: false,
      principals: [],
      conditions: null,
      at,
      origin: from.name,
      declaredBy: from.by.name,
    }));
  return { statements, isComplete: known.isComplete };
}

/** Policies and attachments that name the role, in any of the properties that formats use. */
function attachedTo(role: NativeResource, type: string, index: NativeIndex): readonly NativeResource[] {
  return index.pointingAt(role, { type, properties: ["Roles", "Role", "RoleName"], targets: ["AWS::IAM::Role"] });
}

function judged(statements: readonly Statement[]): RoleStatements {
  return { statements, isComplete: statements.every((statement) => statement.actions !== null) };
}

function together(parts: readonly RoleStatements[]): RoleStatements {
  return parts.reduce<RoleStatements>(
    (all, part) => ({ statements: [...all.statements, ...part.statements], isComplete: all.isComplete && part.isComplete }),
    nothingUnknown,
  );
}
