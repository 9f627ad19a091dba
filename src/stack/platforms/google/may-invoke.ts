import type { Resource } from "../../resource.ts";
import type { Stack } from "../../stack.ts";
import type { Statement } from "../../statement.ts";
import { type Value, textOf } from "../../value.ts";
import { everyoneIn, namesAccount } from "./members.ts";

type Answer = "yes" | "no" | "unknown";

const serviceRoles = new Set([
  "roles/run.invoker",
  "roles/run.servicesInvoker",
  "roles/run.developer",
  "roles/run.admin",
  "roles/editor",
  "roles/owner",
]);
const firstGenerationRoles = new Set([
  "roles/cloudfunctions.invoker",
  "roles/cloudfunctions.developer",
  "roles/cloudfunctions.admin",
  "roles/editor",
  "roles/owner",
]);

/**
 * Whether a service account may call a function or service. A function of the second generation is called as the Cloud Run service behind it: the invoker role
 * of Cloud Functions does not count. Custom roles, policies that replace all bindings, and members that are not known leave it open.
 */
export function mayInvoke(account: Resource, target: Resource, stack: Stack): Answer {
  const isFirst = target.nativeShape === "google_cloudfunctions_function";
  const answers = [
    ...target.statements.map((statement) => both(grantsInvocation(statement, isFirst), holds(statement, account))),
    ...account.statements.map((statement) => both(grantsInvocation(statement, isFirst), reaches(statement, target))),
    ...stack.resourcesOf("other", "google").map((binding) => throughBinding(binding, isFirst)),
  ];
  return answers.includes("yes") ? "yes" : answers.includes("unknown") ? "unknown" : "no";
}

/** The grant that lets everybody call a function or service, where there is one. */
export function publicGrant(target: Resource): Statement | undefined {
  return target.statements.find((statement) => everyoneIn(statement) !== undefined && isInvokerGrant(statement));
}

/** Whether a grant is of a role for calling functions or services. */
export function isInvokerGrant(statement: Statement): boolean {
  return (
    statement.actions?.some(
      ({ text }) => text === "roles/run.invoker" || text === "roles/run.servicesInvoker" || text === "roles/cloudfunctions.invoker",
    ) === true
  );
}

function grantsInvocation(statement: Statement, isFirst: boolean): Answer {
  if (statement.actions === null) return "unknown";
  const roles = isFirst ? firstGenerationRoles : serviceRoles;
  if (statement.actions.some(({ text }) => roles.has(text))) return "yes";
  return statement.actions.some(({ text }) => !text.startsWith("roles/")) ? "unknown" : "no";
}

function holds(statement: Statement, account: Resource): Answer {
  if (everyoneIn(statement) !== undefined) return "yes";
  const answers = statement.principals.map(({ value }) => namesAccount(value, account, account.scope));
  return answers.includes("yes") ? "yes" : answers.includes("unknown") ? "unknown" : "no";
}

/** What a grant of the account is on: everything of the project, this function, or something else. */
function reaches(statement: Statement, target: Resource): Answer {
  const answers = statement.resources.map((value) => isTarget(value, target));
  return answers.includes("yes") ? "yes" : answers.includes("unknown") ? "unknown" : "no";
}

function isTarget(value: Value, target: Resource): Answer {
  if (value.kind === "reference") return value.address === target.address ? "yes" : "no";
  const text = textOf(value);
  if (text === "*") return "yes";
  const name = target.string("name");
  if (text !== undefined && name.known) return text === name.value ? "yes" : "no";
  return "unknown";
}

/** Bindings on what is not declared here: of a whole project with members that are not known, or policies of a whole resource. */
function throughBinding(binding: Resource, isFirst: boolean): Answer {
  if (binding.nativeShape.endsWith("_iam_policy") && /google_(?:project|cloud_run|cloudfunctions|folder|organization)/u.test(binding.nativeShape))
    return "unknown";
  const isOpen = binding.statements.some(
    (statement) =>
      grantsInvocation(statement, isFirst) !== "no" &&
      (everyoneIn(statement) !== undefined || statement.principals.some(({ value }) => value.kind === "unknown")),
  );
  return isOpen ? "unknown" : "no";
}

function both(one: Answer, other: Answer): Answer {
  if (one === "no" || other === "no") return "no";
  return one === "yes" && other === "yes" ? "yes" : "unknown";
}
