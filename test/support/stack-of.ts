import { snapshotOf } from "../../src/change/lazy-snapshot.ts";
import { understandSnapshot } from "../../src/review/understand.ts";
import type { Stack } from "../../src/stack/stack.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";

/** The stack of a repository of these files, as a review understands it. */
export async function stackOf(files: Readonly<Record<string, string>>): Promise<Stack> {
  return understandSnapshot(snapshotOf(files), await createStackTools());
}

/** The links of a kind as "from > to", by the names of the resources; what is not of the stack is "?". */
export function linksIn(stack: Stack, kind: Stack["links"][number]["kind"]): readonly string[] {
  return stack.linksOf(kind).map((link) => `${link.from.resource?.name ?? "?"} > ${link.to.resource?.name ?? "?"}`);
}
