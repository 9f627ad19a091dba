import type { CodeScope } from "../../code-model.ts";
import type { InterpretContext } from "../context.ts";

const maximumScopes = 400;

/**
 * The entry's functions, what stands inside them, and the local functions that they call by name. Reach is wider: it takes in what might run, such as other
 * functions that the same file registers.
 */
export function ownScopes(context: InterpretContext): ReadonlySet<string> {
  const children = new Map<string, CodeScope[]>();
  const known = new Map(context.scopes.map(({ scope }) => [scope.id, scope]));
  for (const scope of known.values()) if (scope.parent !== null) children.set(scope.parent, [...(children.get(scope.parent) ?? []), scope]);
  const own = new Set<string>();
  const open = [...context.entry.roots];
  for (let id = open.pop(); id !== undefined && own.size < maximumScopes; id = open.pop()) {
    const scope = known.get(id);
    if (scope === undefined || own.has(id)) continue;
    own.add(id);
    open.push(...(children.get(id) ?? []).map((child) => child.id));
    for (const call of scope.calls) {
      const called = context.resolver.calledScope(call.callee);
      if (called !== null) open.push(called);
    }
  }
  return own;
}
