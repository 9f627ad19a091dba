import type { FactTable } from "./fact-table.ts";
import file from "./iam-actions.json" with { type: "json" };

const levels = ["list", "read", "write", "tagging", "permissions"] as const;

/** What an action does, in the words of the service authorization reference. */
export type IamAccess = (typeof levels)[number];

/** An action of IAM policies. */
export interface IamAction {
  /** As AWS spells it, without the service: `SendMessage`. */
  readonly name: string;
  readonly access: IamAccess;
  /** False for actions for which a statement can name no resource but "*". */
  readonly takesResource: boolean;
}

type ActionsByAccess = Readonly<Partial<Record<IamAccess, string>>>;

const services: ReadonlyMap<string, ActionsByAccess> = new Map(Object.entries(file.services));
const read = new Map<string, ReadonlyMap<string, IamAction>>();

/** The actions of a service by name in lower case; undefined for prefixes that the reference does not know. */
export function iamActionsOfService(prefix: string): ReadonlyMap<string, IamAction> | undefined {
  const key = prefix.toLowerCase();
  const texts = services.get(key);
  if (texts === undefined) return undefined;
  const known = read.get(key) ?? actionsIn(texts);
  read.set(key, known);
  return known;
}

/** The action that a text like `sqs:SendMessage` names, in any case; undefined where there is none of that name, and for patterns. */
export function iamActionNamed(text: string): IamAction | undefined {
  const [prefix = "", name = ""] = text.split(":", 2);
  return iamActionsOfService(prefix)?.get(name.toLowerCase());
}

function actionsIn(texts: ActionsByAccess): ReadonlyMap<string, IamAction> {
  const actions = levels.flatMap((access) =>
    (texts[access]?.split(" ") ?? []).map((written): IamAction => {
      const takesResource = !written.endsWith("*");
      return { name: takesResource ? written : written.slice(0, -1), access, takesResource };
    }),
  );
  return new Map(actions.map((action) => [action.name.toLowerCase(), action]));
}

/** Every action of every service, with access level and whether it can be bound to a resource. `npm run facts -- --write` takes them from the installed package. */
export const iamActionsTable: FactTable = {
  name: "IAM actions",
  entries: file.entries,
  source: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  retrieved: file.retrieved,
};
