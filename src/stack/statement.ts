import type { Location } from "../change/location.ts";
import type { Value } from "./value.ts";

/** One statement of an IAM policy, a resource policy, an Azure role assignment or a Google binding. */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  /** Actions as written (`sqs:SendMessage`, `dynamodb:*`) or roles (`roles/pubsub.publisher`); null = not known. */
  readonly actions: readonly { readonly text: string; readonly at: Location }[] | null;
  /** NotAction statements allow everything else: their `actions` are the exceptions. */
  readonly isNotAction: boolean;
  /** Resources as values: ARNs, references, wildcards. Empty for resource policies without the element. */
  readonly resources: readonly Value[];
  readonly isNotResource: boolean;
  /** Principals of a resource policy: service names, ARNs, "*", members; empty for identity policies. */
  readonly principals: readonly { readonly type: string; readonly value: Value }[];
  readonly conditions: Value | null;
  readonly at: Location;
  /** Where the statement comes from, for readers: "SQSPollerPolicy", "inline policy orders", "added by SAM for event Orders". */
  readonly origin: string;
  /** Name of the declaration that holds the statement, where that is not the resource itself: a policy, a permission. */
  readonly declaredBy?: string;
}
