import type { Location } from "../../../../change/location.ts";
import type { Value } from "../../../value.ts";
import { list, mapOf, scalar, unknown } from "../../../value-builders.ts";
import type { ConstructNode } from "../evaluate/construct-node.ts";
import { type Datum, nodeOf } from "../evaluate/datum.ts";
import { roleIdOf } from "./attributes.ts";
import { isFunctionType } from "./construct-types.ts";
import type { Conversion } from "./conversion.ts";
import { propertyValue } from "./property.ts";
import { policyDocument } from "./statements.ts";
import type { Translation } from "./translation.ts";

/** A role in the making: the author's own, or the one that the CDK makes for a function or state machine. */
export interface RoleDraft {
  readonly node: ConstructNode;
  readonly managed: Value[];
  /** Inline policies in CloudFormation's shape; an unknown one where more may be allowed than is known. */
  readonly policies: Value[];
}

/** Constructs for which the CDK makes a role unless they are given one, with the service that takes it. */
const implicitRoles: readonly (readonly [isType: (type: string) => boolean, service: string])[] = [
  [isFunctionType, "lambda.amazonaws.com"],
  [(type) => type === "aws-stepfunctions.StateMachine", "states.amazonaws.com"],
];

/** The roles of a program, and who holds which. */
export class Roles {
  private readonly translation: Translation;
  private readonly drafts = new Map<ConstructNode, RoleDraft>();

  constructor(translation: Translation) {
    this.translation = translation;
  }

  /** The role that a grant ends up in: of a role, a function, its alias, a state machine. Undefined for roles of elsewhere. */
  of(datum: Datum | undefined, depth = 0): RoleDraft | undefined {
    if (datum === undefined || depth > 8) return undefined;
    if (datum.kind === "choice") return this.only(datum.options, depth);
    if (datum.kind === "attribute") return this.of(datum.of, depth + 1);
    const node = nodeOf(datum);
    if (node === undefined || node.importedBy !== undefined) return undefined;
    if (node.type === "aws-iam.Role") return this.draft(node);
    if (node.type === "aws-lambda.Alias" || node.type === "aws-lambda.Version") {
      const [given, receiver] = node.arguments;
      return this.of(receiver ?? propertyValue(given, "version") ?? propertyValue(given, "lambda"), depth + 1);
    }
    if (!implicitRoles.some(([isType]) => isType(node.type))) return undefined;
    const written = propertyValue(node.arguments[0], "role");
    return written === undefined ? this.draft(node) : this.of(written, depth + 1);
  }

  private only(options: readonly Datum[], depth: number): RoleDraft | undefined {
    const drafts = new Set(options.map((option) => this.of(option, depth + 1)).filter((draft) => draft !== undefined));
    return drafts.size === 1 ? [...drafts][0] : undefined;
  }

  private draft(node: ConstructNode): RoleDraft {
    const before = this.drafts.get(node);
    if (before !== undefined) return before;
    const draft: RoleDraft = { node, managed: [], policies: [] };
    this.drafts.set(node, draft);
    return draft;
  }

  /** The ARN of the role behind something, where it is a principal. */
  arnOf(conversion: Conversion, datum: Datum): Value | undefined {
    const draft = this.of(datum);
    if (draft === undefined) return undefined;
    const isRole = draft.node.type === "aws-iam.Role";
    return conversion.reference(draft.node, datum.at, { attribute: "Arn", ...(isRole ? {} : { suffix: roleIdOf(draft.node.type) }) });
  }

  /** Lets the role of a grantee do something; `origin` says why, for readers. */
  grant(grantee: Datum | undefined, origin: string, make: (conversion: Conversion) => readonly Value[]): void {
    const draft = this.of(grantee);
    if (draft === undefined) return;
    const statements = make(this.translation.conversion(draft.node.scope));
    const at = statements[0]?.at ?? draft.node.at;
    draft.policies.push(mapOf({ PolicyName: scalar(origin, at), PolicyDocument: policyDocument(statements, at) }, at));
  }

  /** Says that the role may hold more than is known. */
  open(grantee: Datum | undefined, reason: string, at: Location): void {
    this.of(grantee)?.policies.push(unknown(reason, at));
  }

  /** Adds the roles that the CDK makes. Those that the author declares are added with their own properties. */
  addImplicit(): void {
    for (const { node, managed, policies } of this.drafts.values()) {
      const service = implicitRoles.find(([isType]) => isType(node.type))?.[1];
      if (service === undefined) continue;
      this.translation.add(node, {
        type: "AWS::IAM::Role",
        suffix: roleIdOf(node.type),
        nativeType: "role made by the CDK",
        implicit: true,
        properties: mapOf(
          {
            AssumeRolePolicyDocument: trustPolicy(service, node.at),
            ManagedPolicyArns: list(managed, node.at),
            Policies: list(policies, node.at),
          },
          node.at,
        ),
      });
    }
  }
}

/** The trust policy that lets a service take a role. */
export function trustPolicy(service: string, at: Location): Value {
  const principal = mapOf({ Service: list([scalar(service, at)], at) }, at);
  return policyDocument([mapOf({ Effect: scalar("Allow", at), Principal: principal, Action: list([scalar("sts:AssumeRole", at)], at) }, at)], at);
}

/** `arn:aws:iam::aws:policy/…`. */
export function managedPolicyArn(name: string, at: Location): Value {
  return scalar(`arn:aws:iam::aws:policy/${name}`, at);
}
