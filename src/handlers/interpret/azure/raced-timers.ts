import type { AzureFacts } from "../../azure-facts.ts";
import type { Origin } from "../../origin.ts";
import type { InterpretContext, RunningCall } from "../context.ts";

const races: ReadonlySet<string> = new Set(["any", "task_any", "WhenAny"]);
const timers: ReadonlySet<string> = new Set(["createTimer", "create_timer", "CreateTimer"]);
const cancellations: ReadonlySet<string> = new Set(["cancel", "Cancel", "CancelAsync", "CancelAfter"]);

/** Durable timers that stand beside other tasks in a race: `Task.any([approval, timeout])`. */
export function racedTimersOf(running: readonly RunningCall[], context: InterpretContext): AzureFacts["racedTimers"] {
  const named = running.map(({ call }) => ({ call, name: lastName(call.callee) }));
  const cancelled = named.some(({ name }) => cancellations.has(name));
  return named.flatMap(({ call, name }) => {
    if (!races.has(name)) return [];
    const tasks = call.arguments.positional.flatMap((given) => tasksOf(context.resolver.resolve(given)));
    const values = tasks.map((task) => context.resolver.resolve(task));
    return values.length > 1 && values.some(isTimer) ? [{ cancelled, at: call.at }] : [];
  });
}

function tasksOf(given: Origin): readonly Origin[] {
  return given.kind === "list" ? given.items : [given];
}

function isTimer(task: Origin): boolean {
  return task.kind === "result" && timers.has(lastName(task.callee));
}

function lastName(callee: Origin): string {
  return callee.kind === "member" || callee.kind === "import" ? callee.name : "";
}
