import type { FactTable } from "./fact-table.ts";
import file from "./managed-policies.json" with { type: "json" };

/** The actions that a policy managed by AWS allows. `isComplete` is false where the list holds only the part that is sure. */
export interface ManagedPolicy {
  /** Allowed on every resource, without conditions. */
  readonly everywhere: readonly string[];
  /** Allowed on some resources, or under conditions. */
  readonly somewhere: readonly string[];
  readonly isComplete: boolean;
}

/** Names of actions, by service, separated by spaces. */
type ActionsByService = Readonly<Record<string, string>>;

const policies: ReadonlyMap<string, { readonly everywhere?: ActionsByService; readonly somewhere?: ActionsByService }> = new Map(
  Object.entries(file.policies),
);

/** What a policy of AWS allows, by the policy's name; undefined where the name is none that we know. */
export function managedPolicy(name: string): ManagedPolicy | undefined {
  const known = policies.get(name);
  if (known !== undefined) return { everywhere: actionsIn(known.everywhere), somewhere: actionsIn(known.somewhere), isComplete: true };
  const sure = fullAccessOf(name);
  return sure && { everywhere: sure, somewhere: [], isComplete: false };
}

function actionsIn(byService: ActionsByService = {}): readonly string[] {
  return Object.entries(byService).flatMap(([service, names]) => names.split(" ").map((name) => (service === "*" ? name : `${service}:${name}`)));
}

/** "AmazonXFullAccess" allows every action of X where X is spelled as IAM spells the service. */
function fullAccessOf(name: string): readonly string[] | undefined {
  const service = /^(?:Amazon|AWS)([A-Za-z0-9]+?)_?FullAccess$/.exec(name)?.[1]?.toLowerCase();
  return service === undefined ? undefined : [`${service}:*`];
}

/** Policies managed by AWS that serverless systems use, with the actions that they allow. */
export const managedPoliciesTable: FactTable = {
  name: "Policies managed by AWS",
  entries: policies.size,
  source: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html",
  retrieved: file.retrieved,
};
