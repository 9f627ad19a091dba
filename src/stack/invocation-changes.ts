import { invocationsOf } from "./invocations.ts";
import type { Invocation } from "./invocations/invocation.ts";
import type { Stack } from "./stack.ts";
import { valueText } from "./value-text.ts";

/** Ways of invoking that only one side has. `names` maps ids of renamed resources from base to head. */
export function invocationChanges(
  base: Stack,
  head: Stack,
  names: ReadonlyMap<string, string>,
): { readonly gained: readonly Invocation[]; readonly lost: readonly Invocation[] } {
  const before = byKey(base, names);
  const after = byKey(head, new Map());
  return {
    gained: [...after].flatMap(([key, invocation]) => (before.has(key) ? [] : [invocation])),
    lost: [...before].flatMap(([key, invocation]) => (after.has(key) ? [] : [invocation])),
  };
}

function byKey(stack: Stack, names: ReadonlyMap<string, string>): ReadonlyMap<string, Invocation> {
  const nameOf = (id: string) => names.get(id) ?? id;
  const found = stack.resourcesOf("function").flatMap((fn) => invocationsOf(stack, fn));
  return new Map(found.map((one) => [`${one.kind} ${one.service} ${sourceOf(one, nameOf)} > ${nameOf(one.function.id)}`, one]));
}

/** The source's id; outside the stack its text, and the event's name where not even that is known. */
function sourceOf({ link }: Invocation, nameOf: (id: string) => string): string {
  if (link === null) return "directly";
  if (link.from.resource !== null) return nameOf(link.from.resource.id);
  return link.from.value.kind === "unknown" ? link.name : valueText(link.from.value);
}
