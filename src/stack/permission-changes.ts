import type { PermissionChange } from "./delta.ts";
import type { Resource } from "./resource.ts";
import type { Stack } from "./stack.ts";
import type { Statement } from "./statement.ts";
import { valueText } from "./value-text.ts";

/** One action on one resource, as a side has it. */
interface Grant {
  readonly key: string;
  readonly action: string;
  readonly resource: string;
  readonly statement: Statement;
  readonly holder: Resource;
}

const mostGrantsOfHolder = 5_000;

/** Actions × resources that only one side has, by holder and statement. `names` maps ids of renamed resources from base to head. */
export function permissionChanges(
  base: Stack,
  head: Stack,
  names: ReadonlyMap<string, string>,
): { readonly gained: readonly PermissionChange[]; readonly lost: readonly PermissionChange[] } {
  const holders = rolesOfRenamed(base, head, names);
  const before = grantsOf(base, { holders, addresses: renamedAddresses(base, head, names) });
  const after = grantsOf(head, { holders: new Map(), addresses: [] });
  return { gained: changesOf(after, keysOf(before)), lost: changesOf(before, keysOf(after)) };
}

/** The role of a renamed function is the role of the old one. */
function rolesOfRenamed(base: Stack, head: Stack, names: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const roles = [...names].flatMap(([oldId, newId]) => {
    const [one, other] = [base.find(oldId), head.find(newId)];
    const pair = [one && base.roleOf(one), other && head.roleOf(other)] as const;
    return pair[0] === undefined || pair[1] === undefined ? [] : [[pair[0].id, pair[1].id] as const];
  });
  return new Map([...names, ...roles]);
}

function keysOf(grants: readonly Grant[]): ReadonlySet<string> {
  return new Set(grants.map((grant) => grant.key));
}

/** How a side calls things, where the other calls them otherwise. */
interface Renames {
  readonly holders: ReadonlyMap<string, string>;
  readonly addresses: readonly (readonly [before: string, after: string])[];
}

function grantsOf(stack: Stack, renames: Renames): readonly Grant[] {
  return stack.resources.flatMap((holder) =>
    holder.statements.flatMap((statement) => grantsOfStatement(holder, statement, renames)).slice(0, mostGrantsOfHolder),
  );
}

/** What statements of base call by its old name. */
function renamedAddresses(base: Stack, head: Stack, names: ReadonlyMap<string, string>): Renames["addresses"] {
  return [...names].flatMap(([oldId, newId]) => {
    const [one, other] = [base.find(oldId), head.find(newId)];
    return one === undefined || other === undefined ? [] : [[one.address, other.address] as const];
  });
}

function afterRename(text: string, { addresses }: Renames): string {
  return addresses.reduce((name, [before, after]) => (name === before ? after : name.replaceAll(`{${before}}`, `{${after}}`)), text);
}

function grantsOfStatement(holder: Resource, statement: Statement, renames: Renames): readonly Grant[] {
  const id = renames.holders.get(holder.id) ?? holder.id;
  const actions = statement.actions?.map((action) => action.text) ?? ["unknown actions"];
  const resources = statement.resources.length === 0 ? [""] : statement.resources.map(valueText);
  const rest = [id, statement.effect, statement.isNotAction, statement.isNotResource, ...principalsOf(statement), conditionOf(statement)].join(
    "\u0000",
  );
  return actions.flatMap((action) =>
    resources.map((resource) => {
      return { key: `${rest}\u0000${action.toLowerCase()}\u0000${afterRename(resource, renames)}`, action, resource, statement, holder };
    }),
  );
}

function principalsOf(statement: Statement): readonly string[] {
  return statement.principals.map(({ type, value }) => `${type} ${valueText(value)}`);
}

function conditionOf({ conditions }: Statement): string {
  return conditions?.kind === "map"
    ? [...conditions.entries.values()]
        .map(
          ({ name, value }) =>
            `${name} ${value.kind === "map" ? [...value.entries.values()].map((one) => `${one.name}=${valueText(one.value)}`).join() : ""}`,
        )
        .join()
    : "";
}

function changesOf(grants: readonly Grant[], others: ReadonlySet<string>): readonly PermissionChange[] {
  const own = grants.filter((grant) => !others.has(grant.key));
  return [...Map.groupBy(own, (grant) => grant.statement).values()].flatMap((members) => {
    const [first] = members;
    return first === undefined ? [] : [changeOf(first, members)];
  });
}

function changeOf({ holder, statement }: Grant, members: readonly Grant[]): PermissionChange {
  const prefix = (isNegated: boolean, texts: Iterable<string>) =>
    [...new Set(texts)].filter((text) => text !== "").map((text) => (isNegated ? `all but ${text}` : text));
  return {
    holder,
    effect: statement.effect,
    actions: prefix(
      statement.isNotAction,
      members.map((member) => member.action),
    ),
    resources: prefix(
      statement.isNotResource,
      members.map((member) => member.resource),
    ),
    principals: principalsOf(statement),
    isConditional: statement.conditions !== null,
    origin: statement.origin,
    at: statement.at,
  };
}
