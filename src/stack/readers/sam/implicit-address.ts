import { type MapValue, entryOf, textOf } from "../../value.ts";

/** The ids of the APIs that SAM makes for events that name none. */
export const implicitRestApi = "ServerlessRestApi";
export const implicitHttpApi = "ServerlessHttpApi";

/**
 * Where a name leads that the author did not declare: SAM's own roles, APIs, versions, aliases, queues. `Function.Alias` and `FunctionAliaslive` are both the
 * alias, whatever it is called.
 */
export function implicitSamAddress(root: MapValue): (name: string) => string | undefined {
  const resources = entryOf(root, "Resources")?.value;
  const owners = resources?.kind === "map" ? [...resources.entries.values()].filter(isServerless).map((resource) => resource.name) : [];
  // The longest name first: of Order and OrderRole, OrderRoleRole belongs to the second.
  owners.sort((one, other) => other.length - one.length);
  return (name) => {
    if (name === implicitRestApi || name === implicitHttpApi) return name;
    const [base, attribute, ...more] = name.split(".");
    if (base === undefined || more.length > 0) return undefined;
    if (attribute !== undefined) return owners.includes(base) && dottedNames.has(attribute) ? `${base}${attribute}` : undefined;
    const owner = owners.find((candidate) => name.startsWith(candidate) && name !== candidate);
    if (owner === undefined) return undefined;
    const rest = name.slice(owner.length);
    if (rest.startsWith("Alias")) return `${owner}Alias`;
    return rest.startsWith("Version") ? `${owner}Version` : name;
  };
}

const dottedNames = new Set(["Alias", "Version", "Stage", "Deployment"]);

function isServerless(resource: { readonly value: Parameters<typeof entryOf>[0] }): boolean {
  return textOf(entryOf(resource.value, "Type")?.value)?.startsWith("AWS::Serverless::") === true;
}
