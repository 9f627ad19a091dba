import type { Brief } from "../ports/reviewer.ts";
import type { Resource } from "../stack/resource.ts";

/**
 * The id of the resource that a claim names: by id, else by a name or address that only one resource has. Null where none is named, or where the name stands
 * in the quoted file but is no resource that we read. "invented" where it stands nowhere.
 */
export function findResource(
  named: string | null,
  where: { readonly brief: Pick<Brief, "base" | "head">; readonly side: "base" | "head"; readonly text: string },
): string | null {
  const wanted = named?.trim().replace(/^`|`$/g, "") ?? "";
  if (wanted === "" || wanted === "null" || wanted === "none") return null;
  const { base, head } = where.brief;
  for (const stack of where.side === "head" ? [head, base] : [base, head]) {
    const exact = stack.find(wanted);
    if (exact !== undefined) return exact.id;
    const similar = stack.resources.filter((resource) => bears(resource, wanted));
    if (similar.length === 1 && similar[0] !== undefined) return similar[0].id;
    if (similar.length > 1) return null;
  }
  const name = wanted.split(/[:/]/).at(-1) ?? wanted;
  return name.length >= 2 && where.text.includes(name) ? null : "invented";
}

function bears(resource: Resource, wanted: string): boolean {
  return resource.name === wanted || resource.address === wanted || wanted.endsWith(`:${resource.kind}:${resource.name}`);
}
