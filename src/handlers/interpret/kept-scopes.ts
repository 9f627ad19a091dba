import type { CallRecord, CodeScope } from "../code-model.ts";
import type { Phase } from "../facts.ts";
import type { Resolver } from "../program/resolver.ts";

interface RunningScope {
  readonly scope: CodeScope;
  readonly phase: Phase;
}

/**
 * Functions whose answer every caller keeps (`secret ??= await load()`), so that what they call runs once for many invocations. The entry's own functions are
 * called by the platform and never among them.
 */
export function keptScopes(scopes: readonly RunningScope[], resolver: Resolver, roots: readonly string[]): ReadonlySet<string> {
  const kept = new Set(scopes.filter(({ scope }) => scope.memoized).map(({ scope }) => scope.id));
  const holders = new Map<CallRecord, CodeScope>(scopes.flatMap(({ scope }) => scope.calls.map((call) => [call, scope] as const)));
  const atLoad = new Set(scopes.filter(({ phase }) => phase === "init").map(({ scope }) => scope.id));
  const isKeptBy = (call: CallRecord) => {
    const holder = holders.get(call);
    return call.once || (holder !== undefined && (kept.has(holder.id) || atLoad.has(holder.id)));
  };
  for (let size = -1; size !== kept.size;) {
    size = kept.size;
    for (const { scope } of scopes) {
      if (scope.kind === "module" || roots.includes(scope.id)) continue;
      const calls = resolver.callsOf(scope.id);
      const isInside = scope.kind === "inline" && scope.parent !== null && kept.has(scope.parent);
      if (isInside || (calls.length > 0 && calls.every(isKeptBy))) kept.add(scope.id);
    }
  }
  return kept;
}
