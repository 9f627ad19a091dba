import { type IamAction } from "../../../facts/iam-actions.ts";
import type { Resource } from "../../resource.ts";
import type { Stack } from "../../stack.ts";
import type { Statement } from "../../statement.ts";
import { textOf } from "../../value.ts";
import { actionsMeantBy } from "./actions-meant-by.ts";
import { matchesAction } from "./permits.ts";

/** How far a statement of a role goes: every action; every action of a service, on everything or on something; data actions on every resource. */
export interface WideGrant {
  readonly reach: "everything" | "service" | "service-on-resource" | "every-resource";
  readonly action: { readonly text: string; readonly at: Statement["at"] };
  readonly statement: Statement;
}

/** Services that hold the data, messages, keys and rights of a serverless system. */
const holdersOfData: ReadonlySet<string> = new Set(
  "cognito-idp dynamodb events execute-api firehose iam iot kinesis kms lambda rds-data s3 secretsmanager sns sqs ssm states".split(" "),
);
/** Services whose wide grants do little harm. */
const harmless = /^(?:logs|xray|cloudwatch|ec2messages|ssmmessages):\*$/i;

/** The widest grant of each statement that goes too far; conditions are taken to bind what they stand on. */
export function wideGrantsOf(role: Resource): readonly WideGrant[] {
  return role.statements.flatMap((statement) => {
    const grant = wideGrantIn(statement);
    const isTold = grant !== undefined && !(grant.reach === "every-resource" && (isDeniedInPart(grant, role) || isGivenByAws(grant, role)));
    return isTold ? [grant] : [];
  });
}

/** Whether whoever has the action of a grant reaches data, messages, keys or rights with it. */
export function reachesHeldData({ action }: WideGrant): boolean {
  return holdersOfData.has(action.text.split(":", 1)[0]?.toLowerCase() ?? "");
}

/** A denial beside it binds the grant: messages to phones are allowed on everything, and topics are taken out again. */
function isDeniedInPart({ action }: WideGrant, role: Resource): boolean {
  return role.statements.some((statement) => statement.effect === "Deny" && matchesAction(statement, action.text) !== "no");
}

/** What a policy of AWS on the same role allows on everything is not widened by being written again. */
function isGivenByAws({ action }: WideGrant, role: Resource): boolean {
  return role.statements.some(
    (statement) =>
      statement.effect === "Allow" &&
      isOfAws(statement) &&
      matchesAction(statement, action.text) === "yes" &&
      statement.resources.some((value) => textOf(value) === "*"),
  );
}

/** The roles of functions, each with the functions that run as it. */
export function functionRoles(stack: Stack): ReadonlyMap<Resource, readonly Resource[]> {
  const roles = new Map<Resource, Resource[]>();
  for (const link of stack.linksOf("assumes", "aws")) {
    const [lambda, role] = [link.from.resource, link.to.resource];
    if (lambda?.kind !== "function" || role === null) continue;
    roles.set(role, [...(roles.get(role) ?? []), lambda]);
  }
  return roles;
}

function wideGrantIn(statement: Statement): WideGrant | undefined {
  if (statement.effect !== "Allow" || statement.actions === null || statement.isNotAction || isMade(statement)) return undefined;
  const all = statement.actions.find(({ text }) => /^\*+$/.test(text) || text === "*:*");
  if (all !== undefined && statement.conditions === null) return { reach: "everything", action: all, statement };
  const isEverywhere = statement.resources.some((value) => textOf(value) === "*") && statement.conditions === null;
  const service = statement.actions.find(({ text }) => /^[a-z0-9-]+:\*$/i.test(text) && !harmless.test(text));
  if (service !== undefined) return { reach: isEverywhere ? "service" : "service-on-resource", action: service, statement };
  const data = isEverywhere && !isOfAws(statement) ? statement.actions.find(({ text }) => reachesData(text)) : undefined;
  return data && { reach: "every-resource", action: data, statement };
}

/** Whether an action, or each action that a pattern stands for, reads, writes or grants what could be bound to a resource: "*" is then never needed. */
function reachesData(text: string): boolean {
  const [service = "", pattern = ""] = text.toLowerCase().split(":", 2);
  if (!holdersOfData.has(service)) return false;
  const meant = actionsMeantBy(service, pattern).filter((action) => !isOfMetadata(action));
  return meant.length > 0 && meant.every(({ takesResource }) => takesResource);
}

function isOfMetadata({ access, name }: IamAction): boolean {
  return access === "list" || access === "tagging" || name.startsWith("List") || name.startsWith("Describe");
}

/** What a framework adds for its own events is not the author's to narrow. */
function isMade(statement: Statement): boolean {
  return statement.origin.includes("added by");
}

/** The narrow policies that AWS manages for pollers act on every resource by design. */
function isOfAws(statement: Statement): boolean {
  return /^AWS|^Amazon|^CloudWatch/.test(statement.origin);
}
