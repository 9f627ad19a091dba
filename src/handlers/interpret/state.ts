import type { CodeModule } from "../code-model.ts";
import type { HandlerFacts } from "../facts.ts";
import { carriesEvent } from "../program/event.ts";
import type { InterpretContext } from "./context.ts";

/**
 * What invocations leave behind in the environment: top-level lists that only grow, and top-level variables that take data of the event. Maps and lists that
 * the code also empties, or that are filled once, are caches and left out.
 */
export function interpretGlobalMutations(modules: ReadonlyMap<string, CodeModule>, context: InterpretContext): Pick<HandlerFacts, "globalMutations"> {
  const globalMutations: HandlerFacts["globalMutations"][number][] = [];
  const emptied = new Set(
    context.scopes.flatMap(({ scope }) =>
      scope.assignments.filter((change) => change.how === "emptied").map((change) => `${change.at.path}#${change.name}`),
    ),
  );
  for (const { scope, phase } of context.scopes) {
    if (phase !== "invocation") continue;
    for (const change of scope.assignments) {
      const binding = modules.get(change.at.path)?.bindings.get(change.name);
      if (binding === undefined || change.once || emptied.has(`${change.at.path}#${change.name}`)) continue;
      const grows = change.how === "appended" && binding.collection;
      const keeps = change.how === "assigned" && carriesEvent(context.resolver.resolve(change.value), context.entry);
      if (grows || keeps) globalMutations.push({ name: change.name, how: grows ? "grows" : "keeps", at: change.at });
    }
  }
  return { globalMutations };
}
